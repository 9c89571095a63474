/**
 * What Stryker left in coverage/mutation/, as tables: of every piece (test/mutation/pieces.ts) the score of each file, with
 * time-outs counted as survivors, and every mutant that no test killed, with the reason why; and of all pieces the scores by
 * folder.
 */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ROOT } from '../support/fct.ts';
import { record, table } from './record.ts';

interface Mutant {
  readonly status: string;
  readonly replacement: string;
  readonly location: { readonly start: { readonly line: number; readonly column: number } };
}

const LIVING = ['Survived', 'NoCoverage', 'Timeout'];

/** Why a mutant lives, by a part of its line; the first that fits. */
type Reason = readonly [file: string, line: string, reason: string];

export function recordPiece(piece: string): void {
  const { files } = JSON.parse(readFileSync(join(ROOT, `coverage/mutation/${piece}.json`), 'utf8')) as {
    files: Readonly<Record<string, { readonly source: string; readonly mutants: readonly Mutant[] }>>;
  };
  const known = join(ROOT, `test/mutation/reasons/${piece}.json`);
  const reasons = existsSync(known) ? (JSON.parse(readFileSync(known, 'utf8')) as readonly Reason[]) : [];
  const scores: Score[] = [];
  const survivors: string[][] = [];
  for (const [file, { source, mutants }] of Object.entries(files)) {
    const judged = mutants.filter(({ status }) => status === 'Killed' || LIVING.includes(status));
    if (judged.length === 0) continue;
    const count = (status: string) => judged.filter((m) => m.status === status).length;
    scores.push({ file, mutants: judged.length, killed: count('Killed'), timedOut: count('Timeout') });
    const lines = source.split('\n');
    for (const { status, replacement, location } of judged.filter((m) => m.status !== 'Killed')) {
      const line = lines[location.start.line - 1]!.trim();
      const reason = reasons.find(([f, part]) => file.endsWith(f) && line.includes(part))?.[2];
      const where = `${file.split('/').pop()}:${location.start.line}:${location.start.column}`;
      survivors.push([where, status, code(line), code(replacement), reason ?? '**none given**']);
    }
  }
  const total = sum(scores);
  record(`mutation/${piece}`, `npm run mutation -- ${piece}`, 'no seed (mutants are enumerated)', [
    `# Mutants: ${piece}`,
    '',
    'Time-outs are counted as survivors: a mutant that never ends is noticed, but not by a test.',
    '',
    ...table(HEAD, [...scores, { file: 'all', ...total }].map(cells)),
    '',
    ...table(['where', 'status', 'line', 'becomes', 'why no test kills it'], survivors),
  ]);
}

interface Count {
  readonly mutants: number;
  readonly killed: number;
  readonly timedOut: number;
}
interface Score extends Count {
  readonly file: string;
}

const HEAD = ['file', 'mutants', 'killed', 'timed out', 'score'];
const cells = ({ file, mutants, killed, timedOut }: Score) => [
  file,
  mutants,
  killed,
  timedOut,
  `${((100 * killed) / mutants).toFixed(1)} %`,
];

const sum = (scores: readonly Count[]): Count => ({
  mutants: scores.reduce((total, s) => total + s.mutants, 0),
  killed: scores.reduce((total, s) => total + s.killed, 0),
  timedOut: scores.reduce((total, s) => total + s.timedOut, 0),
});

const RESULTS = join(ROOT, 'test/evidence/results');

/** Scores by folder, from the tables of all pieces that there are. */
export function recordOverview(): void {
  const files = new Map<string, Score>();
  const commits: string[] = [];
  for (const name of readdirSync(join(RESULTS, 'mutation')).sort()) {
    const text = readFileSync(join(RESULTS, 'mutation', name), 'utf8');
    commits.push(
      `- [${name.replace('.md', '')}](mutation/${name}): commit ${/at commit (\w+)/.exec(text)![1]}`,
    );
    for (const [, file, ...numbers] of text.matchAll(/^\| (\S+\/\S+) \| (\d+) \| (\d+) \| (\d+) \|/gm)) {
      const [mutants, killed, timedOut] = numbers.map(Number) as [number, number, number];
      files.set(file!, { file: file!, mutants, killed, timedOut });
    }
  }
  const folders = [...new Set([...files.keys()].map(dirname))].sort();
  const rows = folders.map((folder) => {
    const own = [...files.values()].filter(({ file }) => dirname(file) === folder);
    return cells({ file: folder, ...sum(own) });
  });
  const lines = [
    'Made by `npm run mutation` from the tables of its pieces, each with the commit that it is of; no seed.',
    '',
    '# Mutants of the trusted base, by folder',
    '',
    'Time-outs are counted as survivors.',
    '',
    ...table(['folder', ...HEAD.slice(1)], [...rows, cells({ file: 'all', ...sum([...files.values()]) })]),
    '',
    ...commits,
    '',
  ];
  writeFileSync(join(RESULTS, 'mutation.md'), lines.join('\n'));
  console.log(lines.join('\n'));
}

function code(text: string): string {
  return `\`${text.replace(/\s+/g, ' ').replaceAll('|', '\\|')}\``;
}
