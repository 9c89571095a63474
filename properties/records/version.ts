/** The version of this package, from the sources as from the package itself. */
import { readFileSync } from 'node:fs';

const file = new URL(
  import.meta.url.endsWith('.ts') ? '../../package.json' : '../../../package.json',
  import.meta.url,
);

export const VERSION = (JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version;
