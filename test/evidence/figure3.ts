/**
 * Figure 3 with the defaults of `paper-code`, ReLU: ten seeds of the general core beside ten of PyTorch, and the run with the switches of
 * the theory beside what an independent program ended at: `npm run evidence -- figure3`; about an hour of one core.
 */
import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { median, stopwatch } from '../../bench/clock.ts';
import { loadGeneral } from '../../sim/general/train.ts';
import { figureCurve } from '../../theorems/figure-3/curve.ts';
import { CHOICES, paperCodeSetting } from '../../theorems/figure-3/setting.ts';
import { ROOT } from '../support/fct.ts';
import { commit, record, table } from './record.ts';

const SEEDS = 10;
/** Where an independent program with the theory's switches ended, and how near a run has to come. */
const REFERENCE = { train: 0.0037, ood: 0.769, within: 0.03 };
const PYTHON = process.env['PYTHON'] ?? 'python3';

interface End {
  readonly seconds: number;
  readonly train: number;
  readonly id: number;
  readonly ood: number;
}

const core = await loadGeneral('wasm');
const defaults = paperCodeSetting({
  loss: CHOICES.loss[0],
  optimizer: CHOICES.optimizer[0],
  outputLayer: CHOICES.outputLayer[0],
  core: CHOICES.core[0],
});
const theory = paperCodeSetting({
  loss: 'hinge',
  optimizer: 'momentum',
  outputLayer: 'frozen',
  core: 'linear',
});

function ours(setting: typeof defaults, seed: number): End {
  const elapsed = stopwatch();
  const ends = { ...setting, checkpoints: [0, setting.checkpoints.at(-1)!] };
  const { points } = figureCurve(core, { setting: ends, activation: 'relu', root: 1, seed });
  const { trainRisk, idRisk, oodRisk } = points.at(-1)!;
  return { seconds: elapsed().processor, train: trainRisk!, id: idRisk, ood: oodRisk };
}

function peer(seed: number): End & { readonly version: string } {
  const { dCore, dBackground, d, width, examples, optimizer, checkpoints } = defaults;
  const { eta, lambda } = optimizer;
  const sizes = { dCore, dBackground, d, width, rows: examples.rows };
  const problem = { ...sizes, steps: checkpoints.at(-1)!, eta, lambda, seed };
  const args = [join(ROOT, 'bench/peers/figure3_torch.py'), JSON.stringify(problem)];
  return JSON.parse(execFileSync(PYTHON, args, { encoding: 'utf8' })) as ReturnType<typeof peer>;
}

/** By linear interpolation between order statistics. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low, high] = [sorted[Math.floor(at)]!, sorted[Math.ceil(at)]!];
  return low + (at - Math.floor(at)) * (high - low);
}

commit();
const reference = ours(theory, 1);
console.log(JSON.stringify(reference));
for (const name of ['train', 'ood'] as const)
  if (!(Math.abs(reference[name] - REFERENCE[name]) <= REFERENCE.within))
    throw new Error(`${name} ${reference[name]} is not within ${REFERENCE.within} of ${REFERENCE[name]}`);

const runs = Array.from({ length: SEEDS }, (_, i) => {
  const pair = { ours: ours(defaults, i + 1), peer: peer(i + 1) };
  console.log(JSON.stringify(pair));
  return pair;
});
const line = (name: string, ends: readonly End[]) => [
  name,
  ...(['train', 'id', 'ood'] as const).map((what) => {
    const values = ends.map((end) => end[what]);
    return [0.25, 0.5, 0.75].map((share) => quantile(values, share).toFixed(4)).join(', ');
  }),
  median(ends.map((end) => end.seconds)).toFixed(0),
];

record('figure3', 'npm run evidence -- figure3', `root seed 1, seeds 1 to ${SEEDS}`, [
  `ReLU with the switches of the theory (hinge, momentum 0.9, linear core, frozen output), seed 1: training loss ${reference.train.toFixed(4)}, OOD loss ${reference.ood.toFixed(3)}; an independent program ended at ${REFERENCE.train} and ${REFERENCE.ood}.`,
  '',
  `ReLU with the defaults: quartiles (lower, median, upper) over ${SEEDS} seeds of the logistic loss at the end, and the median of the processor time of one run.`,
  '',
  ...table(
    ['program', 'training sample', 'fresh, ID', 'OOD', 'seconds'],
    [
      line(
        'general core, WASM',
        runs.map((r) => r.ours),
      ),
      line(
        `PyTorch ${runs[0]!.peer.version}`,
        runs.map((r) => r.peer),
      ),
    ],
  ),
]);
