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
    mutate: [
      'theorems/*.ts',
      'theorems/words/*.ts',
      '!theorems/{quantities,events,constants,ladders,hypotheses,registry}.ts',
    ],
    tests: [
      ...theorems(
        ...[
          'loads',
          'claims',
          'scalingClaims',
          'defineTheorem',
          'statements',
          'types',
          'thm-4.3',
          'lemma-1.2',
          'words/sideBySide',
        ],
      ),
      ...properties('judge/scaling/laws', 'ownClaims', 'exists'),
    ],
  },
  instances: {
    mutate: [
      'theorems/studies/{possible,strengthWith,broken}.ts',
      'theorems/studies/network/{axes,dimensionless,hypotheses,instance,path,possible}.ts',
    ],
    tests: theorems(
      ...['loads', 'hypotheses', 'statements', 'studies/setup', 'studies/strengthWith', 'studies/possible'],
      ...['studies/network/path', 'studies/network/axes', 'studies/network/dimensionless'],
    ),
  },
  measurements: {
    mutate: [
      'theorems/studies/{training,signs}.ts',
      // A folder a study.
      'theorems/studies/*/*.ts',
      '!theorems/studies/network/{axes,dimensionless,hypotheses,instance,path,possible}.ts',
    ],
    tests: theorems(
      ...['loads', 'hypotheses', 'statements', 'studies/setup', 'studies/streams', 'studies/possible'],
      ...['studies/*/*', 'limit/path'],
    ),
  },
  'exact-examples': {
    mutate: ['theorems/exact/oneExample/*.ts', 'theorems/exact/{check,claim,draw,largeInstances}.ts'],
    tests: theorems(
      ...['check', 'claim', 'draw', 'lemma-1.1', 'large-instances', 'large-claims', 'nothing-rounds'].map(
        (name) => `exact/${name}`,
      ),
    ),
  },
  'exact-populations': {
    mutate: ['theorems/exact/finitePopulation/*.ts', 'theorems/exact/{projections,cancellation}.ts'],
    tests: theorems('exact/population-gradient', 'exact/figure-2', 'exact/draw', 'exact/large-claims'),
  },
  'exact-runs': {
    mutate: ['theorems/exact/{symmetries,shortRun,batchVariance}.ts'],
    tests: theorems('exact/symmetries', 'exact/lemma-1.2'),
  },
  'exact-definition': {
    mutate: ['theorems/exact/definition/*.ts'],
    tests: theorems('exact/definition-3.1'),
  },
  limit: { mutate: ['theorems/limit/*.ts'], tests: theorems('limit/*', 'laws/*') },
  laws: { mutate: ['theorems/laws/*.ts'], tests: theorems('laws/*') },
  steps: { mutate: ['theorems/steps/*.ts'], tests: theorems('steps/*') },
  'figure-3': {
    mutate: ['theorems/figure-3/*.ts', 'properties/records/figure.ts'],
    tests: [...reports('figures'), ...properties('records/figure')],
  },
  // properties/: how a verdict is reached and what is said of it.
  judge: {
    mutate: [
      'properties/judge/statistics/*.ts',
      'properties/judge/{bets,counts,judge,questions,stratumFold,verdict}.ts',
    ],
    tests: properties(
      ...['judge/statistics/*', 'judge/judge', 'judge/questions', 'judge/stratumFold', 'judge/verdict'],
    ),
  },
  slopes: {
    mutate: ['properties/judge/scaling/*.ts', 'properties/records/scaling.ts'],
    tests: [...properties('judge/scaling/*', 'records/scaling'), ...theorems('scalingClaims')],
  },
  runs: {
    mutate: [
      'properties/{checkProbability,checkTheorem,uniforms}.ts',
      'properties/trials/*.ts',
      'properties/gather/*.ts',
      'properties/judge/profile.ts',
    ],
    tests: [
      ...properties(
        'checkProbability',
        'checkTheorem',
        'uniforms',
        'ownClaims',
        'exists',
        'trials/*',
        'gather/*',
        'judge/profile',
      ),
      ...properties(
        'records/records',
        'records/evidenceSeal',
        'records/summary',
        'power/ledger',
        'hunt/possible',
      ),
      ...theorems('studies/streams'),
      ...laws('dataLaws'),
    ],
  },
  records: {
    mutate: [
      'properties/power/*.ts',
      'properties/count.ts',
      'properties/records/*.ts',
      '!properties/records/{figure,scaling,claimRecord,summaryRecord,theoremRecord,version}.ts',
    ],
    tests: properties('records/*', 'ownClaims', 'exists', 'gather/campaign', 'trials/incident', 'power/*'),
  },
  hunts: {
    mutate: ['properties/hunt/*.ts'],
    tests: properties('hunt/*', 'trials/streams', 'trials/incident'),
  },
  maps: {
    mutate: ['properties/explore/*.ts'],
    tests: properties('explore/*', 'trials/streams', 'gather/campaign'),
  },
  // sim/ without the assembly, which has hand-made mutants (test/quality/kernel).
  data: {
    mutate: ['sim/{data,random}/*.ts', 'sim/{network,probes,upperMedian}.ts'],
    tests: [...sim('random/*', 'data/*', 'probes', 'upperMedian'), ...laws('dataLaws')],
  },
  engines: {
    mutate: ['sim/{engines,kernel}/*.ts', 'sim/{audit,referenceStep,referenceForward}.ts'],
    tests: [...sim('engines/*', 'kernel/engines', 'audit', 'probes'), ...laws('engineLaws')],
  },
  'general-core': { mutate: ['sim/general/*.ts'], tests: sim('general/*') },
  images: {
    mutate: ['sim/images/*.ts', 'theorems/empirical/images/*.ts'],
    tests: [...sim('images/*'), ...theorems('empirical/images/*')],
  },
  decimals: {
    mutate: ['sim/exact/*.ts'],
    tests: [...sim('exact/*'), ...theorems('exact/nothing-rounds')],
  },
  // reports/ where a sentence or a number is made.
  sentences: {
    mutate: [
      'reports/*.ts',
      'reports/explore/csv.ts',
      'reports/figures/{caption,csv,words}.ts',
      'reports/hunt/{csv,words}.ts',
    ],
    tests: [
      ...reports('terminal', 'snapshots', 'numbers', 'incidents', 'timing', 'observations', 'strata'),
      ...under('quality/reports')('hostile'),
      ...reports('figures', 'hunt', 'known', 'hover'),
      ...properties('records/compare'),
    ],
  },
};

/** A pattern with `*` (no slash) and `{a,b}`, and perhaps a `!` in front of it. */
export const matcher = (pattern: string) =>
  new RegExp(
    `^${pattern
      .replace(/^!/, '')
      .replace(/[.+^$()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^/]*')
      .replace(/\{([^}]*)\}/g, (_, names: string) => `(${names.replaceAll(',', '|')})`)}$`,
  );

/** Is the file one of those that the patterns mean? */
export const isMeant = (patterns: readonly string[], file: string) =>
  patterns.some((p) => !p.startsWith('!') && matcher(p).test(file)) &&
  !patterns.some((p) => p.startsWith('!') && matcher(p).test(file));
