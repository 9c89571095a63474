/** Trained networks beside the limit path: uniform strengths, so not skewed, and balanced signs of the output weights. */
import type { StrengthDistribution } from '../../sim/data/strengths.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { initialState, type TrainingSetup } from '../../sim/network.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { balancedSigns } from '../../theorems/limit/balanced.ts';
import { limitOf, type LimitInstance } from '../../theorems/limit/instance.ts';
import { observe, type Observed } from '../../theorems/limit/observed.ts';
import { compareAt, roomyPath, type Compared } from '../../theorems/limit/tolerance.ts';

export interface LimitRun {
  readonly d0: number;
  /** Background over core features. */
  readonly ratio: number;
  readonly kappa: number;
  readonly m: number;
  readonly N: number;
  /** Times s at which the network is looked at, ascending. */
  readonly times: readonly number[];
  /** Fresh examples of each class. */
  readonly perClass: number;
}

/** What was seen at a time. */
export type Look = Observed & { readonly s: number };

const UNIFORM: StrengthDistribution = { kind: 'uniform', low: 0, high: 1 };
/** h */
export const STEP = 0.05;
/** The grid of the path: fine enough that its error is none of the comparison's. */
const SIDE = 16;

export function setupOf({ d0, ratio, kappa, m, N }: LimitRun): TrainingSetup {
  const dBackground = Math.round((d0 * ratio) / (1 + ratio));
  return {
    data: {
      dCore: d0 - dBackground,
      dBackground,
      strengths: Array.from({ length: d0 }, () => UNIFORM),
      labels: 'true',
    },
    width: m,
    ambientDimension: Math.round(d0 * d0 * Math.sqrt(d0)),
    batchSize: N,
    eta: (STEP * m) / d0,
    lambda: (kappa * d0) / m,
    activation: 'relu',
    gate: 'own',
  };
}

/** Trains the network of a run and looks at it. */
export function trainAndLook(run: LimitRun): readonly Look[] {
  const setup = setupOf(run);
  const engine = loadKernel();
  const key = (purpose: string) => streamKey('limit', JSON.stringify(run), purpose);
  const training = engine.start(setup, key('batches'), balancedSigns(initialState(setup, key('initial'))));
  try {
    return run.times.map((s, page) => {
      const step = Math.round(s / STEP);
      training.advance(step - training.state().step);
      const draw = { stream: key(`probe-${page}`), page: 0, rows: run.perClass };
      return { s: step * STEP, ...observe(engine, setup, training.state(), draw) };
    });
  } finally {
    training.dispose();
  }
}

/** Every input of the prediction, ten per cent more of it. */
export const PERTURBED: Readonly<Record<string, (instance: LimitInstance) => LimitInstance>> = {
  'core means': ofKind(true, 'mean'),
  'background means': ofKind(false, 'mean'),
  'core variances': ofKind(true, 'variance'),
  'background variances': ofKind(false, 'variance'),
  'core features': ofKind(true, 'count'),
  'background features': ofKind(false, 'count'),
  d: (i) => ({ ...i, d: 1.1 * i.d }),
  h: (i) => ({ ...i, h: 1.1 * i.h }),
  kappa: (i) => ({ ...i, kappa: 1.1 * i.kappa }),
};

function ofKind(core: boolean, field: 'mean' | 'variance' | 'count') {
  return (i: LimitInstance): LimitInstance => ({
    ...i,
    kinds: i.kinds.map((k) => (k.core === core ? { ...k, [field]: 1.1 * k[field] } : k)),
  });
}

/** Every quantity at every time. `change` spoils the prediction: see the perturbations. */
export function compare(
  run: LimitRun,
  looks: readonly Look[],
  change: (instance: LimitInstance) => LimitInstance = (i) => i,
): readonly Compared[] {
  const setup = setupOf(run);
  const instance = change(limitOf(setup)!);
  const path = roomyPath(instance, Math.round(run.times.at(-1)! / STEP), SIDE);
  return looks.flatMap((look) => compareAt(path, instance, setup, Math.round(look.s / STEP), look));
}
