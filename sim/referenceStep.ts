/**
 * One step of sim/network.ts in float64, written from the formulas with plain loops, and a bound on how far a float32 engine
 * may be from it. The laws (test/laws) hold every engine to it, and the audit of a run uses its bound.
 *
 * Notation, preactivations p_kn (1) and outputs o_n (2) with their errors e_kn and E_n: sim/referenceForward.ts.
 *
 * 3. An engine's gate can differ only where |p_kn| <= e_kn, its margin only where |m - y_n o_n| <= E_n: `uncertain`. Each
 *    such example moves entry (k, j) of the gradient sum by at most |z_nj|: the `flips` part of the bound.
 * 4. With S examples in the margin, the sum G_kj of their terms takes at most 2 S + 2 additions (the kernel adds class sums,
 *    then exceptions), no partial sum exceeds A_j = sum |z_nj| over the margin, and at most 12 more operations scale the terms
 *    (a slope takes four: 1 - slope, two products and a sum):
 *      |error of G_kj| <= gamma(2 S + 14) A_j.
 *    In the ambient space the error vector has at most the length gamma(2 S + 14) sum |z_n| over the margin, and its
 *    component along the unit vector m_j no more; A_j is replaced by that.
 * 5. v' = decay v + rate sign G takes three more roundings, and two for weights that are themselves rounded on the way in and
 *    out (collapsed or ambient): gamma(5) (|decay v_kj| + rate A_j); in the ambient space |v_k| for |v_kj|.
 * 6. `class-average`: the gate of neuron k is g_k = (1/2) sum_c (active share of class c): four of the
 *    12 operations. Uncertain gates move it by at most D_k = (1/2) sum_c (uncertain gates of class c) / (size of class c), and
 *    G_kj = g_k S_j by D_k A_j; every uncertain margin moves that by at most |z_nj|.
 */
import type { Batch } from './data/batch.ts';
import {
  featureCount,
  slopeOf,
  updateCoefficients,
  type TrainingSetup,
  type TrainingState,
} from './network.ts';
import { gamma, gateOf, referenceForward, rowLengths, type Forward, type Space } from './referenceForward.ts';

export interface ReferenceStep {
  /** Mean hinge loss before the update, and what an engine's may differ. */
  readonly loss: number;
  readonly lossBound: number;
  /** v' [m, d0] in float64. */
  readonly weights: Float64Array;
  /** Largest error of an engine's float32 weights by rounding alone, [m, d0]. */
  readonly rounding: Float64Array;
  /** What gates and margins within rounding of their kinks may add, [m, d0]. */
  readonly flips: Float64Array;
  readonly uncertainGates: number;
  readonly uncertainMargins: number;
  /** Examples in the margin for certain. */
  readonly inMargin: number;
}

/** The step from `state` on `batch`, and its bound for an engine that works in `space`. */
export function referenceStep(
  setup: TrainingSetup,
  batch: Batch,
  state: TrainingState,
  space: Space = 'features',
): ReferenceStep {
  const forward = referenceForward(setup, batch, state, space);
  const margins = decideMargins(setup, batch, forward);
  const ambient = space === 'ambient';
  const { width: m } = setup;
  const d0 = featureCount(setup.data);
  const { decay, rate } = updateCoefficients(setup);
  const slope = slopeOf(setup);
  const { z, y } = batch;
  const lengths = ambient ? rowLengths(z, d0) : undefined;
  const reach = marginReach(margins, z, d0, lengths);
  const summation = gamma(2 * margins.inside + 14);
  const weights = new Float64Array(m * d0);
  const rounding = new Float64Array(m * d0);
  const flips = new Float64Array(m * d0);
  const sum = new Float64Array(d0);
  const moved = new Float64Array(d0);
  const size = ambient ? rowLengths(state.weights, d0) : undefined;
  for (let k = 0; k < m; k++) {
    sum.fill(0);
    moved.fill(0);
    const { gate, doubt } = classAverage(setup, batch, forward, k);
    for (let n = 0; n < batch.rows; n++) {
      const kind = margins.kind[n]!;
      if (kind === OUTSIDE) continue;
      const [active, sure] =
        setup.gate === 'class-average' ? [gate, true] : gateOf(setup, forward, n * m + k);
      const open = slope + (1 - slope) * active;
      const factor = kind === INSIDE || kind === INSIDE_UNSURE ? open * y[n]! : 0;
      const mayDiffer = !sure || (kind !== INSIDE && open > 0);
      for (let j = 0; j < d0; j++) {
        sum[j]! += factor * z[n * d0 + j]!;
        if (mayDiffer) moved[j]! += Math.abs(z[n * d0 + j]!);
      }
    }
    for (let j = 0; j < d0; j++) {
      const i = k * d0 + j;
      const before = state.weights[i]!;
      weights[i] = decay * before + rate * state.signs[k]! * sum[j]!;
      rounding[i] =
        rate * summation * reach[j]! +
        gamma(5) * (Math.abs(decay * (size?.[k] ?? before)) + rate * reach[j]!) +
        // Products below the smallest normal number round absolutely.
        2 ** -140;
      flips[i] = rate * (moved[j]! + doubt * reach[j]!);
    }
  }
  return {
    loss: margins.loss,
    lossBound: margins.lossBound,
    weights,
    rounding,
    flips,
    uncertainGates: forward.uncertain,
    uncertainMargins: margins.uncertain,
    inMargin: margins.kind.filter((kind) => kind === INSIDE).length,
  };
}

const OUTSIDE = 0;
const INSIDE = 1;
const OUTSIDE_UNSURE = 2;
const INSIDE_UNSURE = 3;

interface Margins {
  readonly kind: Uint8Array;
  /** Examples inside, or perhaps inside. */
  readonly inside: number;
  readonly uncertain: number;
  readonly loss: number;
  readonly lossBound: number;
}

function decideMargins(setup: TrainingSetup, batch: Batch, forward: Forward): Margins {
  const { width: m } = setup;
  const { rows, y } = batch;
  const kind = new Uint8Array(rows);
  let uncertain = 0;
  let loss = 0;
  let lossBound = 0;
  for (let n = 0; n < rows; n++) {
    const bound = forward.outputErrors[n]!;
    const slack = m - y[n]! * forward.outputs[n]!;
    const sure = bound === 0 || Math.abs(slack) > bound;
    kind[n] = slack >= 0 ? (sure ? INSIDE : INSIDE_UNSURE) : sure ? OUTSIDE : OUTSIDE_UNSURE;
    if (!sure) uncertain += 1;
    loss += Math.max(0, slack) / m;
    // The last term: 1 - y h itself may be rounded.
    lossBound += (bound + gamma(2) * Math.abs(slack)) / m;
  }
  const inside = kind.reduce((count, k) => count + (k === OUTSIDE ? 0 : 1), 0);
  return { kind, inside, uncertain, loss: loss / rows, lossBound: lossBound / rows };
}

/** A_j: sum of |z_nj| (ambient: of |z_n|) over the examples inside or perhaps inside the margin. */
function marginReach(
  margins: Margins,
  z: Float32Array,
  d0: number,
  lengths: Float64Array | undefined,
): Float64Array {
  const reach = new Float64Array(d0);
  margins.kind.forEach((kind, n) => {
    if (kind === OUTSIDE) return;
    for (let j = 0; j < d0; j++) reach[j]! += lengths?.[n] ?? Math.abs(z[n * d0 + j]!);
  });
  return reach;
}

/** g_k and D_k, for the gate `class-average`. */
function classAverage(setup: TrainingSetup, batch: Batch, forward: Forward, k: number) {
  if (setup.gate !== 'class-average') return { gate: 0, doubt: 0 };
  let gate = 0;
  let doubt = 0;
  for (const label of [1, -1]) {
    let size = 0;
    let active = 0;
    let unsureGates = 0;
    for (let n = 0; n < batch.rows; n++) {
      if (batch.y[n] !== label) continue;
      const [one, sure] = gateOf(setup, forward, n * setup.width + k);
      size += 1;
      active += one;
      if (!sure) unsureGates += 1;
    }
    if (size === 0) continue;
    gate += active / size / 2;
    doubt += unsureGates / size / 2;
  }
  return { gate, doubt };
}
