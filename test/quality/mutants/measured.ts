/** Mistakes in what is measured of a network, in what is trained, and in what is asked of an instance. */
import type { Mutant } from '../../support/mutants/mutant.ts';

const studies = (file: string, words: string) => [`test/theorems/studies/${file}.test.ts`, words] as const;
const neurons = studies(
  'network/neurons',
  'the neurons of a network > are described as the definitions say, for any weights',
);
const trained = (set: string, study = 'relu', variant = 'main') =>
  studies('setup', `what is trained > ${study}, ${variant}, with ${set} is what is shown`);
const edge = (hypothesis: string, words: string) =>
  [
    'test/theorems/hypotheses.test.ts',
    `the hypotheses of Theorems 4.1 to 4.4 > ${hypothesis} ends at ${words}`,
  ] as const;
const axis = (name: string) =>
  studies('network/axes', `axes > ${name} sets its quantity, and moves nothing else`);
const instance = studies('network/path', 'an instance > is what its path says at a size');
const dimensionless = studies(
  'network/dimensionless',
  'dimensionless quantities > are those calculated by hand',
);

const network = (file: string) => `theorems/studies/network/${file}.ts`;
const NEURONS = network('neurons');
const MEASURE = network('measure');
const INSTANCE = network('instance');
const HYPOTHESES = network('hypotheses');
const AXES = network('axes');
const DIMENSIONLESS = network('dimensionless');

export const measured: readonly Mutant[] = [
  {
    name: 'a band of 50 % for one of 55 %',
    file: NEURONS,
    replace: 'HALF + (100 - BAND_TOP)',
    by: 'HALF',
    caughtBy: neurons,
  },
  {
    name: 'core correlations without the sign of the neuron',
    file: NEURONS,
    replace: 'band(pick(weights.core, sign))',
    by: 'band(pick(weights.core))',
    caughtBy: neurons,
  },
  {
    name: 'rates on the other class for those on the own',
    file: NEURONS,
    replace: 'sign === 1 ? ([plus, minus] as const)',
    by: 'sign === -1 ? ([plus, minus] as const)',
    caughtBy: neurons,
  },
  {
    name: 'a neuron may be active on the other class half as often',
    file: 'theorems/asymmetry.ts',
    replace: 'wrong / (2 *',
    by: 'wrong / (1 *',
    caughtBy: neurons,
  },
  {
    name: 'an envelope of the other class without its logarithm',
    file: 'theorems/asymmetry.ts',
    replace: 'Math.sqrt(ln(d0))',
    by: '1',
    caughtBy: neurons,
  },
  {
    name: 'single neurons without the sign of their class',
    file: NEURONS,
    replace: 'short(sign * weights.core[k]!)',
    by: 'short(weights.core[k]!)',
    caughtBy: neurons,
  },
  {
    name: 'core blocks permuted within a sign',
    file: network('rearranged'),
    replace: 'const [p, q] = [plus[i]!, minus[i]!];',
    by: 'const [p, q] = [plus[i]!, plus.at(-1 - i)!];',
    caughtBy: studies(
      'network/rearranged',
      'the weights that a network is looked at with > core-permuted: the core of the i-th neuron of a sign goes to the i-th of the other',
    ),
  },
  {
    name: 'the median for the 90 % quantile',
    file: NEURONS,
    replace: 'const WRONG_RATE = 90',
    by: 'const WRONG_RATE = 50',
    caughtBy: neurons,
  },
  {
    name: '56 of 100 neurons for 55',
    file: NEURONS,
    replace: 'Math.ceil((percent * ordered.length) / 100)',
    by: 'Math.ceil((percent / 100) * ordered.length)',
    caughtBy: studies('network/neurons', 'the neurons of a network > of 100 neurons, 55 are 55 per cent'),
  },
  {
    name: 'the largest background weight not in units of 1/sqrt(d)',
    file: MEASURE,
    replace: 'weights.largestBackground * Math.sqrt(d)',
    by: 'weights.largestBackground',
    caughtBy: studies(
      'network/neurons',
      "the risks of a network > are those of the definitions, for any weights ('relu')",
    ),
  },
  {
    name: 'progressive validation over all batches since the checkpoint before',
    file: MEASURE,
    replace: '.slice(-PROGRESSIVE_BATCHES)',
    by: '',
    caughtBy: studies(
      'network/checkpoints',
      'progressive validation > averages the last twenty batches before a checkpoint',
    ),
  },
  {
    name: 'a run that diverged is measured',
    file: 'theorems/studies/training.ts',
    replace: 'if (!state.weights.every(Number.isFinite)) throw leftFinite(step);',
    by: '',
    caughtBy: studies(
      'network/checkpoints',
      'a run that leaves the finite numbers > has diverged, at the first checkpoint that shows it',
    ),
  },
  {
    name: 'initial weights that decay did not shrink',
    file: network('measure'),
    replace: '.decay ** state.step',
    by: '.decay ** 0',
    caughtBy: studies(
      'network/measure',
      'what was learned of the background > is the weight less what decay left of the initial one, kappa = 0.5',
    ),
  },
  {
    name: 'what the user set mends a twin',
    file: network('study'),
    replace: '{ ...set, ...brokenBy(variants, variant) }',
    by: '{ ...brokenBy(variants, variant), ...set }',
    caughtBy: studies('setup', 'variants > of relu change the field that they name'),
  },
  {
    name: 'weight decay dropped on the way to the set-up',
    file: INSTANCE,
    replace: 'lambda: i.lambda,',
    by: 'lambda: 0,',
    caughtBy: trained('{"kappa":0.2}'),
  },
  {
    name: 'lambda with m/d0 for d0/m',
    file: INSTANCE,
    replace: 'lambda: (kappa * d0) / m',
    by: 'lambda: (kappa * m) / d0',
    caughtBy: instance,
  },
  {
    name: 'eta without m',
    file: INSTANCE,
    replace: 'eta: (h * m) / d0',
    by: 'eta: h / d0',
    caughtBy: instance,
  },
  {
    name: 'd0 for d in the initial scale',
    file: INSTANCE,
    replace: 'ambientDimension: i.d /',
    by: 'ambientDimension: i.d0 /',
    caughtBy: trained('{"d":999}'),
  },
  {
    name: 'the paper’s gate whatever the twin says',
    file: INSTANCE,
    replace: 'gate: i.gate,',
    by: "gate: 'own',",
    caughtBy: trained('{}', 'relu', 'class-average'),
  },
  {
    name: 'labels that are true in the twin with random ones',
    file: INSTANCE,
    replace: 'labels: i.labels }',
    by: "labels: 'true' }",
    caughtBy: trained('{}', 'relu', 'random-labels'),
  },
  {
    name: 'strengths of the core given to the background',
    file: INSTANCE,
    replace: '[...core, ...background]',
    by: '[...background, ...core]',
    caughtBy: instance,
  },
  {
    name: 'one strength for all features',
    file: INSTANCE,
    replace: 'palette[j % palette.length]!',
    by: 'palette[0]!',
    caughtBy: instance,
  },
  {
    name: 'a checkpoint twice where a run ends at one',
    file: network('checkpoints'),
    replace: 'time < s)',
    by: 'time <= s)',
    caughtBy: studies('network/path', 'times > up to 5 are doubled, with the end last'),
  },
  {
    name: 'some feature for every feature in a hypothesis',
    file: HYPOTHESES,
    replace: 'moments.every((s) => s.variance',
    by: 'moments.some((s) => s.variance',
    caughtBy: edge('strength-moments', 'the mean of one background feature'),
  },
  {
    name: 'a width may be anything that is not both too small and too large',
    file: HYPOTHESES,
    replace: 'i.m >= i.d0 / 2 && i.m <= i.d',
    by: 'i.m >= i.d0 / 2 || i.m <= i.d',
    caughtBy: edge('width', 'd0/2'),
  },
  {
    name: 'five times the weight decay',
    file: HYPOTHESES,
    replace: 'largestDecay(core, background, i.d0) / 5',
    by: 'largestDecay(core, background, i.d0)',
    caughtBy: edge('weight-decay', 'equal strengths'),
  },
  {
    name: 'batch noise without the training time',
    file: HYPOTHESES,
    replace: '(i.h * i.s) / (3 * i.N)',
    by: 'i.h / (3 * i.N)',
    caughtBy: edge('batch-size', 'noise of the batches, by time'),
  },
  {
    name: 'an unknown hypothesis counts as held',
    file: 'properties/records/studies.ts',
    replace: 'm[h.id] === true',
    by: 'm[h.id] !== false',
    caughtBy: [
      'test/properties/records/records.test.ts',
      'hypotheses > count the instances that meet them, of all that were read; unknown is not met',
    ],
  },
  {
    name: 'decay in the study of Lemma 1.2',
    file: 'theorems/studies/gradient/measure.ts',
    replace: 'lambda: 0,',
    by: 'lambda: 0.1,',
    caughtBy: studies('setup', 'what is trained > in the study of Lemma 1.2 is what is shown, without decay'),
  },
  {
    name: 'the axis of kappa sets h',
    file: AXES,
    replace: "at: field('kappa')",
    by: "at: field('h')",
    caughtBy: axis('kappa'),
  },
  {
    name: 'the mean of all features sets that of the core alone',
    file: AXES,
    replace: "field('coreMean', 'backgroundMean')",
    by: "field('coreMean')",
    caughtBy: axis('mean'),
  },
  {
    name: 'core features per background feature',
    file: AXES,
    replace: '(d0 * ratio) / (1 + ratio)',
    by: 'd0 / (1 + ratio)',
    caughtBy: axis('dBackground/dCore'),
  },
  {
    name: 'the axis of an exponent says the dimension',
    file: AXES,
    replace: 'value: ln(d) / ln(d0)',
    by: 'value: d',
    caughtBy: axis('ln(d)/ln(d0)'),
  },
  {
    name: 'core over background',
    file: DIMENSIONLESS,
    replace: 'sum(background, of) / sum(core, of)',
    by: 'sum(core, of) / sum(background, of)',
    caughtBy: dimensionless,
  },
  {
    name: 'sums over core and background for those over the core',
    file: DIMENSIONLESS,
    replace: '(i.s * sum(core, square)) / i.d0',
    by: '(i.s * sum(moments, square)) / i.d0',
    caughtBy: dimensionless,
  },
  {
    name: 'a strength whose variance is not the one asked for',
    file: 'theorems/studies/strengthWith.ts',
    replace: 'mean + variance / mean',
    by: 'mean + variance',
    caughtBy: studies('strengthWith', 'a strength with given moments > of mean 0.1 and variance 0.04'),
  },
];
