/** Lemma 1.1: the claim, its twins, and what the two readings of the inequalities do at each kink. */
import { describe, expect, it } from 'vitest';
import { lemma11 } from '../../../theorems/lemma-1.1.ts';
import { everyExactClaim, outcomeOf } from './refutation.ts';

everyExactClaim(lemma11, { runs: 300 });

describe('the shrunk counterexamples', () => {
  const shrunk = async (twin: string) =>
    (await outcomeOf(lemma11, `lemma-1.1/gradient~${twin}`, 1, 500)).counterexample!;

  it('one neuron, one coordinate, one digit', async () => {
    expect((await shrunk('activation-dropped')).instance).toEqual({
      y: 1,
      k: 0,
      x: ['1'],
      signs: [1],
      w: [['-0.1']],
      direction: ['0'],
    });
    expect((await shrunk('label-dropped')).instance).toMatchObject({ y: -1, x: ['1'], w: [['0.1']] });
    expect((await shrunk('hinge-reversed')).instance).toMatchObject({ y: 1, x: ['1'], w: [['0.1']] });
  });

  it('are explained line by line', async () => {
    expect((await shrunk('label-dropped')).explanation).toMatchInlineSnapshot(`
      "m = 1, y = -1, x = (1), a = (1); neuron k = 1; smooth
      w_1 = (0.1)
      the loss along u = (1), eps = 0.01:
      at w_k - eps u: w_1 = (0.09), <w_1, x> = 0.09, h = 0.09, loss = max(0, 1 - (-1)*(0.09)) = 1.09
      at w_k: w_1 = (0.1), <w_1, x> = 0.1, h = 0.1, loss = max(0, 1 - (-1)*(0.1)) = 1.1
      at w_k + eps u: w_1 = (0.11), <w_1, x> = 0.11, h = 0.11, loss = max(0, 1 - (-1)*(0.11)) = 1.11
      rise on the left 0.01, on the right 0.01
      formula as tested: -a_k * (label factor 1) * (margin 1) * (activation 1) * <u, x> = -1; times eps: -0.01
      no kink in between, yet 0.01 + 0.01 is not 2 * (-0.01)"
    `);
  });
});

describe('strict and weak inequalities', () => {
  it('differ only where both kinks meet with y a_k > 0: there the weak formula is not between', async () => {
    const { notes } = await outcomeOf(lemma11, 'lemma-1.1/gradient', 4, 300);
    const tallies = Object.keys(notes!['tallies'] as Record<string, number>);
    expect(tallies.filter((t) => t.endsWith('not between'))).toEqual([
      'double-kink, y a_k > 0: (>=, <=) not between',
    ]);
    expect(tallies).toHaveLength(16);
  });
});
