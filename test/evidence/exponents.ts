/**
 * The whole suite at profile standard, two seeds, and its exponents: verdicts, slopes and hold-outs side by side, and whether every
 * twin of a slope was refuted. `npm run evidence:exponents`; some ten minutes a seed on two idle cores.
 */
import type { TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { scalingClaims } from '../support/ladders.ts';
import { reportsOf } from '../support/records.ts';
import { commit, record, table } from './record.ts';
import { verified } from './verified.ts';

const SEEDS = [11, 12];
const PROFILE = 'standard';

commit();
const runs: (readonly TheoremRecord[])[] = [];
const exitCodes: number[] = [];
for (const seed of SEEDS) {
  const { code, found } = await verified(['--profile', PROFILE], seed, reportsOf);
  exitCodes.push(code);
  runs.push(found);
}

const short = (x: number | null) => (x === null ? '–' : String(Number(x.toPrecision(3))));
const claimsOf = (run: readonly TheoremRecord[]) => run.flatMap((t) => t.claims);
const perSeed = runs.map((run, i) => ({ seed: SEEDS[i]!, run }));

const claimRows = perSeed.flatMap(({ seed, run }) =>
  claimsOf(run).flatMap((c) => {
    if (!('exponent' in c)) return [];
    const e = c.exponent;
    const claimed = `${e.range.low === null ? '' : `${short(e.range.low)} to `}${short(e.range.high)}`;
    const seen = `${short(e.estimate)} (${short(e.low)} to ${short(e.high)})`;
    return [[c.id, seed, c.verdict, claimed, seen, `${c.failures} of ${c.trials}`]];
  }),
);
const holdOutRows = perSeed.flatMap(({ seed, run }) =>
  claimsOf(run).flatMap((c) => {
    if (!('exponent' in c)) return [];
    return c.holdOut.map((h) => [
      c.id,
      seed,
      h.d0,
      `${short(h.predictedLow)} to ${short(h.predictedHigh)}`,
      short(h.seen),
      short(c.plateau),
    ]);
  }),
);
const controlsOf = (run: readonly TheoremRecord[]) => run.flatMap((t) => t.controls);
const slopes = new Set(scalingClaims.map((c) => c.id));
const controlRows = perSeed.flatMap(({ seed, run }) =>
  controlsOf(run).flatMap((c) => (slopes.has(c.of) ? [[c.id, seed, c.verdict, c.trials]] : [])),
);
const counted = (verdicts: readonly string[]) =>
  [...new Set(verdicts)].map((v) => `${verdicts.filter((x) => x === v).length} ${v}`).join(', ');
const suiteRows = perSeed.map(({ seed, run }, i) => [
  seed,
  exitCodes[i]!,
  counted(claimsOf(run).map((c) => c.verdict)),
  counted(controlsOf(run).map((c) => c.verdict)),
]);
const openRows = perSeed.flatMap(({ seed, run }) =>
  claimsOf(run).flatMap((c) => (c.verdict === 'supported' ? [] : [[c.id, seed, c.sentence]])),
);

record('exponents', 'npm run evidence:exponents', `seeds ${SEEDS.join(' and ')}, profile ${PROFILE}`, [
  ...table(['seed', 'exit code of `fct verify`', 'claims', 'twins'], suiteRows),
  '',
  ...(openRows.length === 0 ? [] : [...table(['not supported', 'seed', 'verdict'], openRows), '']),
  'Slopes over the sizes of the profile. A ladder is one trial; its slope must be in the range (or below it, where one number stands). Tolerances were',
  'fixed after looking at ladders of seed 4242 and at pilots, before any ladder of these seeds was trained.',
  '',
  ...table(['claim', 'seed', 'verdict', 'range', 'mean slope, 95 %', 'ladders outside'], claimRows),
  '',
  'Hold-out: the two largest sizes, predicted from the smaller half. Had the quantity stopped falling at the plateau, half of the ladders would have',
  'ended above their prediction.',
  '',
  ...table(['claim', 'seed', 'd0', 'predicted', 'seen', 'plateau'], holdOutRows),
  '',
  'Twins, and the ladders each needed.',
  '',
  ...table(['twin', 'seed', 'verdict', 'ladders'], controlRows),
]);
