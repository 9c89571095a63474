/**
 * A certificate: one small network on features with finitely many values for which an exact claim about a background feature fails, in
 * whole numbers, so that programs that share no code with the exact tier can check it (check.ts, and Coq by coq.ts).
 *
 * The claims are those of Figure 2. Weights count in ten-thousandths, strengths and probabilities in tenths, so preactivations and the
 * loss in hundred-thousandths, and the risk in hundred-thousandths over ten to the number of features, once for either label.
 */
import { decimal, type Decimal } from '../../../sim/exact/arithmetic.ts';
import { BROKEN_RESIDUES } from '../../../theorems/exact/cancellation.ts';
import type { FinitePopulation } from '../../../theorems/exact/finitePopulation/draw.ts';
import { pairsOf, readFinitePopulation, STEP } from '../../../theorems/exact/finitePopulation/read.ts';
import { risksAround } from '../../../theorems/exact/projections.ts';

export interface Certificate {
  readonly schema: 'fct-certificate/1';
  /** The negative control whose counterexample it is. */
  readonly of: string;
  readonly words: string;
  readonly activation: 'relu' | 'identity';
  readonly dCore: number;
  /** Tenths. */
  readonly strengths: readonly {
    readonly values: readonly number[];
    readonly probabilities: readonly number[];
  }[];
  readonly signs: readonly (1 | -1)[];
  /** Ten-thousandths, [m][d0]. */
  readonly weights: readonly (readonly number[])[];
  /** Neuron and background feature, from 0. */
  readonly neuron: number;
  readonly feature: number;
  /** Risk with the weight one ten-thousandth lower, less the risk with it one higher. */
  readonly fall: string;
  /** What the claim says that it is: 0, or sign E[u_j] (P_k(+1) - P_k(-1)) in the units of the fall. */
  readonly claimed: string;
  readonly claim: 'cancels' | 'independent-gate';
}

export type Kind = Pick<Certificate, 'activation' | 'claim'>;

const WEIGHT_UNITS = 10_000;
const TENTHS = 10;

/** The number in units of 1/scale; throws a RangeError where it is no whole number of them. */
function whole(value: Decimal | string, scale: string | number): string {
  const units = decimal(String(value)).times(decimal(scale));
  if (!units.isInteger()) throw new RangeError(`${value} is no whole number of 1/${scale}`);
  return units.toFixed(0);
}

/** The certificate of a counterexample: the first neuron and background feature at which the claim fails. */
export function certificateOf(
  of: string,
  words: string,
  { activation, claim }: Kind,
  instance: FinitePopulation,
): Certificate {
  const { dCore, strengths, signs, v } = instance;
  const inUnits = (numbers: readonly string[], scale: number) => numbers.map((x) => Number(whole(x, scale)));
  const numbers = {
    schema: 'fct-certificate/1',
    of,
    words,
    activation,
    claim,
    dCore,
    strengths: strengths.map(({ values, probabilities }) => ({
      values: inUnits(values, TENTHS),
      probabilities: inUnits(probabilities, TENTHS),
    })),
    signs,
    weights: v.map((row) => inUnits(row, WEIGHT_UNITS)),
  } as const;
  const read = readFinitePopulation(instance, activation);
  const { A, net } = read;
  // The exact tier has the mean over both labels, the certificate their sum.
  const scale = `${2 * WEIGHT_UNITS * TENTHS}e${strengths.length}`;
  for (const { k, j } of pairsOf(read, 'background')) {
    const [below, above] = risksAround(read, k, j);
    const fall = whole(A.sub(below, above), scale);
    const claimed =
      claim === 'cancels'
        ? '0'
        : whole(A.mul(A.mul(decimal(STEP), net.a[k]!), BROKEN_RESIDUES.independent(read, k, j)), scale);
    if (fall !== claimed) return { ...numbers, neuron: k, feature: j, fall, claimed };
  }
  throw new RangeError(`${of}: the instance is no counterexample`);
}
