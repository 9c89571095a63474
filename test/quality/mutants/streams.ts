/** Mistakes in which stream a number is drawn from: two uses of one stream are not independent, whatever a verdict says. */
import type { Mutant } from '../../support/mutants/mutant.ts';

const trial = (study: string, variant = 'main') =>
  [
    'test/theorems/studies/streams.test.ts',
    `a trial of ${study}, ${variant} > draws weights, signs, batches and probes from words of their own`,
  ] as const;
const twoTrials = (of: string) =>
  ['test/theorems/studies/streams.test.ts', `two trials > of another ${of} share no stream`] as const;
const streams = (words: string) => ['test/properties/trials/streams.test.ts', words] as const;
const hunts = streams(
  'a hunt > asks every question, takes every fresh look and rates on streams of their own',
);

export const streamMutants: readonly Mutant[] = [
  {
    name: 'both classes are probed on the same strengths',
    file: 'sim/engines/probeByProducts.ts',
    replace: '2 * page + 1, rows, 1)',
    by: '2 * page, rows, 1)',
    caughtBy: trial('relu'),
  },
  {
    name: 'probes see training batches',
    file: 'theorems/studies/network/measure.ts',
    replace: "streamKey(...labels, 'probes')",
    by: "streamKey(...labels, 'batches')",
    caughtBy: trial('linear'),
  },
  {
    name: 'probes of the onset see training batches',
    file: 'theorems/studies/onset/measure.ts',
    replace: "streamKey(...labels, 'probes')",
    by: "streamKey(...labels, 'batches')",
    caughtBy: trial('onset'),
  },
  {
    name: 'every checkpoint is probed on the same examples',
    file: 'theorems/studies/network/measure.ts',
    replace: 'stream: probes, page, rows',
    by: 'stream: probes, page: 0, rows',
    caughtBy: trial('relu'),
  },
  {
    name: 'every checkpoint of the onset is probed on the same examples',
    file: 'theorems/studies/onset/measure.ts',
    replace: '{ stream: probes, page, rows: PROBE_PER_CLASS }',
    by: '{ stream: probes, page: 0, rows: PROBE_PER_CLASS }',
    caughtBy: trial('onset'),
  },
  {
    name: 'the signs of the neurons from the words of their weights',
    file: 'sim/network.ts',
    replace: 'pageOf(key, page)',
    by: 'pageOf(key, 0)',
    caughtBy: trial('relu'),
  },
  {
    name: 'initial weights from the stream of the batches',
    file: 'theorems/studies/training.ts',
    replace: "streamKey(...labels, 'initial')",
    by: "streamKey(...labels, 'batches')",
    caughtBy: trial('onset'),
  },
  {
    name: 'a gradient looked at on a batch that the weights were trained on',
    file: 'theorems/studies/training.ts',
    replace: 'run.advance(step - run.state().step)',
    by: 'run.advance(step + 1 - run.state().step)',
    caughtBy: [
      'test/theorems/studies/streams.test.ts',
      'a trial of the gradient study > looks at a batch before the run takes it, and at no other',
    ],
  },
  {
    name: 'twins on the streams of each other',
    file: 'properties/trials/seeds.ts',
    replace: 'key.study, key.variant, key.purpose',
    by: 'key.study, key.purpose',
    caughtBy: twoTrials('variant'),
  },
  {
    name: 'twins and calibration on the streams of main trials',
    file: 'properties/trials/seeds.ts',
    replace: 'key.variant, key.purpose, key.index',
    by: 'key.variant, key.index',
    caughtBy: twoTrials('purpose: calibration'),
  },
  {
    name: 'every regime on the same streams',
    file: 'properties/trials/seeds.ts',
    replace: 'own, key.study',
    by: 'key.study',
    caughtBy: twoTrials('regime'),
  },
  {
    name: 'all questions of a hunt on one stream',
    file: 'properties/hunt/confirm.ts',
    replace: '`confirm:${this.asked}`',
    by: "'confirm:1'",
    caughtBy: streams('a question > has trials 0, 1, 2 … of a stream that no question before it had'),
  },
  {
    name: 'a question that asks the same trials again',
    file: 'properties/hunt/confirm.ts',
    replace: 'index: trials + i',
    by: 'index: i',
    caughtBy: hunts,
  },
  {
    name: 'fresh looks that are not fresh',
    file: 'properties/hunt/search.ts',
    replace: 'stream: `look:${this.restarts}`',
    by: "stream: 'look:0'",
    caughtBy: hunts,
  },
  {
    name: 'a failure rate on the trials that confirmed the point',
    file: 'properties/hunt/shrink.ts',
    replace: "stream: 'rate'",
    by: "stream: 'confirm:1'",
    caughtBy: hunts,
  },
  {
    name: 'all relaxations of a hunt on the same streams',
    file: 'properties/trials/purpose.ts',
    replace: "${purpose.domain}:${purpose.relaxed ?? ''}:${purpose.stream}",
    by: '${purpose.domain}::${purpose.stream}',
    caughtBy: streams('a hunt > shares no stream with a hunt of another seed, domain or relaxation'),
  },
  {
    name: 'a saved counterexample judged anew on the numbers it was found by',
    file: 'properties/hunt/failure.ts',
    replace: '`${streams.stream}:again:${stream}`',
    by: 'streams.stream',
    caughtBy: streams(
      'a saved counterexample > is judged anew by other sources on streams that the hunt never had',
    ),
  },
  {
    name: 'what decides is tested on the draws that found it',
    file: 'properties/trials/purpose.ts',
    replace: '`decide:${purpose.part}`',
    by: "'decide:find'",
    caughtBy: streams('explorations > find what decides on some draws and test it on others'),
  },
  {
    name: 'all exact claims on one seed',
    file: 'properties/trials/task.ts',
    replace: 'root.seed, EXACT, id)',
    by: 'root.seed, EXACT)',
    caughtBy: streams('exact claims > and their twins have seeds of their own, by id, seed and sources'),
  },
  {
    name: 'the audited step chosen by the stream of the batches',
    file: 'properties/trials/task.ts',
    replace: "streamKey(...labels, 'audit')[0]",
    by: "streamKey(...labels, 'batches')[0]",
    caughtBy: streams(
      'an audit > trains the main trial again, on its own streams, up to a step that a stream of its own chooses',
    ),
  },
  {
    name: 'trials of one probability on one stream',
    file: 'properties/checkProbability.ts',
    replace: "streamKey('checkProbability', seed, index)",
    by: "streamKey('checkProbability', seed)",
    caughtBy: streams(
      'explorations > of one probability give every trial and every seed a stream of its own',
    ),
  },
];
