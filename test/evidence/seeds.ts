/**
 * Verdicts of the whole suite over many seeds at profile smoke: how often a true theorem came out otherwise than supported, and how
 * many trials each broken twin needed. `npm run evidence:seeds`.
 */
import { rmSync } from 'node:fs';
import type { Summary } from '../../properties/record.ts';
import { fct, newFolder } from '../support/fct.ts';
import { summaryOf } from '../support/records.ts';
import { commit, record } from './record.ts';

const SEEDS = 30;

commit();
const summaries: Summary[] = [];
for (let seed = 1; seed <= SEEDS; seed++) {
  const out = newFolder();
  const { code, stderr } = await fct(['verify', '--profile', 'smoke', '--seed', String(seed), '--out', out]);
  if (![0, 1, 4].includes(code ?? -1)) throw new Error(`seed ${seed} ended with ${code}: ${stderr}`);
  summaries.push(summaryOf(out));
  rmSync(out, { recursive: true });
  console.log(`seed ${seed}: exit code ${code}`);
}

const row = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`;
const table = (head: readonly string[], rows: readonly (readonly (string | number)[])[]) => [
  row(head),
  row(head.map(() => '---')),
  ...rows.map(row),
];
const tally = (verdicts: readonly string[], verdict: string) => verdicts.filter((v) => v === verdict).length;

const claims = summaries[0]!.theorems.flatMap((t) => t.claims.map((c) => c.id));
const claimRows = claims.map((id) => {
  const seen = summaries.flatMap((s) => s.theorems.flatMap((t) => t.claims)).filter((c) => c.id === id);
  const verdicts = seen.map((c) => c.verdict);
  const sum = (of: (c: (typeof seen)[0]) => number) => seen.reduce((total, c) => total + of(c), 0);
  return [
    id,
    tally(verdicts, 'supported'),
    tally(verdicts, 'refuted'),
    verdicts.length - tally(verdicts, 'supported') - tally(verdicts, 'refuted'),
    sum((c) => c.failures),
    sum((c) => c.trials),
  ];
});
const controls = summaries[0]!.theorems.flatMap((t) => t.controls.map((c) => c.id));
const controlRows = controls.map((id) => {
  const seen = summaries.flatMap((s) => s.theorems.flatMap((t) => t.controls)).filter((c) => c.id === id);
  const trials = seen.map((c) => c.trials).sort((a, b) => a - b);
  const refuted = seen.filter((c) => c.verdict === 'refuted').length;
  return [id, refuted, trials[0]!, trials[trials.length >> 1]!, trials.at(-1)!];
});

record('seeds', 'npm run evidence:seeds', `seeds 1 to ${SEEDS}, profile smoke`, [
  `Claims over ${SEEDS} seeds. All are true as far as calibration can tell, so "refuted" counts false verdicts.`,
  '',
  ...table(['claim', 'supported', 'refuted', 'other', 'failures', 'trials'], claimRows),
  '',
  `Broken twins over ${SEEDS} seeds, with the trials each needed.`,
  '',
  ...table(['twin', 'refuted', 'fewest trials', 'median', 'most'], controlRows),
]);
