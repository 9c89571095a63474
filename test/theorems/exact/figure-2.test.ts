/** Figure 2: cancellation, residue, their twins, and the smallest network that shows the difference. */
import { describe, expect, it } from 'vitest';
import { contributions } from '../../../theorems/exact/cancellation.ts';
import { figure2 } from '../../../theorems/figure-2.ts';
import { everyExactClaim, outcomeOf } from './refutation.ts';

everyExactClaim(figure2, { runs: 200 });

describe('the smallest network', () => {
  it('has one neuron, one core and one background feature of one value each', async () => {
    const { counterexample } = await outcomeOf(figure2, 'figure-2/linear-cancels~relu', 1, 500);
    expect(counterexample!.instance).toMatchObject({
      dCore: 1,
      strengths: [{ values: ['0.1'] }, { values: ['0.1'] }],
      signs: [1],
    });
    expect(counterexample!.explanation).toMatch(/the risk falls by -?0\.00001, .*\ncancellation claims 0$/);
  });
});

describe('without the condition', () => {
  it('rates differ and a feature cancels all the same, where strengths may be 0', async () => {
    const { notes } = await outcomeOf(figure2, 'figure-2/relu-residue', 1, 500);
    const tallies = Object.keys(notes!['tallies'] as object).filter((t) => t.endsWith('all the same'));
    expect(tallies).not.toEqual([]);
    for (const t of tallies) expect(t).not.toMatch(/one sign, positive strengths/);
  });
});

describe('the computed case of the picture', () => {
  // By hand: one core and one background feature of strength 1, v = (0.2, 0.1). y = +1: <w, x> = 0.3, y = -1: -0.1.
  const byHand = contributions({
    dCore: 1,
    strengths: [
      { values: ['1'], probabilities: ['1'] },
      { values: ['1'], probabilities: ['1'] },
    ],
    signs: [1],
    v: [['0.2', '0.1']],
  });

  it('adds the classes along core features and subtracts them along background features', () => {
    expect(byHand).toEqual({
      panels: [
        {
          activation: 'identity',
          rates: [1, 1],
          features: [
            { core: true, plus: 0.5, minus: 0.5, total: 1 },
            { core: false, plus: 0.5, minus: -0.5, total: 0 },
          ],
        },
        {
          activation: 'relu',
          rates: [1, 0],
          features: [
            { core: true, plus: 0.5, minus: 0, total: 0.5 },
            { core: false, plus: 0.5, minus: -0, total: 0.5 },
          ],
        },
      ],
    });
  });
});
