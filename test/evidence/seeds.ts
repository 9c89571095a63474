/**
 * Verdicts of the whole suite over many seeds at profile smoke: how often a true theorem came out otherwise than supported, and how
 * many trials each broken twin needed. `npm run evidence:seeds`.
 */
import type { Summary } from '../../properties/records/summaryRecord.ts';
import { summaryOf } from '../support/records.ts';
import { commit, record, table } from './record.ts';
import { verified } from './verified.ts';

const SEEDS = 30;

commit();
const summaries: Summary[] = [];
for (let seed = 1; seed <= SEEDS; seed++) {
  const { found } = await verified(['--profile', 'smoke'], seed, summaryOf);
  summaries.push(found);
}

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
