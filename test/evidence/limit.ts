/**
 * Trained networks beside the limit path: largest deviations in units of what finite size and noise may do, for several sizes,
 * ratios of background to core features, with and without decay; what ten per cent more of any input of the prediction does; and
 * the picture docs/images/limit-path.svg with its numbers. `npm run evidence:limit`; some twenty minutes on one idle core.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitOf } from '../../theorems/limit/instance.ts';
import { predictedBy, QUANTITIES } from '../../theorems/limit/observed.ts';
import { furthestOff, unitsOf } from '../../theorems/limit/tolerance.ts';
import { GRID_SIDE, limitPath, marginTime, onsetTime } from '../../theorems/limit/path.ts';
import { compare, PERTURBED, setupOf, STEP, trainAndLook, type LimitRun } from '../support/limitRuns.ts';
import { ROOT } from '../support/fct.ts';
import { limitFigure, type FigureNumbers } from './limitFigure.ts';
import { commit, record, table } from './record.ts';

const RATIOS = [0.25, 0.5, 1, 2];
const TIMES = [1.25, 2.5, 5, 10, 15, 20, 25, 30, 35, 40];
const SIZES: Readonly<Record<number, Pick<LimitRun, 'm' | 'N' | 'perClass'>>> = {
  64: { m: 1024, N: 1024, perClass: 32_768 },
  256: { m: 1024, N: 1024, perClass: 16_384 },
  1024: { m: 512, N: 512, perClass: 8192 },
};
const RUNS = [64, 256, 1024].flatMap((d0) =>
  [0, 1e-3].flatMap((kappa) =>
    RATIOS.map((ratio): LimitRun => ({ d0, ratio, kappa, times: TIMES, ...SIZES[d0]! })),
  ),
);
/** Beside those, for the inputs that they do not depend on: decay beyond the margin, and the first steps. */
const FURTHER: readonly LimitRun[] = [
  { d0: 64, m: 512, N: 1024, perClass: 8192, ratio: 0.5, kappa: 0.08, times: [10, 40, 100] },
  { d0: 128, m: 32_768, N: 512, perClass: 512, ratio: 1, kappa: 0, times: [0, 0.05] },
];
/** Curves of the picture: this many points. */
const CURVE = 60;

commit();
const measured = [...RUNS, ...FURTHER].map((run) => {
  const observed = trainAndLook(run);
  console.log(`d0 = ${run.d0}, ratio ${run.ratio}, kappa = ${run.kappa}: trained`);
  return { run, observed, compared: compare(run, observed) };
});

const short = (x: number) => String(Number(x.toPrecision(2)));
const deviationRows = measured.map(({ run, compared }) => [
  run.d0,
  run.ratio,
  run.kappa,
  ...QUANTITIES.map((quantity) => {
    const worst = furthestOff(compared.filter((c) => c.quantity === quantity));
    return `${short(unitsOf(worst))} (${short(worst.seen - worst.predicted)} of ${short(worst.predicted)})`;
  }),
]);
const endRows = measured.slice(0, RUNS.length).map(({ run, compared }) => [
  run.d0,
  run.ratio,
  run.kappa,
  ...(['idRisk', 'oodRisk', 'wrongRate', 'contamination'] as const).map((quantity) => {
    const { seen, predicted } = compared.findLast((c) => c.quantity === quantity)!;
    return `${seen.toPrecision(3)} / ${predicted.toPrecision(3)}`;
  }),
]);

const perturbedRows = Object.entries(PERTURBED).map(([input, change]) => {
  const all = measured.map(({ run, observed }) => ({ run, c: furthestOff(compare(run, observed, change)) }));
  const { run, c } = all.reduce((a, b) => (unitsOf(a.c) >= unitsOf(b.c) ? a : b));
  return [
    input,
    short(unitsOf(c)),
    c.quantity,
    c.s,
    `d0 = ${run.d0}, ratio ${run.ratio}, kappa = ${run.kappa}`,
    all.filter((x) => unitsOf(x.c) > 1).length,
  ];
});

const timeRows = RUNS.filter(({ kappa }) => kappa === 0).map((run) => {
  const instance = limitOf(setupOf(run))!;
  const steps = Array.from({ length: Math.round(40 / STEP) + 1 }, (_, step) => step);
  limitPath(instance, [200]);
  const start = process.cpuUsage();
  const coarse = limitPath(instance, [Math.round(20 / STEP), Math.round(40 / STEP)]);
  const { user } = process.cpuUsage(start);
  const fine = limitPath(instance, steps, 4 * GRID_SIDE);
  const relative = (of: 'idRisk' | 'oodRisk') =>
    Math.max(...coarse.map((p) => Math.abs(p[of] / fine[p.step]![of] - 1)));
  return [
    run.d0,
    run.ratio,
    short(user / 1000),
    `${short(100 * relative('idRisk'))} %`,
    `${short(100 * relative('oodRisk'))} %`,
    onsetTime(fine, 1).toFixed(2),
    marginTime(fine).toFixed(2),
  ];
});

const numbers: FigureNumbers = {
  words: `The limit path (lines) and trained networks (dots), ratio of background to core features ${RATIOS.join(', ')}, no weight decay, uniform strengths, d = d0^2.5, h = ${STEP}. No constant is fitted.`,
  runs: measured.slice(0, RUNS.length).flatMap(({ run, observed }) => {
    if (run.kappa !== 0) return [];
    const last = Math.round(40 / STEP);
    const steps = [...new Set(Array.from({ length: CURVE + 1 }, (_, i) => Math.round((last * i) / CURVE)))];
    const digits = (x: number) => Number(x.toPrecision(4));
    return [
      {
        d0: run.d0,
        ratio: run.ratio,
        predicted: limitPath(limitOf(setupOf(run))!, steps, 2 * GRID_SIDE).map((p) => {
          const { idRisk, oodRisk, wrongRate, contamination } = predictedBy(p);
          return [p.s, idRisk, oodRisk, wrongRate, contamination].map(digits);
        }),
        seen: observed.map(({ s, idRisk, oodRisk, wrongRate, contamination }) =>
          [s, idRisk.mean, oodRisk.mean, wrongRate.mean, contamination.mean].map(digits),
        ),
      },
    ];
  }),
};

record('limit', 'npm run evidence:limit', 'streams named by the run', [
  'Trained networks beside the limit path. A cell: the largest deviation over s in units of what it may be (order 1/d0, relative ln(d0)/d0 for R_ID,',
  'and four standard errors of noise: `theorems/limit/tolerance.ts`), and in brackets that deviation and the predicted value. Above 1 the path would be',
  'refuted. p and B/C are over live neurons, "size" is the mean of |background correlation| over all neurons.',
  '',
  ...table(['d0', 'ratio', 'kappa', 'R_ID', 'R_OOD', 'p', 'B/C', 'sd of y h', 'size'], deviationRows),
  '',
  'At s = 40, seen / predicted.',
  '',
  ...table(['d0', 'ratio', 'kappa', 'R_ID', 'R_OOD', 'p', 'B/C'], endRows),
  '',
  'The same comparison with ten per cent more of one input of the prediction: the largest deviation, where it is, and in how many of the runs it is above 1.',
  '',
  ...table(['input', 'units', 'quantity', 's', 'run', `of ${measured.length} runs`], perturbedRows),
  '',
  `The path to s = 40: milliseconds of processor time, largest difference of the risks at s = 20 and 40 to a grid four times as fine, time from which half of`,
  'the neurons are asymmetric with c = 1, time at which the mean output reaches the margin.',
  '',
  ...table(['d0', 'ratio', 'ms', 'R_ID', 'R_OOD', 'onset s', 'margin s'], timeRows),
]);

// Last, for the table names a commit of a clean checkout.
writeFileSync(join(ROOT, 'docs/images/limit-path.json'), `${JSON.stringify(numbers)}\n`);
writeFileSync(join(ROOT, 'docs/images/limit-path.svg'), limitFigure(numbers));
