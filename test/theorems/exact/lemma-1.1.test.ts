/** Lemma 1.1: the claim, its twins, and what the two readings of the inequalities do at each kink. */
import { describe, expect, it, vi } from 'vitest';
import { arithmeticFor, decimal } from '../../../sim/exact/arithmetic.ts';
import { LEMMA, type Formula } from '../../../sim/exact/network.ts';
import { isBetween } from '../../../theorems/exact/oneExample/compare.ts';
import type { OneExample } from '../../../theorems/exact/oneExample/draw.ts';
import { oneExampleExperiment } from '../../../theorems/exact/oneExample/examine.ts';
import { lemma11 } from '../../../theorems/lemma-1.1.ts';
import { everyExactClaim, linesOf, outcomeOf } from './refutation.ts';

/** Whether the hinge loss goes on below 0. */
const hinge = vi.hoisted(() => ({ open: false }));
vi.mock('../../../sim/exact/network.ts', async (original) => {
  const real = await original<typeof import('../../../sim/exact/network.ts')>();
  const loss: typeof real.loss = (A, net, example) =>
    hinge.open ? A.sub(net.target, real.signedOutput(A, net, example)) : real.loss(A, net, example);
  return { ...real, loss };
});

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

/** x = (0, 1): what is wrong shows along the last coordinate alone. <w_k, x> is the second weight. */
const instance = (y: 1 | -1, signs: OneExample['signs'], second: readonly string[], k = 0): OneExample => ({
  y,
  k,
  x: ['0', '1'],
  signs,
  w: second.map((w) => ['0.3', w]),
  direction: ['1', '0'],
});
const examine = (of: OneExample, change: Partial<Formula> = {}) =>
  oneExampleExperiment({ ...LEMMA, ...change }).examine(of);

const plus: Partial<Formula> = { label: () => 1 };
const minus: Partial<Formula> = { label: () => -1 };
const always: Partial<Formula> = { active: () => true };
const strictly: Partial<Formula> = { margin: (yh, target) => yh.lt(target) };

describe('a formula that is wrong', () => {
  // m = 1: h is the preactivation where it is above 0. m = 2: a = 1/2 or -1/2.
  it.each<[string, string, OneExample, Partial<Formula>]>([
    ['smooth', 'yet 0.1 + 0.1 is not 2 * (-0.1)', instance(-1, [1], ['0.5']), plus],
    ['dead neuron', 'yet 0 + 0 is not 2 * (-0.1)', instance(1, [1], ['-0.5']), always],
    ['past margin', 'yet 0 + 0 is not 2 * (-0.1)', instance(1, [1], ['2']), { margin: () => true }],
    ['relu-kink', '-0.1 is not between 0 and 0.1', instance(-1, [1], ['0']), plus],
    ['relu-kink', '0.1 is not between 0 and -0.1', instance(1, [1], ['0']), minus],
    ['hinge-kink', '0.1 is not between -0.1 and 0', instance(1, [1], ['1']), minus],
    ['double-kink, y a_k < 0', '-0.05 is not between 0 and 0.05', instance(1, [-1, 1], ['0', '2']), minus],
    ['double-kink, y a_k > 0', '(0, 0), not their limit', instance(1, [1, 1], ['0', '2']), strictly],
    ['double-kink, y a_k > 0', '(0, 0.5), not their limit', instance(1, [1, 1], ['0', '2']), minus],
  ])('at a %s, along the last coordinate alone, is seen: %s', (kind, said, of, change) => {
    const found = examine(of, change);
    expect(found.cases).toEqual([kind, of.y === 1 ? 'y=+1' : 'y=-1', '1/m finite']);
    const lines = linesOf(found);
    expect(lines.at(-1)).toContain(said);
    if (!said.endsWith('not their limit'))
      expect(lines).toContainEqual(expect.stringContaining('along u = (0, 1), eps = 0.1'));
    expect(examine(of).failure).toBeNull();
  });

  it('for the second neuron alone is seen where that one is looked at', () => {
    const [first, second] = [0, 1].map((k) => instance(1, [1, 1], ['0.5', '-0.5'], k));
    expect(examine(first!, always).failure).toBeNull();
    expect(examine(second!).failure).toBeNull();
    expect(linesOf(examine(second!, always))[0]).toContain('neuron k = 2; dead neuron');
  });

  it('along a double kink is a loss that does not stay 0 there', () => {
    const of = instance(1, [1, 1], ['0', '2']);
    hinge.open = true;
    try {
      expect(linesOf(examine(of))).toContain('along some direction of w_k alone the loss leaves 0');
    } finally {
      hinge.open = false;
    }
  });

  it('is not one with strict inequalities at a single kink', () => {
    const strict: Partial<Formula> = { ...strictly, active: (p) => p.gt(0) };
    for (const of of [instance(1, [1], ['0']), instance(1, [1], ['1']), instance(1, [-1, 1], ['0', '2'])])
      expect(examine(of, strict).failure).toBeNull();
  });

  it('is counted with m times the loss where 1/m is not finite', () => {
    expect(examine(instance(1, [1, 1, 1], ['0.5', '0.5', '0.5'])).cases).toEqual(['smooth', 'y=+1', '1/m not finite']);
  }); // prettier-ignore
});

describe('between the one-sided derivatives', () => {
  const A = arithmeticFor({ whole: 2, fraction: 2 });
  const between = (left: number, right: number, rise: number) =>
    isBetween(A, { below: decimal(-left), at: decimal(0), above: decimal(right) }, decimal(rise));

  it.each([
    ['convex', 1, 3],
    ['concave', 3, 1],
  ])('at a %s kink are both ends and what lies between', (_, left, right) => {
    expect([0, 1, 2, 3, 4].map((rise) => between(left, right, rise))).toEqual([false, true, true, true, false]);
  }); // prettier-ignore
});
