/** Mistakes in what a verdict reads of a measurement: quantities, events, claims, points of a ladder. */
import type { Mutant } from '../../support/mutants/mutant.ts';

const quantity = (name: string) =>
  [
    'test/theorems/quantities.test.ts',
    `a bounded quantity > ${name} is what was calculated by hand, with its side, study and group`,
  ] as const;
const quantities = (words: string) => ['test/theorems/quantities.test.ts', words] as const;
const events = (words: string) => ['test/theorems/events.test.ts', words] as const;
const compares = (claim: string) =>
  [
    'test/theorems/claims.test.ts',
    `a probability claim of the theorems > ${claim} fails for its own constants and no others`,
  ] as const;
const scaling = (claim: string, words: string) =>
  ['test/theorems/scalingClaims.test.ts', `a scaling claim > ${claim} ${words}`] as const;
const ladders = (words: string) =>
  ['test/theorems/ladders.test.ts', `points of a ladder > ${words}`] as const;

const QUANTITIES = 'theorems/quantities.ts';
const EVENTS = 'theorems/events.ts';
const LADDERS = 'theorems/ladders.ts';

export const read: readonly Mutant[] = [
  {
    name: 'only neurons of sign +1 are read',
    file: QUANTITIES,
    replace: 'c.neurons.map(value)',
    by: 'c.neurons.slice(0, 1).map(value)',
    caughtBy: quantities('a bounded quantity > coreLow reads the neurons of both signs'),
  },
  {
    name: 'R_OOD for R_OOD - R_ID',
    file: QUANTITIES,
    replace: 'c.oodRisk.mean - c.idRisk.mean',
    by: 'c.oodRisk.mean',
    caughtBy: quantity('oodGap'),
  },
  {
    name: 'the probed ID risk for the progressive one',
    file: QUANTITIES,
    replace: 'c.progressiveRisk?.mean ?? c.idRisk.mean',
    by: 'c.idRisk.mean',
    caughtBy: quantity('idRisk'),
  },
  {
    name: 'the ID risk without its rate in d0',
    file: QUANTITIES,
    replace: '(c.progressiveRisk?.mean ?? c.idRisk.mean) * Math.sqrt(m.d0)',
    by: '(c.progressiveRisk?.mean ?? c.idRisk.mean)',
    caughtBy: quantity('idRisk'),
  },
  {
    name: 'the median for the lower end of a band',
    file: QUANTITIES,
    replace: 'n.background[0]',
    by: 'n.background[1]',
    caughtBy: quantity('backgroundLow'),
  },
  {
    name: 'the last checkpoint for every one past T0',
    file: QUANTITIES,
    replace: 'm.checkpoints.slice(-1) : pastOnset(m)',
    by: 'm.checkpoints.slice(-1) : m.checkpoints.slice(-1)',
    caughtBy: quantity('asymmetry'),
  },
  {
    name: 'checkpoints after T0 without the one at T0',
    file: QUANTITIES,
    replace: 'c.s >= onsetTime(m)',
    by: 'c.s > onsetTime(m)',
    caughtBy: quantities('the onset > is behind the checkpoints from T0 on, one exactly at T0 included'),
  },
  {
    name: 'T0 with d0 for d',
    file: 'theorems/asymmetry.ts',
    replace: '/ Math.sqrt(d)',
    by: '/ Math.sqrt(d0)',
    caughtBy: quantities('the onset > is 4 ln(d0) d0 / sqrt(d) in the time s'),
  },
  {
    name: 'a NaN left out of a maximum',
    file: QUANTITIES,
    replace: 'NaN : Math.max(...values)',
    by: 'NaN : Math.max(...values.filter((v) => !Number.isNaN(v)))',
    caughtBy: quantities('a bounded quantity > asymmetry is NaN where a number it reads is'),
  },
  {
    name: 'the largest of m d0 normals for that of m dBackground',
    file: QUANTITIES,
    replace: 'm.m * m.dBackground',
    by: 'm.m * m.d0',
    caughtBy: quantity('linearBackground'),
  },
  {
    name: 'a bound from below read as one from above',
    file: 'theorems/constants.ts',
    replace: ': value - limit',
    by: ': limit - value',
    caughtBy: events('slack > of coreLow is the distance to its constant in units of it, negative outside'),
  },
  {
    name: 'a quantity on its constant fails',
    file: EVENTS,
    replace: 'known ? slack >= 0',
    by: 'known ? slack > 0',
    caughtBy: events('within constants > holds where every quantity does, on its constant too'),
  },
  {
    name: 'the same neurons of one sign are enough',
    file: EVENTS,
    replace: 'Math.min(...shares)',
    by: 'Math.max(...shares)',
    caughtBy: events('the same neurons > are at least half of either sign'),
  },
  {
    name: 'one of several quantities is enough',
    file: EVENTS,
    replace: 'Math.min(...slacks)',
    by: 'Math.max(...slacks)',
    caughtBy: events('within constants > has the smallest slack of its quantities'),
  },
  {
    name: 'an event is known where some of its numbers are',
    file: EVENTS,
    replace: '!slacks.some(Number.isNaN)',
    by: '!slacks.every(Number.isNaN)',
    caughtBy: events('within constants > does not know where one quantity is NaN, whatever the others say'),
  },
  {
    name: 'a sign without neurons counts as looked at',
    file: EVENTS,
    replace: 'n.count > 0',
    by: 'n.count >= 0',
    caughtBy: events('within constants > reports the checkpoints it read and the signs that have neurons'),
  },
  {
    name: 'Theorem 4.4 no longer asks that the core was learned',
    file: 'theorems/thm-4.4.ts',
    replace: "withinConstants('linearBackground', 'linearCore')",
    by: "withinConstants('linearBackground')",
    caughtBy: compares('thm-4.4/background-weight-bound'),
  },
  {
    name: 'the OOD band without its gap to the ID risk',
    file: 'theorems/thm-4.3.ts',
    replace: "withinConstants('oodGap', 'oodHigh')",
    by: "withinConstants('oodHigh')",
    caughtBy: compares('thm-4.3/ood-risk-band'),
  },
  {
    name: 'the joint claim without Theorem 4.1',
    file: 'theorems/thm-4.3.ts',
    replace: "        'asymmetry',\n",
    by: '',
    caughtBy: [
      'test/theorems/claims.test.ts',
      'a probability claim of the theorems > asks for asymmetry from T0 on in the joint claim, not of its neurons at the end alone',
    ],
  },
  {
    name: 'the core band compares background correlations',
    file: 'theorems/thm-4.2.ts',
    replace: "withinConstants('coreLow', 'coreHigh')",
    by: "withinConstants('backgroundLow', 'backgroundHigh')",
    caughtBy: compares('thm-4.2/core-band'),
  },
  {
    name: 'an upper bound on the onset read as an equality',
    file: 'theorems/thm-4.1.ts',
    replace: "sides: 'upper'",
    by: "sides: 'both'",
    caughtBy: scaling('thm-4.1/onset-d0', 'allows the slopes that its words allow'),
  },
  {
    name: 'tends to 0 by a whole power of the logarithm for half of one',
    file: 'theorems/thm-4.1.ts',
    replace: 'logPower: 1 / 2',
    by: 'logPower: 1',
    caughtBy: scaling('thm-4.1/wrong-class-rate', 'allows the slopes that its words allow'),
  },
  {
    name: 'a learning time that need not scale',
    file: 'theorems/thm-4.2.ts',
    replace: 'exponent: -1',
    by: 'exponent: 0',
    caughtBy: scaling('thm-4.2/time-d0', 'allows the slopes that its words allow'),
  },
  {
    name: 'a tolerance twice as wide as derived',
    file: 'theorems/thm-4.4.ts',
    replace: 'tolerance: 3 / 44',
    by: 'tolerance: 3 / 22',
    caughtBy: scaling('thm-4.4/background-weight-exponent', 'allows the slopes that its words allow'),
  },
  {
    name: 'an exponent of what initial weights have',
    file: LADDERS,
    replace: 'learnedBackground / Math.sqrt(run.d)',
    by: 'end(run).largestBackground / Math.sqrt(run.d)',
    caughtBy: scaling('thm-4.4/background-weight-exponent', 'fits the number of its words'),
  },
  {
    name: 'an exponent of the OOD risk that an untrained network has',
    file: LADDERS,
    replace: 'const value = oodRisk.mean - idRisk.mean;',
    by: 'const value = oodRisk.mean;',
    caughtBy: scaling('thm-4.3/ood-risk-exponent', 'fits the number of its words'),
  },
  {
    name: 'ladders with decay where there must be none',
    file: LADDERS,
    replace: '.kappa === 0',
    by: '.kappa >= 0',
    caughtBy: scaling('thm-4.3/id-risk-exponent', 'speaks of the paths that its words name'),
  },
  {
    name: 'the sign that learned more for the one that learned less',
    file: LADDERS,
    replace: 'Math.min(...c.neurons.map((n) => n[feature][1]))',
    by: 'Math.max(...c.neurons.map((n) => n[feature][1]))',
    caughtBy: scaling('thm-4.2/core-exponent', 'fits the number of its words'),
  },
  {
    name: 'the lower end of a band for its median',
    file: LADDERS,
    replace: 'n[feature][1]',
    by: 'n[feature][0]',
    caughtBy: scaling('thm-4.2/background-exponent', 'fits the number of its words'),
  },
  {
    name: 'the larger of both risks for their sum',
    file: LADDERS,
    replace: 'idRisk.mean + oodRisk.mean',
    by: 'Math.max(idRisk.mean, oodRisk.mean)',
    caughtBy: scaling('thm-4.4/risks-exponent', 'fits the number of its words'),
  },
  {
    name: 'rates on the other class of all checkpoints, T0 or not',
    file: LADDERS,
    replace: 'pastOnset(m).flatMap',
    by: 'm.checkpoints.flatMap',
    caughtBy: scaling('thm-4.1/wrong-class-rate', 'fits the number of its words'),
  },
  {
    name: 'the onset is the first dip',
    file: LADDERS,
    replace: 'needed.findLastIndex((c) => c > value)',
    by: 'needed.findIndex((c) => c <= value) - 1',
    caughtBy: ladders('the onset is the time from which on both signs stay asymmetric'),
  },
  {
    name: 'the onset of the sign that is first',
    file: LADDERS,
    replace: 'Math.max(...c.asymmetry)',
    by: 'Math.min(...c.asymmetry)',
    caughtBy: ladders('the onset is the time from which on both signs stay asymmetric'),
  },
  {
    name: 'no event in 1024 examples for none in 2048',
    file: LADDERS,
    replace: '1 / (2 * PROBE_PER_CLASS)',
    by: '1 / PROBE_PER_CLASS',
    caughtBy: ladders('a risk of 0 is an interval from 0 to the upper end for no event in 2048 examples'),
  },
  {
    name: 'learned is half of the untrained risk',
    file: LADDERS,
    replace: 'const LOW_RISK = 0.1',
    by: 'const LOW_RISK = 0.5',
    caughtBy: ladders('times are interpolated between the checkpoints before and after'),
  },
];
