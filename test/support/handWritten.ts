/**
 * Measurements of the studies `relu` and `linear`, written by hand. Whatever a reader might confuse differs: the signs of
 * the neurons, the places of a band, risks in and out of distribution, probed and progressive, and the checkpoints, of
 * which s = 10 is worse than the last in everything. So a number read from the wrong place is another number.
 */
import type { Json } from '../../theorems/types.ts';
import type { Checkpoint, Measurement, Neurons } from '../../theorems/studies/network/measurement.ts';

const plus = (rest: Omit<Neurons, 'sign'>): Neurons => ({ sign: 1, ...rest });
const minus = (rest: Omit<Neurons, 'sign'>): Neurons => ({ sign: -1, ...rest });
const estimate = (mean: number, standardError: number) => ({ mean, standardError });

const untrained: Checkpoint = {
  s: 0,
  step: 0,
  progressiveRisk: null,
  idRisk: estimate(1.02, 0.0102),
  oodRisk: estimate(1.01, 0.0101),
  idError: estimate(0.49, 0.0049),
  oodError: estimate(0.51, 0.0051),
  largestBackground: 3.9,
  learnedBackground: 0,
  between: null,
  neurons: [
    plus({
      count: 53,
      asymmetry: 2.5,
      asymmetricShare: 0.02,
      wrongRate: 0.98,
      medianRates: [0.52, 0.48],
      core: [-0.03, 0.01, 0.04],
      background: [-0.05, 0.02, 0.06],
    }),
    minus({
      count: 47,
      asymmetry: 2.75,
      asymmetricShare: 0.04,
      wrongRate: 0.97,
      medianRates: [0.51, 0.47],
      core: [-0.07, -0.02, 0.05],
      background: [-0.08, -0.01, 0.09],
    }),
  ],
};

const early: Checkpoint = {
  s: 2.5,
  step: 50,
  progressiveRisk: estimate(0.95, 0.0095),
  idRisk: estimate(0.94, 0.0094),
  oodRisk: estimate(1.2, 0.012),
  idError: estimate(0.4, 0.004),
  oodError: estimate(0.6, 0.006),
  largestBackground: 4.5,
  learnedBackground: 0.75,
  between: null,
  neurons: [
    plus({
      count: 53,
      asymmetry: 2.25,
      asymmetricShare: 0.11,
      wrongRate: 0.93,
      medianRates: [0.61, 0.44],
      core: [0.11, 0.13, 0.17],
      background: [0.12, 0.14, 0.18],
    }),
    minus({
      count: 47,
      asymmetry: 1.75,
      asymmetricShare: 0.13,
      wrongRate: 0.92,
      medianRates: [0.62, 0.43],
      core: [0.19, 0.21, 0.23],
      background: [0.16, 0.22, 0.24],
    }),
  ],
};

const worst: Checkpoint = {
  s: 10,
  step: 200,
  progressiveRisk: estimate(0.5, 0.005),
  idRisk: estimate(0.55, 0.0055),
  oodRisk: estimate(0.75, 0.0075),
  idError: estimate(0.12, 0.0012),
  oodError: estimate(0.14, 0.0014),
  largestBackground: 9.5,
  learnedBackground: 2.5,
  between: null,
  neurons: [
    plus({
      count: 53,
      asymmetry: 1.25,
      asymmetricShare: 0.33,
      wrongRate: 0.25,
      medianRates: [0.71, 0.29],
      core: [0.31, 0.65, 4.5],
      background: [0.21, 0.35, 3.5],
    }),
    minus({
      count: 47,
      asymmetry: 1.5,
      asymmetricShare: 0.31,
      wrongRate: 0.5,
      medianRates: [0.72, 0.28],
      core: [0.32, 0.55, 4.75],
      background: [0.25, 0.45, 3.25],
    }),
  ],
};

const last: Checkpoint = {
  s: 40,
  step: 800,
  progressiveRisk: estimate(0.0625, 0.003),
  idRisk: estimate(0.0875, 0.0025),
  oodRisk: estimate(0.6875, 0.004),
  idError: estimate(0.01, 0.0001),
  oodError: estimate(0.03, 0.0003),
  largestBackground: 8,
  learnedBackground: 0.5,
  between: null,
  neurons: [
    plus({
      count: 53,
      asymmetry: 0.375,
      asymmetricShare: 0.81,
      wrongRate: 0.125,
      medianRates: [0.995, 0.002],
      core: [1.1, 1.6, 2.4],
      background: [0.7, 0.9, 1.4],
    }),
    minus({
      count: 47,
      asymmetry: 0.75,
      asymmetricShare: 0.79,
      wrongRate: 0.0625,
      medianRates: [0.985, 0.004],
      core: [1.2, 1.5, 2.2],
      background: [0.6, 1, 1.3],
    }),
  ],
};

/** T0 is at s = 4 ln(64) 64 / sqrt(2^16) = ln 64 = 4.16: between the second and the third checkpoint. */
export const MEASUREMENT: Measurement = {
  d0: 64,
  dBackground: 24,
  m: 100,
  d: 2 ** 16,
  everyStep: false,
  checkpoints: [untrained, early, worst, last],
  // Two of three neurons of +1 and three of four of -1 are asymmetric, in the core band and in the background band at once.
  eachNeuron: [
    { asymmetry: [0.25, 0.3125, 3], core: [1.6, 1.5, 1.4], background: [0.9, 1, 0.05] },
    {
      asymmetry: [0.34375, 0.125, 0.25, 0.3125],
      core: [1.5, 1.75, 0.1, 1.25],
      background: [0.8, 0.7, 0.6, 1.1],
    },
  ],
};

/** The same with the neurons of one sign in the place of the other's: nothing that is claimed prefers a sign. */
export const SIGNS_EXCHANGED: Measurement = {
  ...MEASUREMENT,
  checkpoints: MEASUREMENT.checkpoints.map((c) => ({
    ...c,
    neurons: [
      { ...c.neurons[1], sign: 1 },
      { ...c.neurons[0], sign: -1 },
    ],
  })),
  eachNeuron: [MEASUREMENT.eachNeuron[1], MEASUREMENT.eachNeuron[0]],
};

/** A measurement with its last checkpoint changed. */
export function withLast(change: Partial<Checkpoint>, of: Measurement = MEASUREMENT): Measurement {
  return {
    ...of,
    checkpoints: of.checkpoints.map((c, i) => (i === of.checkpoints.length - 1 ? { ...c, ...change } : c)),
  };
}

/** A checkpoint with the neurons of one sign changed. */
export function withNeurons(c: Checkpoint, sign: 1 | -1, change: Partial<Neurons>): Checkpoint {
  const [first, second] = c.neurons.map((n) => (n.sign === sign ? { ...n, ...change } : n));
  return { ...c, neurons: [first!, second!] };
}

/** As a claim is given it. */
export const json = (m: Measurement): Json => m as unknown as Json;
