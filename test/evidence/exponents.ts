/**
 * The whole suite at profile standard, two seeds, and its exponents: verdicts, slopes and hold-outs side by side, and whether every
 * twin of a slope was refuted. `npm run evidence:exponents`; some ten minutes a seed on two idle cores.
 */
import { rmSync } from 'node:fs';
import type { Summary } from '../../properties/record.ts';
import { fct, newFolder } from '../support/fct.ts';
import { scalingClaims } from '../support/ladders.ts';
import { summaryOf } from '../support/records.ts';
import { commit, record } from './record.ts';

const SEEDS = [11, 12];
const PROFILE = 'standard';

commit();
const summaries: Summary[] = [];
const exitCodes: number[] = [];
for (const seed of SEEDS) {
  const out = newFolder();
  const { code, stderr } = await fct(['verify', '--profile', PROFILE, '--seed', String(seed), '--out', out]);
  if (![0, 1, 4].includes(code ?? -1)) throw new Error(`seed ${seed} ended with ${code}: ${stderr}`);
  exitCodes.push(code!);
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
const short = (x: number | null) => (x === null ? '–' : String(Number(x.toPrecision(3))));
const claimsOf = (s: Summary) => s.theorems.flatMap((t) => t.claims);
const perSeed = summaries.map((summary, i) => ({ seed: SEEDS[i]!, summary }));

const claimRows = perSeed.flatMap(({ seed, summary }) =>
  claimsOf(summary).flatMap((c) => {
    const e = c.exponent;
    if (e === undefined) return [];
    const claimed = `${e.range.low === null ? '' : `${short(e.range.low)} to `}${short(e.range.high)}`;
    const seen = `${short(e.estimate)} (${short(e.low)} to ${short(e.high)})`;
    return [[c.id, seed, c.verdict, claimed, seen, `${c.failures} of ${c.trials}`]];
  }),
);
const holdOutRows = perSeed.flatMap(({ seed, summary }) =>
  claimsOf(summary).flatMap((c) =>
    (c.holdOut ?? []).map((h) => [
      c.id,
      seed,
      h.d0,
      `${short(h.predictedLow)} to ${short(h.predictedHigh)}`,
      short(h.seen),
    ]),
  ),
);
const controlsOf = (s: Summary) => s.theorems.flatMap((t) => t.controls);
const slopes = new Set(scalingClaims.map((c) => c.id));
const controlRows = perSeed.flatMap(({ seed, summary }) =>
  controlsOf(summary).flatMap((c) => (slopes.has(c.of) ? [[c.id, seed, c.verdict, c.trials]] : [])),
);
const counted = (verdicts: readonly string[]) =>
  [...new Set(verdicts)].map((v) => `${verdicts.filter((x) => x === v).length} ${v}`).join(', ');
const suiteRows = perSeed.map(({ seed, summary }, i) => [
  seed,
  exitCodes[i]!,
  counted(claimsOf(summary).map((c) => c.verdict)),
  counted(controlsOf(summary).map((c) => c.verdict)),
]);

record('exponents', 'npm run evidence:exponents', `seeds ${SEEDS.join(' and ')}, profile ${PROFILE}`, [
  ...table(['seed', 'exit code of `fct verify`', 'claims', 'twins'], suiteRows),
  '',
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
