/** Lines of a shell that call fct, held against what fct says of itself. */
import { expect } from 'vitest';
import { profileOf, selectClaims } from '../../cli/arguments.ts';
import { fctArguments } from './docs.ts';
import { ROOT, type Ended } from './fct.ts';
import { fctHere } from './fctHere.ts';
import { PAPER } from './paper.ts';

/** The verb and its arguments; `--suite` and its file may come before. */
function ownArguments(line: string): readonly string[] | undefined {
  const words = fctArguments(line);
  return words?.[0] === '--suite' ? words.slice(2) : words;
}

/** Every call of fct among the lines has a verb, options, theorems and a profile that exist. */
export async function checkCalls(lines: readonly string[]): Promise<void> {
  const verbs = [...new Set(lines.flatMap((line) => ownArguments(line)?.[0] ?? []))].filter(
    (v) => !v.startsWith('-'),
  );
  const help: Record<string, Ended> = {};
  for (const verb of verbs) help[verb] = await fctHere([verb, '--help'], ROOT);
  for (const line of lines) {
    const [verb, ...rest] = ownArguments(line) ?? ['--help'];
    if (verb === '--help') continue;
    expect(help[verb!], line).toMatchObject({ code: 0 });
    expect(help[verb!]!.stdout, line).toContain(`Usage: fct ${verb}`);
    for (const option of rest.filter((word) => word.startsWith('--')))
      expect(help[verb!]!.stdout, line).toMatch(new RegExp(`${option}[ \\n]`));
    const named = (value: string) => rest[rest.indexOf(value) + 1]!;
    if (rest.includes('--profile')) profileOf(PAPER, named('--profile'));
    const first = rest.findIndex((word) => word.startsWith('--'));
    if (verb === 'verify' || verb === 'plan')
      selectClaims(PAPER, rest.slice(0, first === -1 ? undefined : first));
  }
}
