/**
 * The audit of a run: one stored step, repeated by other code. The step is made again by the general core in the ambient space,
 * where N d is small enough, else by the tfjs engine in feature space, and compared with what the engine under audit stored.
 *
 * Two engines that both do the step of sim/network.ts differ by at most the sum of their rounding bounds and by what the
 * gates and margins within rounding of a kink carry (sim/referenceStep.ts); where a bound is passed, one of them does
 * something else. Ratios far below 1 are the rule, for the bound is the worst case of all roundings at once.
 */
import { drawBatch } from './data/batch.ts';
import { loadAmbient } from './engines/ambient.ts';
import type { Engine } from './engines/engine.ts';
import { loadTfjs, type TfjsBackend } from './engines/tfjs.ts';
import { slopeOf, type TrainingSetup, type TrainingState } from './network.ts';
import { streamKey, type StreamKey } from './random/stream.ts';
import type { Space } from './referenceForward.ts';
import { referenceStep } from './referenceStep.ts';

export interface StepAudit {
  /** Largest absolute difference of a weight. */
  readonly largestDifference: number;
  /** The bound at the weight with the largest ratio. */
  readonly derivedBound: number;
  /** Largest difference in units of its own bound; above 1 the engines disagree. NaN or infinity where a number is not finite. */
  readonly ratio: number;
  readonly space: Space;
  /** Name of the engine that repeated the step: `tfjs-wasm`, `ambient-wasm`, … */
  readonly engine: string;
  /** Gates and margins within rounding of their kinks: the bound allows for each of them to be decided either way. */
  readonly uncertainGates: number;
  readonly uncertainMargins: number;
  /** Weights whose difference is larger than rounding alone allows: the mark of a gate or margin decided the other way. */
  readonly flippedWeights: number;
  readonly agrees: boolean;
}

/** N d up to which a step is repeated in the ambient space. */
export const AMBIENT_LIMIT = 1e6;

/** The space in which a step of this setup is repeated. */
export function auditSpace(setup: TrainingSetup): Space {
  const small = setup.batchSize * setup.ambientDimension <= AMBIENT_LIMIT;
  return small && setup.gate === 'own' && slopeOf(setup) === 0 ? 'ambient' : 'features';
}

/** Repeats the step from `before` to `after`; `batches` names the run's stream of batches. */
export async function auditStep(
  setup: TrainingSetup,
  batches: StreamKey,
  before: TrainingState,
  after: TrainingState,
  backend?: TfjsBackend,
): Promise<StepAudit> {
  if (after.step !== before.step + 1) {
    throw new RangeError(`an audit needs two states one step apart, got ${before.step} and ${after.step}`);
  }
  const space = auditSpace(setup);
  const engine = await auditor(space, backend);
  const run = engine.start(setup, batches, before);
  try {
    run.advance(1);
    return compare(setup, batches, before, after.weights, run.state().weights, space, engine.name);
  } finally {
    run.dispose();
  }
}

function auditor(space: Space, backend?: TfjsBackend): Promise<Engine> {
  return space === 'ambient'
    ? loadAmbient({ dictionary: streamKey('audit', 'dictionary'), gradient: 'autodiff' }, backend)
    : loadTfjs(backend);
}

function compare(
  setup: TrainingSetup,
  batches: StreamKey,
  before: TrainingState,
  stored: Float32Array,
  repeated: Float32Array,
  space: Space,
  engine: string,
): StepAudit {
  const batch = drawBatch(setup.data, batches, before.step, setup.batchSize);
  const own = referenceStep(setup, batch, before);
  const other = space === 'ambient' ? referenceStep(setup, batch, before, space) : own;
  let [largestDifference, derivedBound, ratio, flippedWeights] = [0, 0, 0, 0];
  repeated.forEach((weight, i) => {
    const difference = Math.abs(weight - stored[i]!);
    const rounding = own.rounding[i]! + other.rounding[i]!;
    // What is uncertain in feature space is uncertain in the ambient space as well: its bounds are the wider ones.
    const bound = rounding + other.flips[i]!;
    // Math.max keeps NaN, and so does a comparison that fails for it.
    largestDifference = Math.max(largestDifference, difference);
    if (!(difference <= rounding)) flippedWeights += 1;
    if (Number.isNaN(ratio) || difference / bound < ratio) return;
    [ratio, derivedBound] = [difference / bound, bound];
  });
  return {
    largestDifference,
    derivedBound,
    ratio,
    space,
    engine,
    uncertainGates: other.uncertainGates,
    uncertainMargins: other.uncertainMargins,
    flippedWeights,
    agrees: ratio <= 1,
  };
}
