/** Mistakes in the simulator, its streams and its probes. */
import type { Mutant } from '../../support/mutants/mutant.ts';

const law = (engine: string, words: string) =>
  ['test/laws/engineLaws.test.ts', `${engine} > ${words}`] as const;
const formula = 'a step and its loss are those of the formulas in float64';
const otherCode =
  'two engines (manual and automatic gradient, ambient and feature space, backend and backend) make the same step';
const dataLaw = (words: string) => ['test/laws/dataLaws.test.ts', `a law of the data > ${words}`] as const;
const probes = (words: string) => ['test/sim/probes.test.ts', words] as const;
const alike =
  'risks and rates where every example of a class is alike, z = (y, 1) and out of distribution (y, -1)';

export const mutants: readonly Mutant[] = [
  {
    name: 'the sign of the update',
    file: 'sim/engines/tfjs.ts',
    replace: 'tf.scalar(decay)), tf.mul(steps, sums))',
    by: 'tf.scalar(decay)), tf.neg(tf.mul(steps, sums)))',
    caughtBy: law('tfjs-wasm', formula),
  },
  {
    name: 'decay applied to the gradient instead of the weights',
    file: 'sim/engines/tfjs.ts',
    replace: 'tf.add<Tensor2D>(tf.mul(this.#weights, tf.scalar(decay)), tf.mul(steps, sums))',
    by: 'tf.add<Tensor2D>(this.#weights, tf.mul(tf.scalar(decay), tf.mul(steps, sums)))',
    caughtBy: law('tfjs-wasm', formula),
  },
  {
    name: 'decay that lets weights grow, in all engines of the setting alike',
    file: 'sim/network.ts',
    replace: 'Math.fround(1 - setup.eta * setup.lambda)',
    by: 'Math.fround(1 + setup.eta * setup.lambda)',
    caughtBy: law('ambient-wasm', otherCode),
  },
  {
    name: '1/m missing, in all engines of the setting alike',
    file: 'sim/network.ts',
    replace: 'setup.eta / (setup.width * setup.batchSize)',
    by: 'setup.eta / setup.batchSize',
    caughtBy: law('ambient-wasm', otherCode),
  },
  {
    name: 'the hinge mask reversed',
    file: 'sim/engines/tfjs.ts',
    replace: 'tf.lessEqual(margins, width)',
    by: 'tf.greaterEqual(margins, width)',
    caughtBy: law('tfjs-wasm', formula),
  },
  {
    name: 'a neuron at zero inactive',
    file: 'sim/engines/tfjs.ts',
    replace: 'tf.greaterEqual(pre, 0)',
    by: 'tf.greater(pre, 0)',
    caughtBy: [
      'test/sim/engines/tfjs.test.ts',
      'tfjs on wasm > a neuron at <v, z> = 0 is active, so a network of zeros learns',
    ],
  },
  {
    name: 'ReLU at the output',
    file: 'sim/engines/tfjs.ts',
    replace: 'tf.mul(outputs, y)',
    by: 'tf.mul(tf.relu(outputs), y)',
    caughtBy: law('tfjs-wasm', formula),
  },
  {
    name: 'ReLU at the output of the general core',
    file: 'sim/general/gradients.ts',
    replace: 'return tf.add<Tensor2D>(tf.matMul(row, active), parameters.outputBias);',
    by: 'return tf.relu(tf.add<Tensor2D>(tf.matMul(row, active), parameters.outputBias));',
    caughtBy: ['test/sim/general/train.test.ts', 'outputs and preactivations are those of the network'],
  },
  {
    name: 'the sum over a batch instead of its mean',
    file: 'sim/general/gradients.ts',
    replace: 'tf.div<Tensor2D>(tf.mul(y, LOSSES[setup.loss].derivative(tf, margins)), rows)',
    by: 'tf.mul<Tensor2D>(y, LOSSES[setup.loss].derivative(tf, margins))',
    caughtBy: law('ambient-wasm', formula),
  },
  {
    name: 'the derivative of the output layer forgotten',
    file: 'sim/general/gradients.ts',
    replace: 'tf.mul<Tensor2D>(tf.mul(parameters.output, pull), phi.derivative(tf, pre))',
    by: 'tf.mul<Tensor2D>(pull, phi.derivative(tf, pre))',
    caughtBy: law('ambient-wasm', formula),
  },
  {
    name: 'one batch used at every step',
    file: 'sim/engines/tfjs.ts',
    replace: 'drawBatch(data, this.#batches, this.#step, batchSize)',
    by: 'drawBatch(data, this.#batches, 0, batchSize)',
    caughtBy: law('tfjs-wasm', formula),
  },
  {
    name: 'one batch used at every step of the general core',
    file: 'sim/general/network.ts',
    replace: 'examplesOf(drawBatch(data, key, step, rows), dictionary)',
    by: 'examplesOf(drawBatch(data, key, 0, rows), dictionary)',
    caughtBy: [
      'test/sim/general/train.test.ts',
      'a fixed sample is the same at every step, fresh batches are not',
    ],
  },
  {
    name: 'OOD that flips core instead of background',
    file: 'sim/data/batch.ts',
    replace: 'for (let j = data.dCore; j < d0; j++) z[n * d0 + j] = -z[n * d0 + j]!;',
    by: 'for (let j = 0; j < data.dCore; j++) z[n * d0 + j] = -z[n * d0 + j]!;',
    caughtBy: dataLaw(
      'core features carry the sign of the class, background features none; OOD negates background alone',
    ),
  },
  {
    name: 'a bias in the draw of strengths',
    file: 'sim/data/strengths.ts',
    replace: 'const x = r + 0.5;',
    by: 'const x = r;',
    caughtBy: dataLaw(
      'mean and variance of a strength are those of its 65536 equally likely points, summed exactly',
    ),
  },
  {
    name: 'a bias in the draw of labels',
    file: 'sim/data/batch.ts',
    replace: 'forced ?? (label & 0x80000000 ? 1 : -1)',
    by: 'forced ?? (label >>> 0 >= 0x78000000 ? 1 : -1)',
    caughtBy: dataLaw(
      'classes are equally likely; y z_j has mean mu_j for core features and 0 for background features',
    ),
  },
  {
    name: 'two features on one half of a word',
    file: 'sim/data/batch.ts',
    replace: 'strengthAt(pieces[high]!, word >>> 16)',
    by: 'strengthAt(pieces[high]!, word & 0xffff)',
    caughtBy: dataLaw(
      'features, examples, batches and streams are uncorrelated, and strengths do not depend on the label',
    ),
  },
  {
    name: 'two pages of a stream with one start',
    file: 'sim/random/stream.ts',
    replace: 'start: wordAt({ start: key[0], stride: key[1] | 1 }, index),',
    by: 'start: wordAt({ start: key[0], stride: key[1] | 1 }, index & ~1),',
    caughtBy: dataLaw(
      'words of one page, of neighbouring pages and of neighbouring labels are uniform and uncorrelated',
    ),
  },
  {
    name: 'a stream shared by two rungs of a ladder',
    file: 'properties/trials/seeds.ts',
    replace: 'return [...ladderLabels(root, key), key.d0];',
    by: 'return ladderLabels(root, key);',
    caughtBy: dataLaw('every seed, study, variant, purpose, index and size has a stream of its own'),
  },
  {
    name: 'weights and batches of a trial on one stream',
    file: 'theorems/studies/training.ts',
    replace: "startOf(setup, streamKey(...labels, 'initial'))",
    by: "startOf(setup, streamKey(...labels, 'batches'))",
    caughtBy: [
      'test/theorems/studies/network/measure.test.ts',
      'a trial > draws weights, batches and probes from streams of their own',
    ],
  },
  {
    name: 'draws of paths by the biased runner',
    file: 'properties/trials/seeds.ts',
    replace: 'arbitrary.generate(new fc.Random(new StreamGenerator(key)), undefined);',
    by: 'arbitrary.generate(new fc.Random(new StreamGenerator(key)), 3);',
    caughtBy: dataLaw('draws of integers and of the sampler have their nominal probabilities'),
  },
  {
    name: 'initial variance 1/d^2',
    file: 'sim/network.ts',
    replace: '1 / Math.sqrt(setup.ambientDimension)',
    by: '1 / setup.ambientDimension',
    caughtBy: dataLaw('initial weights are normal with variance 1/d, output signs fair'),
  },
  {
    name: 'a dictionary whose columns are not unit vectors',
    file: 'sim/data/dictionary.ts',
    replace: 'column.map((x) => x / length)',
    by: 'column.map((x) => x / Math.sqrt(d))',
    caughtBy: dataLaw('the columns of the dictionary are orthonormal'),
  },
  {
    name: 'the OOD risk measured in distribution',
    file: 'sim/probes.ts',
    replace: "oodRisk: average('ood', hinge)",
    by: "oodRisk: average('id', hinge)",
    caughtBy: probes(`${alike} > a network that reads core and background alike`),
  },
  {
    name: 'activation rates of the other class',
    file: 'sim/probes.ts',
    replace: 'activationRate: [minus.rates, plus.rates]',
    by: 'activationRate: [plus.rates, minus.rates]',
    caughtBy: probes(`${alike} > rates are of the class that they are named after`),
  },
  {
    name: 'a mean over features instead of a sum',
    file: 'sim/probes.ts',
    replace: 'background[k]! += means[j]! * weight;',
    by: 'background[k]! += (means[j]! * weight) / setup.data.dBackground;',
    caughtBy: probes('weights > correlations are sums of mu_j <w_k, m_j> over core and over background'),
  },
  {
    name: 'the hinge of the output instead of that of the margin',
    file: 'sim/probes.ts',
    replace: 'return Math.max(0, 1 - margin);',
    by: 'return Math.max(0, 1 - Math.abs(margin));',
    caughtBy: probes(`${alike} > the identity sums what ReLU cuts off, and both classes count the same`),
  },
  {
    name: 'every probe on the same examples',
    file: 'sim/kernel/probe.ts',
    replace: '2 * page + (label === 1 ? 1 : 0)',
    by: 'label === 1 ? 1 : 0',
    caughtBy: probes('risks where strengths vary > come from fresh examples at every page'),
  },
];
