/**
 * What is mutated and by which tests: the trusted base, whose mistakes would be wrong verdicts. In pieces, so that each ends
 * within half an hour on two cores; the tests of a piece are fast ones, for a mutant runs them again and again.
 */
export interface Piece {
  readonly mutate: readonly string[];
  readonly tests: readonly string[];
}

const theorems = (...names: readonly string[]) => names.map((name) => `test/theorems/${name}.test.ts`);

export const PIECES: Readonly<Record<string, Piece>> = {
  // theorems/: what is read of a measurement, what the theorems say of it, and how it is made.
  read: {
    mutate: ['theorems/{quantities,events,constants,ladders,hypotheses,registry}.ts'],
    tests: theorems('quantities', 'events', 'claims', 'scalingClaims', 'ladders', 'tightness', 'hypotheses'),
  },
  theorems: {
    mutate: [
      'theorems/thm-*.ts',
      'theorems/{lemma-1.1,lemma-1.2,figure-2,population-gradient,symmetries,types}.ts',
    ],
    tests: theorems('claims', 'scalingClaims', 'defineTheorem', 'statements', 'thm-4.3', 'lemma-1.2'),
  },
  instances: {
    mutate: ['theorems/studies/{path,axes,strengthWith}.ts'],
    tests: theorems(
      'hypotheses',
      'studies/path',
      'studies/setup',
      'studies/axes',
      'studies/dimensionless',
      'studies/strengthWith',
    ),
  },
  measurements: {
    mutate: ['theorems/studies/{network,onset,gradient}.ts'],
    tests: theorems(
      'hypotheses',
      'studies/path',
      'studies/setup',
      'studies/neurons',
      'studies/checkpoints',
      'studies/streams',
      'studies/network',
      'studies/gradient',
    ),
  },
};
