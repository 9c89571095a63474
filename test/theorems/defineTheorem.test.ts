import { describe, expect, it } from 'vitest';
import { defineTheorem, type Claim, type Control, type Theorem } from '../../theorems/types.ts';
import { coinTheorem } from '../support/coins.ts';

const theorem = coinTheorem(2);
const [first, second] = theorem.claims as [Claim, Claim];
const [twin] = theorem.controls as [Control];

describe('defineTheorem', () => {
  it.each<[string, Partial<Theorem>, RegExp]>([
    ['an id that is no folder', { id: 'Coin theorem' }, /^theorem Coin theorem: its id names a folder/],
    ['no claim', { claims: [], controls: [] }, /^theorem coin-theorem: has no claim/],
    [
      'a claim of another theorem',
      { claims: [{ ...first, id: 'other/x' }] },
      /must start with "coin-theorem\/"/,
    ],
    ['a claim twice', { claims: [first, first] }, /claim id coin-theorem\/claim-0 is used twice/],
    [
      'LaTeX that lost its backslash',
      { claims: [{ ...first, latex: '\tilde O(1)' }, second] },
      /LaTeX with a control character/,
    ],
    ['a claim without a case', { claims: [{ ...first, requiredCases: [] }] }, /requires no case/],
    ['a claim without a twin', { claims: [first, second], controls: [twin] }, /claim-1 has no broken twin/],
    ['a twin of nothing', { claims: [second] }, /breaks coin-theorem\/claim-0, which is no claim of it/],
    [
      'a twin named otherwise',
      { controls: [{ ...twin, id: 'twin' }] },
      /must start with "coin-theorem\/claim-0~"/,
    ],
    ['a twin twice', { controls: [twin, twin] }, /control id .*~broken is used twice/],
    [
      'a twin of another kind',
      {
        controls: [
          { ...twin, kind: 'exact', check: () => ({ instances: 0, cases: {}, counterexample: null }) },
        ],
      },
      /is exact but its claim is withHighProbability/,
    ],
    [
      'a hypothesis twice',
      { hypotheses: [theorem.hypotheses[0]!, theorem.hypotheses[0]!] },
      /hypothesis drawn is named twice/,
    ],
  ])('refuses %s', (_, change, sentence) => {
    expect(() => defineTheorem({ ...theorem, ...change })).toThrow(sentence);
  });

  it('refuses an exact claim without runs', () => {
    const check = () => ({ instances: 1, cases: {}, counterexample: null });
    const claim: Claim = { ...first, kind: 'exact', check, runsShare: 0 };
    expect(() => defineTheorem({ ...theorem, claims: [claim] })).toThrow(
      /needs runsShare in \(0, 1\], got 0/,
    );
  });
});
