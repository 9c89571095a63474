/** What a broken twin changes of an instance. */
import type { Json, Variant } from '../types.ts';

/** The variant's one field with its value; nothing for `main`. */
export function brokenBy(
  variants: Readonly<Record<string, Variant>>,
  variant: string,
): Readonly<Record<string, Json>> {
  if (variant === 'main') return {};
  const { field, value } = variants[variant]!;
  return { [field]: value };
}
