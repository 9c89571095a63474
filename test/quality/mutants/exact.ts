/** Mistakes in what an exact claim compares: a step, a neuron, a pair, a side of a kink that is left out. */
import type { Mutant } from '../../support/mutants/mutant.ts';

const by = (file: string, words: string) => [`test/theorems/exact/${file}.test.ts`, words] as const;
const symmetry = (words: string) => by('symmetries', `a symmetry that is wrong > ${words}`);
const residue = (words: string) => by('figure-2', `a residue > ${words}`);
const formula = (words: string) => by('lemma-1.1', `a formula that is wrong > ${words}`);
const atKink = (kind: string, said: string) =>
  formula(`at a ${kind}, along the last coordinate alone, is seen: ${said}`);
const check = (words: string) => by('check', `an exact check > ${words}`);

const file = (name: string) => `theorems/exact/${name}.ts`;
const SYMMETRIES = file('symmetries');
const CANCELLATION = file('cancellation');
const PROJECTIONS = file('projections');
const BATCHES = file('batchVariance');
const LARGE = file('largeInstances');
const CHECK = file('check');
const one = (name: string) => file(`oneExample/${name}`);

export const exact: readonly Mutant[] = [
  {
    name: 'the last step of a symmetry is not compared',
    file: SYMMETRIES,
    replace: 't <= last; t++',
    by: 't < last; t++',
    caughtBy: symmetry('in the weights after the last step alone is seen there'),
  },
  {
    name: 'the first neuron of a symmetry alone is compared',
    file: SYMMETRIES,
    replace: 'if (!expected.every(',
    by: 'if (!expected.slice(0, 1).every(',
    caughtBy: symmetry('in the last weight of the second neuron alone is seen'),
  },
  {
    name: 'the gates of a symmetry are not compared',
    file: SYMMETRIES,
    replace: 'JSON.stringify(gates) !== JSON.stringify(otherGates)',
    by: 'gates.length !== otherGates.length',
    caughtBy: symmetry('in the gates of the second neuron alone is seen'),
  },
  {
    name: 'the onsets of a symmetry are not compared',
    file: SYMMETRIES,
    replace: 'JSON.stringify(times) !== JSON.stringify(otherTimes)',
    by: 'times.length !== otherTimes.length',
    caughtBy: symmetry('in the onsets alone is seen'),
  },
  {
    name: 'a symmetry is compared past the exit of the other run',
    file: SYMMETRIES,
    replace: 'Math.min(one.exit, other.exit)',
    by: 'one.exit',
    caughtBy: symmetry(
      'after an example has left the margin, in either run, is not the claim’s where it ends there',
    ),
  },
  {
    name: 'the examples of a step are summed, not averaged',
    file: file('shortRun'),
    replace: 'decimal(INVERSES[size]!)',
    by: "decimal('1')",
    caughtBy: by('symmetries', 'a run by hand, two neurons > of two examples a step, which are averaged'),
  },
  {
    name: 'the sign of the residue is not compared',
    file: CANCELLATION,
    replace: '!(fall.eq(claimed) && bounded)',
    by: '!(fall.abs().eq(claimed.abs()) && bounded)',
    caughtBy: residue('of the wrong sign is seen where it is not bounded, too'),
  },
  {
    name: 'the first residue alone is compared',
    file: CANCELLATION,
    replace: "of pairsOf(read, 'background')",
    by: "of pairsOf(read, 'background').slice(0, 1)",
    caughtBy: residue('of the wrong sign for the last neuron and the last feature alone is seen there'),
  },
  {
    name: 'a residue may be below its bounds',
    file: CANCELLATION,
    replace: 'A.mul(low, rise).lte(difference) && ',
    by: '',
    caughtBy: residue('below what it may be at least, core weights >= 0, is seen'),
  },
  {
    name: 'a residue may be above its bounds',
    file: CANCELLATION,
    replace: ' && difference.lte(A.mul(high, rise))',
    by: '',
    caughtBy: residue('above what it may be at most, core weights <= 0, is seen'),
  },
  {
    name: 'a residue of core weights <= 0 is not bounded',
    file: CANCELLATION,
    replace: 'weights.every((w) => !w.gt(0)) ? -1 : 0',
    by: '0',
    caughtBy: residue('below what it may be at least, core weights <= 0, is seen'),
  },
  {
    name: 'the first pair alone is asked whether classes cancel',
    file: CANCELLATION,
    replace: "pairsOf(read, 'background').find(",
    by: "pairsOf(read, 'background').slice(0, 1).find(",
    caughtBy: by(
      'figure-2',
      'classes that do not cancel > for the last neuron and the last background feature alone are seen there',
    ),
  },
  {
    name: 'the first pair alone is projected',
    file: PROJECTIONS,
    replace: 'pairs.find(',
    by: 'pairs.slice(0, 1).find(',
    caughtBy: by(
      'population-gradient',
      'a formula that is wrong > for the last neuron and the last core feature alone is seen there',
    ),
  },
  {
    name: 'both claims project background features',
    file: PROJECTIONS,
    replace: 'pairsOf(read, which)',
    by: "pairsOf(read, 'background')",
    caughtBy: by(
      'population-gradient',
      'a formula that is wrong > for features of the other kind alone is not this claim’s',
    ),
  },
  {
    name: 'class terms count examples past the margin',
    file: PROJECTIONS,
    replace: 'margin(signedOutput(A, net, o), net.target) &&',
    by: '',
    caughtBy: by(
      'population-gradient',
      'a formula that is wrong > for examples past the margin alone is seen',
    ),
  },
  {
    name: 'the spread of the first neuron alone is compared',
    file: BATCHES,
    replace: 'k < read.net.a.length',
    by: 'k < 1',
    caughtBy: by(
      'lemma-1.2',
      'a spread over batches > of 2 examples that is wrong for the last neuron and feature alone is seen there',
    ),
  },
  {
    name: 'the spread along the last feature is not compared',
    file: BATCHES,
    replace: 'j < features; j++',
    by: 'j < features - 1; j++',
    caughtBy: by(
      'lemma-1.2',
      'a spread over batches > of 3 examples that is wrong for the last neuron and feature alone is seen there',
    ),
  },
  {
    name: 'the loss is compared along the first direction alone',
    file: one('examine'),
    replace: 'comparisons.find(',
    by: 'comparisons.slice(0, 1).find(',
    caughtBy: atKink('smooth', 'yet 0.1 + 0.1 is not 2 * (-0.1)'),
  },
  {
    name: 'at a concave kink nothing is between',
    file: one('compare'),
    replace: ': right.lte(rise) && rise.lte(left)',
    by: ': false',
    caughtBy: by(
      'lemma-1.1',
      'between the one-sided derivatives > at a concave kink are both ends and what lies between',
    ),
  },
  {
    name: 'at a convex kink what is above the right side is between',
    file: one('compare'),
    replace: 'left.lte(rise) && rise.lte(right)',
    by: 'left.lte(rise)',
    caughtBy: by(
      'lemma-1.1',
      'between the one-sided derivatives > at a convex kink are both ends and what lies between',
    ),
  },
  {
    name: 'the formula of the first neuron for that of the one looked at',
    file: one('compare'),
    replace: 'gradient(A, net, example, formula)[k]!',
    by: 'gradient(A, net, example, formula)[0]!',
    caughtBy: formula('for the second neuron alone is seen where that one is looked at'),
  },
  {
    name: 'a loss that leaves 0 along a double kink',
    file: one('examine'),
    replace: 'flat && limit.holds',
    by: 'limit.holds',
    caughtBy: formula('along a double kink is a loss that does not stay 0 there'),
  },
  {
    name: 'the limit at a double kink along the first coordinate alone',
    file: one('limit'),
    replace: 'quotients.every(',
    by: 'quotients.slice(0, 1).every(',
    caughtBy: atKink('double-kink, y a_k > 0', '(0, 0), not their limit'),
  },
  {
    name: 'the last instance is not looked at',
    file: CHECK,
    replace: 'numRuns: runs',
    by: 'numRuns: runs - 1',
    caughtBy: check('is refuted by its last instance alone'),
  },
  {
    name: 'an error is lost',
    file: CHECK,
    replace: 'if (broken !== undefined) throw broken;',
    by: '',
    caughtBy: check('passes on what is thrown: an error is no refutation'),
  },
  {
    name: 'instances made by shrinking are counted',
    file: CHECK,
    replace: 'if (!failed) {',
    by: '{',
    caughtBy: check('counts no instance after the first that fails, for shrinking makes more of them'),
  },
  {
    name: 'the first counterexample for the smallest',
    file: CHECK,
    replace: 'i <= FURTHER_SEARCHES',
    by: 'i < 0',
    caughtBy: check('searches on for a smaller one where shrinking ended in a local minimum'),
  },
  {
    name: 'no large population is looked at',
    file: LARGE,
    replace: 'runs < LARGE_FROM_RUNS ||',
    by: 'runs > 0 ||',
    caughtBy: by('large-claims', 'figure-2/relu-residue holds in large populations'),
  },
  {
    name: 'a large population cannot refute',
    file: LARGE,
    replace: 'counterexample: large.counterexample',
    by: 'counterexample: small.counterexample',
    caughtBy: by('large-instances', 'a check by enumeration > is refuted by a large instance too'),
  },
];
