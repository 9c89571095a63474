/**
 * Theorem 4.1 where the background is stronger than the core, R = S_bg/S_core > 1: how often a neuron activates on the other class before
 * and after the margin, in the limit path and in trained networks. `npm run evidence:strong-background`; a few minutes.
 */
import { loadKernel } from '../../sim/engines/kernel.ts';
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import { limitOf } from '../../theorems/limit/instance.ts';
import { limitPath, marginTime } from '../../theorems/limit/path.ts';
import { instanceAt, setupOf } from '../../theorems/studies/network/instance.ts';
import { reluStudy } from '../../theorems/studies/network/study.ts';
import type { Json } from '../../theorems/types.ts';
import { commit, record, table } from './record.ts';

/** All strengths uniform on [0, 1]: R is the ratio of the counts. */
const uniform: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };
const RATIOS = [0.5, 0.8, 1, 1.25, 1.5, 2, 3];
const SIZES = [64, 256];
/** Before the margin, and from there on. */
const TIMES = [8, 20, 40, 80, 320];
/** Networks of width 128 are trained at either size. */
const SEEDS = [1, 2, 3];
/** Before, at and after the margin. */
const WHEN = ['before', 'at', 'after'] as const;

commit();
const path = (ratio: number) => ({
  ...{ ratio, palette: [uniform], widthFloor: 128, dimensionEighths: 20, batchFloor: 512, h: 0.05, kappa: 0 },
  signs: 'even' as const,
});
const short = (x: number) => (Number.isFinite(x) ? x.toFixed(3) : '–');

const rows = SIZES.flatMap((d0) =>
  RATIOS.map((ratio) => {
    const instance = instanceAt(path(ratio), d0);
    const R = instance.dBackground / instance.dCore;
    const limit = limitOf(setupOf(instance))!;
    const points = limitPath(
      limit,
      Array.from({ length: TIMES.at(-1)! / instance.h + 1 }, (_, i) => i),
    );
    const at = (s: number) => points[Math.round(s / instance.h)]!;
    return [
      d0,
      short(R),
      short(Math.max(0, (R - 1) / (R + 1))),
      short(marginTime(points)),
      ...TIMES.map((s) => short(at(s).live.wrongRate)),
      short(at(TIMES[0]!).live.background / at(TIMES[0]!).live.core),
      short(at(TIMES[0]!).live.share),
    ];
  }),
);

const engine = loadKernel();
/** Medians of P_k(-y) over all neurons of the sign +1, and of the sign -1, at the end of a run to s. */
function medians(ratio: number, d0: number, seed: number, s: number): readonly number[] {
  const trial = { path: path(ratio) as unknown as Json, d0, variant: 'main', set: { s } };
  const labels = ['strong background', String(ratio), seed, d0];
  const measured = reluStudy.asMeasurement(reluStudy.measure({ ...trial, labels, engine }));
  return measured.checkpoints.at(-1)!.neurons.map((n) => n.medianRates[1]);
}

const trained = SIZES.flatMap((d0) =>
  RATIOS.map((ratio) => {
    const instance = instanceAt(path(ratio), d0);
    const R = instance.dBackground / instance.dCore;
    const last = TIMES.at(-1)!;
    const points = limitPath(
      limitOf(setupOf(instance))!,
      Array.from({ length: last / instance.h + 1 }, (_, i) => i),
    );
    const margin = marginTime(points);
    const times = { before: margin / 2, at: margin, after: 3 * margin };
    const cells = WHEN.flatMap((when) => {
      const s = Math.round(times[when] / instance.h) * instance.h;
      const seen = SEEDS.flatMap((seed) => medians(ratio, d0, seed, s)).sort((a, b) => a - b);
      return [
        short(points[Math.round(s / instance.h)]!.live.wrongRate),
        `${short(seen[0]!)} to ${short(seen.at(-1)!)}`,
      ];
    });
    return [d0, short(R), short(Math.max(0, (R - 1) / (R + 1))), short(margin), ...cells];
  }),
);

record('strong-background', 'npm run evidence:strong-background', `seeds ${SEEDS.join(', ')}`, [
  'The limit path, uniform strengths, h = 0.05, no decay, d = d0^2.5: the mean of P_k(-y) over the neurons that are alive, at several times; (R - 1)/(R + 1)',
  `is drawn from no fit. The last two columns are of s = ${TIMES[0]!}: background over core correlation, and the share of neurons that are alive.`,
  '',
  ...table(
    ['d0', 'R', '(R - 1)/(R + 1)', 'margin at s', ...TIMES.map((s) => `s = ${s}`), 'B/C', 'alive'],
    rows,
  ),
  '',
  `Before (half of the margin's time), at and after (three times it) the margin: the mean over live neurons in the limit path, and the range of the medians over all neurons of`,
  `either sign of ${SEEDS.length} trained networks, m = 128, N = max(512, 4 d0), even signs. Nothing is fitted.`,
  '',
  ...table(
    [
      'd0',
      'R',
      '(R - 1)/(R + 1)',
      'margin at s',
      ...WHEN.flatMap((when) => [`${when}: limit`, `${when}: trained`]),
    ],
    trained,
  ),
]);
