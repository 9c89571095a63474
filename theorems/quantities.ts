/**
 * The numbers that the theorems' Theta(.) and O(.) constants bound. Each is one function of a measurement;
 * calibration, events and the tightness table all call this one.
 *
 * `untrained` is the same quantity of the network before its first step. A group of constants that an
 * untrained network meets would prove nothing: see `test/theorems/tightness.test.ts`.
 */
import { ln } from '../sim/random/elementary.ts';
import { onsetTime } from './asymmetry.ts';
import type { Checkpoint, Measurement } from './studies/network/measurement.ts';
import { linearStudy, reluStudy } from './studies/network/study.ts';
import type { Path } from './studies/network/path.ts';
import type { DefinedStudy } from './types.ts';

export interface Quantity {
  readonly id: string;
  readonly study: DefinedStudy<Path, Measurement>;
  /** `upper`: the constant bounds the quantity from above; `lower`: from below. */
  readonly side: 'upper' | 'lower';
  /** Constants that bound one thing together: the untrained network must violate one of each group. */
  readonly group: string;
  readonly words: string;
  /** Largest (for `upper`) or smallest (for `lower`) value over the checkpoints given. */
  readonly of: (m: Measurement, checkpoints: readonly Checkpoint[]) => number;
  readonly when: 'past-onset' | 'end';
}

/** Checkpoints with t >= T0. */
export function pastOnset(m: Measurement): readonly Checkpoint[] {
  return m.checkpoints.filter((c) => c.s >= onsetTime(m));
}

/** The checkpoints a quantity reads in a trained network. */
export function checkpointsFor(q: Quantity, m: Measurement): readonly Checkpoint[] {
  return q.when === 'end' ? m.checkpoints.slice(-1) : pastOnset(m);
}

/** NaN anywhere gives NaN, for Math.max keeps it; no value at all gives NaN. */
function largest(values: readonly number[]): number {
  return values.length === 0 ? NaN : Math.max(...values);
}
function smallest(values: readonly number[]): number {
  return -largest(values.map((v) => -v));
}

const overNeurons = (cs: readonly Checkpoint[], value: (n: Checkpoint['neurons'][0]) => number) =>
  cs.flatMap((c) => c.neurons.map(value));

/** Largest of this many independent standard normals is about sqrt(2 ln count). */
const maximumScale = (m: Measurement) => Math.sqrt(2 * ln(m.m * m.dBackground));

export const QUANTITIES = {
  asymmetry: {
    id: 'thm-4.1/asymmetry-constant',
    study: reluStudy,
    side: 'upper',
    group: 'thm-4.1',
    words:
      'the c for which half of the neurons of either sign have P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c sqrt(ln d0/d0), at every checkpoint past T0 and every 1/8 of a doubling between them',
    when: 'past-onset',
    of: (_, cs) =>
      largest([
        ...overNeurons(cs, (n) => n.asymmetry),
        ...cs.flatMap(({ between }) => (between === null ? [] : [between.asymmetry])),
      ]),
  },
  coreLow: {
    id: 'thm-4.2/core-low',
    study: reluStudy,
    side: 'lower',
    group: 'thm-4.2/core',
    words: 'y times the core correlation: at least 55 % of the neurons of either sign are above',
    when: 'end',
    of: (_, cs) => smallest(overNeurons(cs, (n) => n.core[0])),
  },
  coreHigh: {
    id: 'thm-4.2/core-high',
    study: reluStudy,
    side: 'upper',
    group: 'thm-4.2/core',
    words: 'y times the core correlation: at least 95 % of the neurons of either sign are below',
    when: 'end',
    of: (_, cs) => largest(overNeurons(cs, (n) => n.core[2])),
  },
  backgroundLow: {
    id: 'thm-4.2/background-low',
    study: reluStudy,
    side: 'lower',
    group: 'thm-4.2/background',
    words: 'background correlation: at least 55 % of the neurons of either sign are above',
    when: 'end',
    of: (_, cs) => smallest(overNeurons(cs, (n) => n.background[0])),
  },
  backgroundHigh: {
    id: 'thm-4.2/background-high',
    study: reluStudy,
    side: 'upper',
    group: 'thm-4.2/background',
    words: 'background correlation: at least 95 % of the neurons of either sign are below',
    when: 'end',
    of: (_, cs) => largest(overNeurons(cs, (n) => n.background[2])),
  },
  idRisk: {
    id: 'thm-4.3/id-risk',
    study: reluStudy,
    side: 'upper',
    group: 'thm-4.3/id',
    words: 'R_ID sqrt(d0) by progressive validation: the envelope c d0^(-1/2) stands for o(1)',
    when: 'end',
    of: (m, cs) => largest(cs.map((c) => (c.progressiveRisk?.mean ?? c.idRisk.mean) * Math.sqrt(m.d0))),
  },
  oodGap: {
    id: 'thm-4.3/ood-gap',
    study: reluStudy,
    side: 'lower',
    group: 'thm-4.3/ood',
    words: 'R_OOD - R_ID',
    when: 'end',
    of: (_, cs) => smallest(cs.map((c) => c.oodRisk.mean - c.idRisk.mean)),
  },
  oodHigh: {
    id: 'thm-4.3/ood-high',
    study: reluStudy,
    side: 'upper',
    group: 'thm-4.3/ood',
    words: 'R_OOD',
    when: 'end',
    of: (_, cs) => largest(cs.map((c) => c.oodRisk.mean)),
  },
  linearBackground: {
    id: 'thm-4.4/background-weight',
    study: linearStudy,
    side: 'upper',
    group: 'thm-4.4/weights',
    words: 'max |<w_k, m_j>| sqrt(d) / sqrt(2 ln(m dBackground)) over all k and all background j',
    when: 'end',
    of: (m, cs) => largest(cs.map((c) => c.largestBackground / maximumScale(m))),
  },
  linearCore: {
    id: 'thm-4.4/core-low',
    study: linearStudy,
    side: 'lower',
    group: 'thm-4.4/weights',
    words: 'y times the core correlation, 55 % of the neurons above: the network did learn',
    when: 'end',
    of: (_, cs) => smallest(overNeurons(cs, (n) => n.core[0])),
  },
  linearOodRisk: {
    id: 'thm-4.4/ood-risk',
    study: linearStudy,
    side: 'upper',
    group: 'thm-4.4/ood',
    words: 'R_OOD sqrt(d0)',
    when: 'end',
    of: (m, cs) => largest(cs.map((c) => c.oodRisk.mean * Math.sqrt(m.d0))),
  },
} as const satisfies Record<string, Quantity>;

export type QuantityName = keyof typeof QUANTITIES;
