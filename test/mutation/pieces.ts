/**
 * What is mutated and by which tests: the trusted base, whose mistakes would be wrong verdicts. In pieces, so that each ends
 * within half an hour on two cores; the tests of a piece are fast ones, for a mutant runs them again and again.
 */
export interface Piece {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const under =
  (folder: string) =>
  (...names: readonly string[]) =>
    names.map((name) => `test/${folder}/${name}.test.ts`);
const [theorems, properties] = [under('theorems'), under('properties')];
const [reports, sim, laws] = [under('reports'), under('sim'), under('laws')];

export const PIECES: Readonly<Record<string, Piece>> = {
  // theorems/: what is read of a measurement, what the theorems say of it, and how it is made.
  read: {
    mutate: ['theorems/{quantities,events,constants,ladders,hypotheses,registry}.ts'],
    tests: theorems(
      ...['loads', 'quantities', 'events', 'claims', 'scalingClaims', 'ladders', 'tightness', 'hypotheses'],
      'statements',
    ),
  },
  statements: {
    mutate: ['theorems/*.ts', '!theorems/{quantities,events,constants,ladders,hypotheses,registry}.ts'],
    tests: theorems(
      ...['loads', 'claims', 'scalingClaims', 'defineTheorem', 'statements', 'types', 'thm-4.3', 'lemma-1.2'],
    ),
  },
  instances: {
    mutate: ['theorems/studies/*.ts', '!theorems/studies/{network,onset,gradient,checkpoints,bothSigns}.ts'],
    tests: theorems(
      ...['loads', 'hypotheses', 'studies/path', 'studies/setup', 'studies/axes', 'studies/dimensionless'],
      ...['studies/strengthWith', 'studies/possible', 'statements'],
    ),
  },
  measurements: {
    mutate: ['theorems/studies/{network,onset,gradient,checkpoints,bothSigns}.ts'],
    tests: theorems(
      ...['loads', 'hypotheses', 'studies/path', 'studies/setup', 'studies/neurons', 'studies/checkpoints'],
      ...['studies/streams', 'studies/network', 'studies/gradient', 'studies/possible', 'statements'],
    ),
  },
  'exact-examples': {
    mutate: ['theorems/exact/{oneExample,check,draw,largeInstances}.ts'],
    tests: theorems('exact/lemma-1.1', 'exact/large-instances', 'exact/nothing-rounds'),
  },
  'exact-populations': {
    mutate: ['theorems/exact/{projections,cancellation,finitePopulation}.ts'],
    tests: theorems('exact/population-gradient', 'exact/figure-2'),
  },
  'exact-runs': {
    mutate: ['theorems/exact/{symmetries,shortRun,batchVariance}.ts'],
    tests: theorems('exact/symmetries', 'exact/lemma-1.2'),
  },
  limit: { mutate: ['theorems/limit/*.ts'], tests: theorems('limit/*') },
  'figure-3': {
    mutate: ['theorems/figure-3/*.ts', 'properties/figure.ts'],
    tests: [...reports('figures'), ...properties('figure')],
  },
  // properties/: how a verdict is reached and what is said of it.
  judge: {
    mutate: ['properties/statistics/*.ts', 'properties/{judge,verdict}.ts'],
    tests: properties('statistics/*', 'judge', 'verdict'),
  },
  slopes: {
    mutate: ['properties/scaling/*.ts'],
    tests: [...properties('scaling/event', 'scaling/fit', 'scaling/verdicts'), ...theorems('scalingClaims')],
  },
  runs: {
    // All that no other piece has. Nothing reads, decides or says anything in what is left out altogether.
    mutate: [
      'properties/*.ts',
      '!properties/{figure,judge,verdict,assemble,compare,incident,sentences,summary,trialRows,instances}.ts',
      '!properties/{index,record,version,vitest}.ts',
    ],
    tests: [
      ...properties('campaign', 'profile', 'run', 'regime', 'streams', 'audit', 'incident'),
      ...properties('checkProbability', 'checkTheorem', 'assemble/*', 'foreign', 'evidenceSeal', 'summary'),
      ...theorems('studies/streams'),
      ...laws('dataLaws'),
    ],
  },
  records: {
    mutate: [
      'properties/assemble.ts',
      'properties/assemble/*.ts',
      'properties/{compare,incident,sentences,summary,trialRows}.ts',
    ],
    tests: properties(
      ...['assemble', 'assemble/*', 'campaign', 'compare', 'incident', 'sentences', 'summary'],
    ),
  },
  hunts: {
    mutate: ['properties/hunt/*.ts', 'properties/instances.ts'],
    tests: properties('hunt/*', 'streams', 'incident'),
  },
  maps: {
    mutate: ['properties/explore/*.ts'],
    tests: properties('explore/*', 'streams', 'campaign'),
  },
  // sim/ without the assembly, which has hand-made mutants (test/quality/kernel).
  data: {
    mutate: ['sim/{data,random}/*.ts', 'sim/{network,probes}.ts'],
    tests: [...sim('random/*', 'data/*', 'probes'), ...laws('dataLaws')],
  },
  engines: {
    mutate: ['sim/{engines,kernel}/*.ts', 'sim/{audit,referenceStep,referenceForward}.ts'],
    tests: [...sim('engines/*', 'kernel/engines', 'audit', 'probes'), ...laws('engineLaws')],
  },
  'general-core': { mutate: ['sim/general/*.ts'], tests: sim('general/*') },
  decimals: {
    mutate: ['sim/exact/*.ts'],
    tests: [...sim('exact/*'), ...theorems('exact/nothing-rounds')],
  },
  // reports/ where a sentence or a number is made.
  sentences: {
    mutate: ['reports/*.ts', 'reports/explore/csv.ts', 'reports/figures/{caption,csv}.ts'],
    tests: [
      ...reports(
        'terminal',
        'snapshots',
        'hostile',
        'numbers',
        'incidents',
        'timing',
        'observations',
        'strata',
      ),
      ...reports('figures'),
      ...properties('compare'),
    ],
  },
};
