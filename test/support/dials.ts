/** A study with axes whose trials fail with a known probability, so that a whole map takes milliseconds. */
import fc from 'fast-check';
import type { MapPlan } from '../../properties/explore/plan.ts';
import { targetOf } from '../../properties/explore/target.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { runTask, type Task } from '../../properties/trials/task.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { defineTheorem, NoInstanceError, type Axis, type Study, type Theorem } from '../../theorems/types.ts';

/** Values of the dials a and b. */
export type FailureRate = (a: number, b: number) => number;

const dial = (name: string, scale: Axis['scale']): Axis => ({
  name,
  words: `the dial ${name}`,
  scale,
  range: [1e-3, 1e3],
  at: (value) => ({ value, set: { [name]: value } }),
  broad: [0.1, 10],
  hunt: { values: [0.25, 0.5, 1, 2, 3, 4, 5, 6, 7, 8], simplest: 1 },
});

const size: Axis = {
  name: 'd0',
  words: 'size',
  scale: 'log',
  range: [4, 64],
  at: (value) => ({ value, d0: value, set: {} }),
  hunt: { values: [16, 32], simplest: 16 },
};

export function dialStudy(rate: FailureRate): Study {
  return {
    id: 'dials',
    title: 'dials',
    sampler: fc.constant(null),
    samplerWords: ['nothing'],
    parts: [''],
    partOf: () => '',
    instance: ({ set }) => {
      if (Number(set['a'] ?? 1) > 900) throw new NoInstanceError('a must be at most 900');
      return { ...set };
    },
    hypotheses: ({ set }) => ({ 'small-a': Number(set['a'] ?? 1) <= 2 }),
    fields: [],
    settable: ['a', 'b'],
    variants: {},
    axes: [dial('a', 'log'), dial('b', 'linear'), size],
    dimensionless: ({ set }) => ({ a: Number(set['a']), b: Number(set['b']) }),
    measure: ({ set, labels }) => {
      const uniform = streamKey(...labels, 'flip')[0] / 2 ** 32;
      const p = rate(Number(set['a'] ?? 1), Number(set['b'] ?? 1));
      return { fails: Number.isNaN(p) ? NaN : uniform < p ? 1 : 0 };
    },
    cost: () => 1,
  };
}

const theorem: Theorem = defineTheorem({
  id: 'dial-theorem',
  title: 'Dials',
  statement: { mark: 'ours', words: 'the dials hold', latex: 'X = 0' },
  source: 'ours',
  reading: [],
  notCovered: [],
  hypotheses: [{ id: 'small-a', mark: 'ours', words: 'a is at most 2' }],
  claims: [
    {
      id: 'dial-theorem/holds',
      kind: 'withHighProbability',
      title: 'the dials hold',
      mark: 'ours',
      words: 'the dials hold',
      latex: 'X = 0',
      study: 'dials',
      requiredCases: ['turned'],
      event: (m) => {
        const { fails } = m as { fails: number };
        return { holds: fails === 0, slack: fails === 0 ? 1 : -1, cases: ['turned'] };
      },
    },
  ],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'dial-theorem/holds~never',
      of: 'dial-theorem/holds',
      words: 'never run here',
      variant: 'never',
    },
  ],
  constants: [],
});

const engine = loadKernel();

/** A target, and how its trials are run. */
export function dials(rate: FailureRate) {
  const studies = { dials: dialStudy(rate) };
  const target = targetOf([theorem], studies, 'dial-theorem');
  return {
    target,
    root: { seed: 1, fingerprint: 'dials', regime: SAMPLER_REGIME },
    execute: (task: Task) => runTask(task, studies, [theorem], engine),
  };
}

/** A map over a, or over a and b. */
export function dialPlan(
  { target, root }: Pick<ReturnType<typeof dials>, 'target' | 'root'>,
  a: readonly [number, number],
  b?: readonly [number, number],
): MapPlan {
  const [first, second] = target.study.axes!;
  const axes = [
    { axis: first!, low: a[0], high: a[1] },
    ...(b === undefined ? [] : [{ axis: second!, low: b[0], high: b[1] }]),
  ];
  return { target, axes, d0: 16, root, engine: 'kernel' };
}
