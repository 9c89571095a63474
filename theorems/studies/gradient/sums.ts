/**
 * Gradients along features for the study of Lemma 1.2: over the whole population, written out, and over a batch.
 *
 * Nothing rounds before the last division. Weights are those of the run on the grid 2^-24 and features lie on the grid 2^-6,
 * so preactivations and outputs are multiples of 2^-30 below 2^20; probabilities are multiples of 4^-d0 and gradient sums
 * of 2^-(2 d0 + 6), below 2: all exact in float64 for d0 up to 20. Gates and margins are therefore exact too.
 *
 * In units of m: the summand of one example is x_kj = s_k y 1[margin] 1[active] z_j, for all neurons k and features j.
 */
import type { Batch, DataSpec } from '../../../sim/data/batch.ts';

const GRID = 2 ** 24;
/** Examples of a part of a batch. */
export const PART = 8;

export interface GridNetwork {
  /** Signs of a_k, [m]. */
  readonly signs: ArrayLike<number>;
  /** v, row-major [m, d0], multiples of 2^-24. */
  readonly weights: Float64Array;
}

export function onGrid(weights: ArrayLike<number>): Float64Array {
  return Float64Array.from(weights, (v) => Math.round(v * GRID) / GRID);
}

export interface PopulationSums {
  /** -m <grad_{w_k} E l, m_j> = E x_kj, row-major [m, d0]; exact. */
  readonly projections: Float64Array;
  /** Probability that an example is in the margin. */
  readonly inMargin: number;
  /** E |x|^2 and the largest |x|^2, |x| the length over all k and j. */
  readonly secondMoment: number;
  readonly largest: number;
}

/** Writes out every outcome of strengths that take two values. */
export function populationProjections(data: DataSpec, network: GridNetwork): PopulationSums {
  const d0 = data.strengths.length;
  const projections = new Float64Array(network.weights.length);
  const z = new Float64Array(d0);
  let [inMargin, secondMoment, largest] = [0, 0, 0];
  for (let mask = 0; mask < 2 ** d0; mask++) {
    for (const y of [1, -1]) {
      let probability = 0.5;
      let length = 0;
      for (let j = 0; j < d0; j++) {
        const s = data.strengths[j]!;
        if (s.kind !== 'two-point')
          throw new RangeError(`strengths must take two values to be written out, got ${s.kind}`);
        const isLow = (mask & (1 << j)) !== 0;
        probability *= isLow ? s.pLow : 1 - s.pLow;
        z[j] = (j < data.dCore ? y : 1) * (isLow ? s.low : s.high);
        length += z[j]! ** 2;
      }
      const active = addExample(network, z, 0, y, probability, projections);
      if (active === null) continue;
      inMargin += probability;
      secondMoment += probability * active * length;
      if (active * length > largest) largest = active * length;
    }
  }
  return { projections, inMargin, secondMoment, largest };
}

/** The sum of x over each part of PART examples of the batch in which every row of `batch` comes `uses` times in a row; exact. */
export function partSums(network: GridNetwork, batch: Batch, uses: number): readonly Float64Array[] {
  const d0 = network.weights.length / network.signs.length;
  return Array.from({ length: (batch.rows * uses) / PART }, (_, part) => {
    const sums = new Float64Array(network.weights.length);
    for (let n = part * PART; n < (part + 1) * PART; n++) {
      const row = Math.floor(n / uses);
      addExample(network, batch.z, row * d0, batch.y[row]!, 1, sums);
    }
    return sums;
  });
}

/** The mean over `count` examples, given as sums over parts; exact but for the division. */
export function meanOf(parts: readonly Float64Array[], count: number): Float64Array {
  const total = new Float64Array(parts[0]!.length);
  for (const part of parts) part.forEach((x, at) => (total[at]! += x));
  return total.map((x) => x / count);
}

/** Adds weight * x of one example; the number of its active neurons, null where it is past the margin. */
function addExample(
  { signs, weights }: GridNetwork,
  z: ArrayLike<number>,
  from: number,
  y: number,
  weight: number,
  sums: Float64Array,
): number | null {
  const m = signs.length;
  const d0 = weights.length / m;
  const active: number[] = [];
  let output = 0;
  for (let k = 0; k < m; k++) {
    let pre = 0;
    for (let j = 0; j < d0; j++) pre += weights[k * d0 + j]! * z[from + j]!;
    if (pre >= 0) {
      active.push(k);
      output += signs[k]! * pre;
    }
  }
  if (!(y * output <= m)) return null;
  for (const k of active) {
    const factor = weight * signs[k]! * y;
    for (let j = 0; j < d0; j++) sums[k * d0 + j]! += factor * z[from + j]!;
  }
  return active.length;
}
