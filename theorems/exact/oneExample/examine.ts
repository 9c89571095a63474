/**
 * Lemma 1.1 on one example: the loss along a direction u of one neuron's weights, against the formula.
 *
 * L(t) = m l with w_k replaced by w_k + t u. Its kinks are where <w_k + t u, x> = 0 and where y h = 1, so with
 * eps |<u, x>| below the distance of both from their kinks, L is linear on [-eps, eps] apart from a kink at 0:
 *
 *   no kink at 0:                    (L(eps) - L(-eps)) / (2 eps) = <formula, u>
 *   ReLU or hinge kink, or both with y a_k < 0:  <formula, u> lies between the two one-sided derivatives
 *   both with y a_k > 0:             L = 0 on both sides; the formula is the limit of gradients at networks where
 *                                    w_k moves by s x (neuron k comes on) and a neuron l that is on moves so that
 *                                    y h falls by more than that raises it, s -> 0
 *
 * Everything is multiplied by eps or 2 eps: no division. The loss changes by at most |<u, x>| t per unit of a_k = +-1.
 */
import type { Arithmetic } from '../../../sim/exact/arithmetic.ts';
import {
  gradient,
  LEMMA,
  type ExactNetwork,
  type Example,
  type Formula,
} from '../../../sim/exact/network.ts';
import type { ExactExperiment, Finding } from '../check.ts';
import { compare, isBetween, type Comparison } from './compare.ts';
import { KINDS, oneExample, type Kind, type OneExample } from './draw.ts';
import { explain, explainLimit } from './explain.ts';
import { limitOfJointGradients } from './limit.ts';
import { isSmooth, kindOf, readOneExample } from './read.ts';

export const ONE_EXAMPLE_CASES = [...KINDS, 'y=+1', 'y=-1', '1/m finite', '1/m not finite'] as const;

/** The claim with the formula given (a broken twin replaces one of its parts). */
export function oneExampleExperiment(formula: Formula = LEMMA): ExactExperiment<OneExample> {
  return {
    arbitrary: oneExample,
    cases: ONE_EXAMPLE_CASES,
    examine: (instance) => examine(instance, formula),
  };
}

function examine(instance: OneExample, formula: Formula): Finding {
  const { y, k } = instance;
  const { A, finite, net, example, directions } = readOneExample(instance);
  const kind = kindOf(A, net, example, k);
  const cases = [kind, y === 1 ? 'y=+1' : 'y=-1', finite ? '1/m finite' : '1/m not finite'];
  const comparisons = directions.map((u) => compare(A, net, example, k, u, kind, formula));
  const tallies = readings(A, net, example, k, kind, comparisons);
  if (kind === 'double-kink, y a_k > 0') {
    const limit = limitOfJointGradients(A, net, example, k, formula);
    const flat = comparisons.every((c) => c.below.isZero() && c.above.isZero());
    return {
      cases,
      tallies,
      failure: flat && limit.holds ? null : () => explainLimit(instance, limit, flat),
    };
  }
  const wrong = comparisons.find((c) => !c.holds);
  return { cases, tallies, failure: wrong ? () => explain(A, net, example, k, kind, wrong, formula) : null };
}

/** At kinks: do the readings with weak and with strict inequalities lie between the one-sided derivatives? */
function readings(
  A: Arithmetic,
  net: ExactNetwork,
  example: Example,
  k: number,
  kind: Kind,
  comparisons: readonly Comparison[],
): string[] {
  if (isSmooth(kind)) return [];
  return Object.entries(READINGS).map(([name, formula]) => {
    const g = gradient(A, net, example, formula)[k]!;
    const between = comparisons.every((c) => isBetween(A, c, A.mul(c.eps, A.dot(g, c.u))));
    return `${kind}: ${name} ${between ? 'between' : 'not between'}`;
  });
}

/** The indicators' inequalities: (activation, margin). */
const READINGS: Readonly<Record<string, Formula>> = {
  '(>=, <=)': LEMMA,
  '(>, <=)': { ...LEMMA, active: (p) => p.gt(0) },
  '(>=, <)': { ...LEMMA, margin: (yh, target) => yh.lt(target) },
  '(>, <)': { ...LEMMA, active: (p) => p.gt(0), margin: (yh, target) => yh.lt(target) },
};
