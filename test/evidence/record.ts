/** An evidence table goes to `test/evidence/results/`, headed by what made it. */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/fct.ts';
import { ITEMS } from './manifest.ts';
import { STAMPS } from './stamps.ts';

/** Writes `<name>.md`; refuses a checkout with changes, whose commit would not say what ran. */
export function record(name: string, command: string, seeds: string, lines: readonly string[]): void {
  const file = join('test/evidence/results', `${name}.md`);
  const header = [
    `Made by \`${command}\` at commit ${commit()}, ${seeds}, Node ${process.versions.node}.`,
    '',
  ];
  mkdirSync(dirname(join(ROOT, file)), { recursive: true });
  writeFileSync(join(ROOT, file), [...header, ...lines, ''].join('\n'));
  console.log([...lines, '', `Written to ${file}`].join('\n'));
}

export function commit(): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: ROOT, encoding: 'utf8' }).trim();
  // What items made before this one is no change of what makes it.
  const made = Object.values(ITEMS).flatMap(({ makes }) => makes.map((file) => `:!${file}`));
  if (
    git('status', '--porcelain', '--', ':!test/evidence/results', ':!README.md', `:!${STAMPS}`, ...made) !==
    ''
  )
    throw new Error('commit your changes first: the table names the commit that made it');
  return git('rev-parse', '--short=12', 'HEAD');
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;

/** The lines of a table. */
export const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];
