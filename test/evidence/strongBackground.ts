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
const RATIOS = [0.5, 1, 1.5, 2, 3];
const SIZES = [64, 256];
/** Before the margin, and from there on. */
const TIMES = [8, 20, 40, 80, 320];
/** Networks of width 128 are trained at the first size, to s = 40. */
const SEEDS = [1, 2, 3];
const TRAINED_TO = 40;

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
const trained = RATIOS.flatMap((ratio) =>
  SEEDS.map((seed) => {
    const d0 = SIZES[0]!;
    const look = (s: number) => {
      const trial = { path: path(ratio) as unknown as Json, d0, variant: 'main', set: { s } };
      const measured = reluStudy.asMeasurement(
        reluStudy.measure({ ...trial, labels: ['strong background', String(ratio), seed], engine }),
      );
      const rates = measured.checkpoints.at(-1)!.neurons.map((n) => n.medianRates[1]);
      return rates.map(short).join(', ');
    };
    return [short(ratio), seed, look(TIMES[0]!), look(TRAINED_TO)];
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
  `Trained networks at d0 = ${SIZES[0]!}, m = 128, N = 512: the median of P_k(-y) over all neurons of the sign +1, and of the sign -1.`,
  '',
  ...table(['R', 'seed', `s = ${TIMES[0]!}`, `s = ${TRAINED_TO}`], trained),
]);
