/** Claims that say themselves what they allow: a share of the draws, and a comparison, from the study to the record. */
import * as fc from 'fast-check';
import { expect, describe, it } from 'vitest';
import { checkTheorem } from '../../properties/checkTheorem.ts';
import { suiteFacts } from '../../properties/gather/selection.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { defineProfile } from '../../properties/judge/profile.ts';
import { ledgerOf } from '../../properties/power/ledger.ts';
import { planOf } from '../../properties/power/plan.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { uniforms } from '../../properties/uniforms.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { comparesClaim, coversClaim, defineStudy, defineTheorem, twinsOf } from '../../theorems/types.ts';

/** Two patients on one trial: either may fail, and both on bad luck that they share. Swapped, the first is the worse. */
const pairs = defineStudy({
  id: 'pairs',
  title: 'Two that fail on the same luck',
  sampler: fc.constant({}),
  samplerWords: ['nothing is drawn beside the luck'],
  instance: ({ d0, variant }) => ({ n: d0, swapped: variant === 'swapped' }),
  hypotheses: () => ({}),
  variants: { swapped: { field: 'swapped', value: true, words: 'the second takes the place of the first' } },
  measure: ({ labels, variant }) => {
    const [shared, first, second] = uniforms(streamKey(...labels), 0, 3) as unknown as [
      number,
      number,
      number,
    ];
    const failures = [shared < 0.3 || first < 0.02, shared < 0.3 || second < 0.6] as [boolean, boolean];
    return { failures: variant === 'swapped' ? failures.reverse() : failures, luck: shared };
  },
});

const compares = (margin: number, id = 'no-worse') =>
  comparesClaim({
    id: `two/${id}`,
    title: 'The first fails no more often',
    mark: 'ours',
    words: 'the first fails at most so much more often',
    latex: String.raw`p_1\le p_2+\epsilon`,
    study: pairs,
    first: 'the first',
    second: 'the second',
    margin,
    losses: (m) => [m.failures[0]!, m.failures[1]!],
  });
const covers = (share: number) =>
  coversClaim({
    id: 'two/bad-luck',
    title: 'Bad luck comes up',
    mark: 'ours',
    words: 'the luck is bad in a share of the draws',
    latex: String.raw`\Pr\ge s`,
    study: pairs,
    covered: 'bad luck',
    share,
    occurs: (m) => m.failures[0]! && m.luck < 0.3,
  });

const theoremOf = (...claims: Parameters<typeof twinsOf>[0]) =>
  defineTheorem({
    id: 'two',
    title: 'Two',
    statement: { mark: 'ours', words: 'two', latex: '2' },
    source: 'made up',
    reading: [],
    claims,
    controls: twinsOf(claims, 'swapped', 'swapped'),
  });
const checked = (claim: Parameters<typeof twinsOf>[0][number], sizes = [4, 8]) =>
  checkTheorem(theoremOf(claim), { studies: [pairs], sizes, ladders: 400, twinLadders: 60 });

describe('a comparison', () => {
  it('is supported where it is true, and its twin refuted; what both share cancels', async () => {
    const record = await checked(compares(0.1));
    const [claim] = record.claims;
    expect(claim).toMatchObject({
      kind: 'compares',
      verdict: 'supported',
      margin: 0.1,
      range: [-1, 1],
      delta: 0.1,
      delta0: null,
    });
    expect(claim!.sentence).toMatch(
      /^Supported: at every n in \{4, 8\} the loss of the first less that of the second is, in the mean, at most 0\.1; if that were false at any size, a run would still say "supported" with probability at most 0\.04 \(\d+ trials, mean difference -0\.\d+, -0\.\d+, above the margin in \d+\)\.$/,
    );
    expect(record.controls[0]).toMatchObject({ verdict: 'refuted' });
    expect(record.sentence).toContain('compares as claimed at every size');
    if (claim!.kind !== 'compares') throw new Error();
    for (const { sequence, mean } of claim!.strata) {
      expect(sequence.high).toBeLessThanOrEqual(0.1);
      // (0.7)(0.02) - (0.7)(0.6)
      expect(Math.abs(mean! + 0.406)).toBeLessThan(0.25);
    }
  });

  it('is refuted where it is false: superiority by more than there is', async () => {
    const [claim] = (await checked(compares(-0.8))).claims;
    expect(claim).toMatchObject({ verdict: 'refuted' });
    expect(claim!.sentence).toMatch(
      /^Refuted at n = 8: the loss of the first less that of the second is, in the mean, above -0\.8; if that were false/,
    );
  });

  it('near the margin says what is known', async () => {
    const [claim] = (await checked(compares(-0.4))).claims;
    expect(claim).toMatchObject({ verdict: 'inconclusive' });
    expect(claim!.sentence).toMatch(
      /At every look: n = 4: the mean difference lies between -0\.\d+ and -0\.\d+/,
    );
  });

  it('a loss outside of its range is a trial without a measurement', async () => {
    const wild = comparesClaim({ ...compares(0.1), study: pairs, losses: () => [2, 0] });
    const [claim] = (await checked(wild)).claims;
    expect(claim).toMatchObject({ verdict: 'errored' });
    expect(claim!.sentence).toContain('its event is neither true nor false');
  });
});

describe('a covered case', () => {
  it('is supported below its true share, 0.3, and refuted above', async () => {
    const rare = await checked(covers(0.12));
    expect(rare.claims[0]).toMatchObject({
      kind: 'covers',
      verdict: 'supported',
      share: 0.12,
      delta0: null,
      aboveTarget: false,
    });
    expect(rare.claims[0]!.sentence).toMatch(
      /^Supported: at every n in \{4, 8\} at least a share 0\.12 of the draws has bad luck; .* \(\d+ of \d+ draws\)\.$/,
    );
    const frequent = await checked(covers(0.5));
    expect(frequent.claims[0]).toMatchObject({ verdict: 'refuted' });
    expect(frequent.claims[0]!.sentence).toContain('less than a share 0.5 of the draws has bad luck');
  });

  it('that never comes up is refuted, and not vacuous', async () => {
    const never = coversClaim({ ...covers(0.2), study: pairs, occurs: () => false });
    expect((await checked(never)).claims[0]).toMatchObject({ verdict: 'refuted' });
    const unknown = coversClaim({ ...covers(0.2), study: pairs, occurs: () => undefined });
    expect((await checked(unknown)).claims[0]).toMatchObject({ verdict: 'errored' });
  });
});

describe('the budget', () => {
  const profile = {
    name: 'made',
    alpha: 0.05,
    delta: 0.1,
    deltaBySize: {},
    delta0: 0.01,
    scaling: null,
    studies: { pairs: { sizes: [4, 8], ladders: 200 } },
    controls: { sizes: [4], ladders: 60 },
    exactRuns: 1,
    strata: 'size',
  } as const;
  const theorem = theoremOf(compares(0.1), covers(0.2));

  it('is shared with all others: ledger, plan and the chance that a twin is missed', () => {
    const facts = suiteFacts([theorem], [pairs]);
    expect(facts.probability).toEqual({ claims: 2, twins: 2 });
    const agenda = agendaOf({
      suite: [theorem],
      studies: { pairs },
      selected: new Set(theorem.claims.map((c) => c.id)),
      profile: defineProfile(profile, facts),
      regime: SAMPLER_REGIME,
    });
    const { shares, betaShares } = ledgerOf(agenda);
    expect(shares.map((s) => s.level)).toEqual([0.02, 0.02, 0.005, 0.005]);
    expect(betaShares.map((b) => b.assumedFailureRate)).toEqual([0.9, 0.98]);
    for (const { chanceNotRefuted } of betaShares) expect(chanceNotRefuted).toBeLessThan(0.2);
    const main = planOf(agenda).campaigns.find((c) => c.purpose === 'main')!;
    expect(main.strata).toEqual([]);
    expect(main.covers).toMatchObject([{ id: 'two/bad-luck', delta: 0.8, share: 1 }]);
    const [{ atBest, alike }] = main.comparisons as [(typeof main.comparisons)[0]];
    expect(atBest).toBeLessThan(alike!);
  });

  it('that cannot support them is refused, as are shares and margins that make no sense', () => {
    const facts = suiteFacts([theoremOf(covers(0.995))], [pairs]);
    expect(() => defineProfile(profile, facts)).toThrow(
      /two\/bad-luck needs \d+ trials at every size for "supported" at best/,
    );
    expect(() => theoremOf(covers(1))).toThrow('claim two/bad-luck needs a share in (0, 1), got 1');
    expect(() => theoremOf(compares(1))).toThrow(
      'claim two/no-worse needs a margin inside of [-1, 1], got 1',
    );
  });
});
