/** Dimensionless quantities of an instance. */
import { momentsOf } from '../../../sim/data/strengths.ts';
import type { Instance } from './instance.ts';

/**
 * What may decide whether a claim holds: background over core in five ways, what scales the training, and two numbers of the
 * core alone [ours]. Before any example leaves the margin, and without decay, core weight j of a linear network grows by
 * eta mu_j/m a step, so y h(x) = (s/d0) sum_core mu_j u_j: its mean says whether the margin is within reach of s, and its
 * relative variance what the hinge loses to the spread of the strengths however long one trains.
 */
export function dimensionlessOf(i: Instance): Readonly<Record<string, number>> {
  const moments = i.strengths.map(momentsOf);
  const [core, background] = [moments.slice(0, i.dCore), moments.slice(i.dCore)];
  type Moments = (typeof moments)[number];
  const sum = (group: readonly Moments[], of: (m: Moments) => number) =>
    group.reduce((total, m) => total + of(m), 0);
  const ratio = (of: (m: Moments) => number) => sum(background, of) / sum(core, of);
  const square = ({ mean }: Moments) => mean ** 2;
  return {
    'counts bg/core': i.dBackground / i.dCore,
    'sum mu bg/core': ratio((m) => m.mean),
    'sum mu^2 bg/core': ratio(square),
    'sum E[u^2] bg/core': ratio((m) => m.variance + m.mean ** 2),
    'sum sigma^2 bg/core': ratio((m) => m.variance),
    's sum mu^2 core/d0': (i.s * sum(core, square)) / i.d0,
    'var/mean^2 of core sum mu u': sum(core, (m) => square(m) * m.variance) / sum(core, square) ** 2,
    kappa: i.kappa,
    'm/d0': i.m / i.d0,
    // Of an instance that leaves the signs to the draw, none is known: the mean of |m+ - m-|/m over fair signs stands for it.
    '|m+ - m-|/m': Math.abs(i.imbalance ?? Math.sqrt(2 / (Math.PI * i.m))),
    'N/d0': i.N / i.d0,
    h: i.h,
    s: i.s,
  };
}
