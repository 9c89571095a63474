/**
 * Verdicts in words. Every number of a sentence is traced to its field: on made-up judgements whose numbers all differ, the
 * numbers of the sentence are exactly the named fields in the named order, so none can stand in for another.
 */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { JudgedClaim, JudgeLevels } from '../../../properties/judge/judge.ts';
import type { ClaimRecord, ExponentRecord } from '../../../properties/records/claimRecord.ts';
import type { HypothesisRecord } from '../../../properties/records/theoremRecord.ts';
import type { StratumRecord, StratumVerdict } from '../../../properties/judge/stratum.ts';
import type { Verdict } from '../../../properties/judge/verdict.ts';
import {
  exactSentence,
  level,
  probabilitySentence,
  scalingSentence,
  theoremSentence,
} from '../../../properties/records/sentences.ts';
import { mapNonEmpty, type NonEmpty } from '../../../theorems/types.ts';
import { differentNumbers, numbersOf } from '../../support/numbers.ts';

/** Numbers of a made-up judgement; each stands for one field. */
interface Made {
  readonly trials: number;
  readonly failures: number;
  readonly missing: number;
  readonly laddersRead: number;
  readonly budget: number;
  readonly unresolved: number;
  /** Of three strata. */
  readonly sizes: readonly [number, number, number];
  readonly deltas: readonly [number, number, number];
  readonly delta0: number;
  /** Levels with what two significant digits of them are. */
  readonly support: readonly [number, string];
  readonly refute: readonly [number, string];
  readonly held: number;
  readonly outside: number;
}

const SUPPORT = fc.constantFrom<[number, string]>(
  [0.0013158, '0.0013'],
  [2.46e-4, '2.5e-4'],
  [0.025, '0.025'],
);
const REFUTE = fc.constantFrom<[number, string]>([0.00278, '0.0028'], [9.9e-5, '9.9e-5'], [0.05, '0.05']);

const made: fc.Arbitrary<Made> = fc
  .tuple(differentNumbers(15), SUPPORT, REFUTE)
  .map(([n, support, refute]): Made => ({
    trials: n[0]!,
    failures: n[1]!,
    missing: n[2]!,
    laddersRead: n[3]!,
    budget: n[4]!,
    unresolved: n[5]!,
    sizes: [n[6]!, n[7]!, n[8]!],
    deltas: [n[9]! / 1e4, n[10]! / 1e4, n[11]! / 1e4],
    delta0: n[12]! / 1e5,
    support,
    refute,
    held: n[13]!,
    outside: n[14]!,
  }));

const DECIDED = {
  supported: { verdict: 'supported', decidedAt: 1 },
  refuted: { verdict: 'refuted', decidedAt: 1 },
  inconclusive: { verdict: 'inconclusive', decidedAt: null },
} as const satisfies Record<StratumRecord['verdict'], StratumVerdict>;

/** The judgement of three strata that came out so. */
function judgedOf(m: Made, verdicts: readonly StratumRecord['verdict'][] = [], aboveTarget = false) {
  const strata = m.sizes.map((d0, i) => ({
    d0,
    part: '',
    delta: m.deltas[i]!,
    unresolved: i === 0 ? m.unresolved : 0,
    ...DECIDED[verdicts[i] ?? 'supported'],
  }));
  return {
    trials: m.trials,
    failures: m.failures,
    missing: m.missing,
    laddersRead: m.laddersRead,
    neverExercised: ['y=-1', 'the end'],
    aboveTarget,
    strata,
  } as unknown as JudgedClaim;
}

const levelsOf = (m: Made): JudgeLevels => ({
  deltaAt: (d0) => m.deltas[m.sizes.indexOf(d0)]!,
  delta0: m.delta0,
  alphaSupport: m.support[0],
  alphaRefute: m.refute[0],
});

/** Two hypotheses; the second is met less often. */
const hypotheses = (m: Made): readonly HypothesisRecord[] => {
  const shared = { mark: 'ours', words: '', of: m.held + m.outside } as const;
  return [
    { ...shared, id: 'width', held: m.held + m.outside - 1 },
    { ...shared, id: 'step-size', held: m.held },
  ];
};

const strings = (...numbers: readonly (number | string)[]) => numbers.map(String);
const always = (check: (m: Made) => void) =>
  fc.assert(
    fc.property(made, (m) => void check(m)),
    { seed: 17, numRuns: 40 },
  );

describe('the sentence of a probability claim', () => {
  const sentence = (
    m: Made,
    verdict: Verdict,
    strata: readonly StratumRecord['verdict'][] = ['supported', 'supported', 'supported'],
    {
      outside = false,
      aboveTarget = false,
      sizes = m.sizes,
    }: { outside?: boolean; aboveTarget?: boolean; sizes?: NonEmpty<number> } = {},
  ) =>
    probabilitySentence(
      judgedOf(m, strata, aboveTarget),
      verdict,
      levelsOf(m),
      { size: 'd0', sizes },
      m.budget,
      outside ? hypotheses(m) : [],
    );

  it('supported: sizes, their deltas one by one, the level of support, and the counts', () => {
    always((m) => {
      expect(numbersOf(sentence(m, 'supported'))).toEqual(
        strings(...m.sizes, ...m.deltas, m.support[1], m.trials, m.failures),
      );
      expect(numbersOf(sentence(m, 'supported', undefined, { sizes: [m.sizes[1]] }))).toEqual(
        strings(m.sizes[1], m.deltas[1], m.support[1], m.trials, m.failures),
      );
    });
  });

  it('refuted: the refuted strata alone, each with its own delta, and the level of refutation', () => {
    always((m) => {
      expect(numbersOf(sentence(m, 'refuted', ['supported', 'refuted', 'inconclusive']))).toEqual(
        strings(m.sizes[1], m.deltas[1], m.refute[1], m.trials, m.failures),
      );
      expect(numbersOf(sentence(m, 'refuted', ['refuted', 'supported', 'refuted']))).toEqual(
        strings(m.sizes[0], m.sizes[2], m.deltas[0], m.deltas[2], m.refute[1], m.trials, m.failures),
      );
    });
  });

  it('undecided: the open strata alone, ladders read of the budget, the counts, and the target where it was passed', () => {
    always((m) => {
      const open = ['supported', 'inconclusive', 'supported'] as const;
      const numbers = strings(m.sizes[1], m.laddersRead, m.budget, m.trials, m.failures);
      expect(numbersOf(sentence(m, 'inconclusive', open))).toEqual(numbers);
      expect(numbersOf(sentence(m, 'inconclusive', open, { aboveTarget: true }))).toEqual([
        ...numbers,
        String(m.delta0),
      ]);
    });
  });

  it('vacuous: those outside the hypothesis that is met least, of all, and the counts; or the cases that never came up', () => {
    always((m) => {
      const outside = sentence(m, 'vacuous', undefined, { outside: true });
      expect(numbersOf(outside)).toEqual(strings(m.outside, m.held + m.outside, m.trials, m.failures));
      expect(outside).toContain('outside the hypothesis "step-size"');
      const never = sentence(m, 'vacuous');
      expect(never).toContain('the case y=-1, the end never occurred');
      expect(numbersOf(never.replace('y=-1', 'y'))).toEqual(strings(m.trials, m.failures));
    });
  });

  it('errored: the missing of the trials; interrupted: the ladders read, and the counts', () => {
    always((m) => {
      expect(numbersOf(sentence(m, 'errored'))).toEqual(strings(m.missing, m.trials));
      expect(numbersOf(sentence(m, 'interrupted'))).toEqual(strings(m.laddersRead, m.trials, m.failures));
    });
  });

  const [m] = fc.sample(made, { seed: 1, numRuns: 1 }) as [Made];
  it.each<[Verdict, RegExp]>([
    ['supported', /^Supported: at every d0 in \{.* fails with probability at most .* still say "supported"/],
    ['refuted', /^Refuted at d0 = .* fails with probability above .* still say "refuted"/],
    ['inconclusive', /^Undecided at .*; more ladders would decide it\.$/],
    ['vacuous', /^Vacuous: the case .*, so nothing was shown/],
    ['errored', /^Errored: \d+ of \d+ trials have no measurement; nothing is concluded/],
    ['interrupted', /^Interrupted after \d+ ladders .*; run the same command again to go on\.$/],
  ])('says %s in its own words', (verdict, words) => {
    const strata = ['supported', verdict === 'refuted' ? 'refuted' : 'inconclusive', 'supported'] as const;
    expect(sentence(m, verdict, strata)).toMatch(words);
  });

  it('names the part of a stratum, and one delta where all are equal', () => {
    const strata = mapNonEmpty([16, 32] as const, (d0) => ({
      d0,
      part: 'no decay',
      delta: 0.1,
      ...DECIDED.refuted,
    }));
    const levels = { deltaAt: () => 0.1, delta0: 0.01, alphaSupport: 1e-3, alphaRefute: 2e-3 };
    const judged = { ...judgedOf(m), trials: 7, failures: 5, strata } as unknown as JudgedClaim;
    expect(probabilitySentence(judged, 'refuted', levels, { size: 'd0', sizes: [16, 32] }, 9, [])).toBe(
      'Refuted at d0 = 16 (no decay); d0 = 32 (no decay): the claim fails with probability above 0.1; ' +
        'if that were false, a run would still say "refuted" with probability at most 0.002 (7 trials, 5 failures).',
    );
    expect(probabilitySentence(judged, 'supported', levels, { size: 'd0', sizes: [16, 32] }, 9, [])).toMatch(
      /at every d0 in \{16, 32\} the claim fails with probability at most 0\.1; if that were false at any size, .* at most 0\.001 /,
    );
  });
});

describe('the sentence of a scaling claim', () => {
  const exponent = (change: Partial<ExponentRecord> = {}): ExponentRecord => ({
    claimed: -1,
    estimate: -0.912,
    low: -0.95,
    high: -0.874,
    band: [-1, 1],
    logSlope: 0.25,
    range: { low: -1.3751, high: -0.6249 },
    tolerance: 0.125,
    toleranceWords: '',
    ...change,
  });
  const sentence = (m: Made, verdict: Verdict, e = exponent(), outside = false) =>
    scalingSentence(
      judgedOf(m),
      verdict,
      levelsOf({ ...m, sizes: [16, 32, 64] }),
      { size: 'd0', sizes: [16, 32, 64], exponent: e },
      m.budget,
      outside ? hypotheses(m) : [],
    );
  const range = ['-1.375', '-0.625'];
  const sizes = ['16', '32', '64'];
  const counts = (m: Made) => strings(m.trials, m.failures, m.unresolved);

  it('supported: sizes, range, the delta of the largest size, the level of support, trials, those outside, those unresolved', () => {
    always((m) =>
      expect(numbersOf(sentence(m, 'supported'))).toEqual([
        ...sizes,
        ...range,
        ...strings(m.deltas[2], m.support[1]),
        ...counts(m),
      ]),
    );
  });

  it('refuted: the delta of the largest size, sizes, range, the level of refutation, and the counts', () => {
    always((m) =>
      expect(numbersOf(sentence(m, 'refuted'))).toEqual([
        String(m.deltas[2]),
        ...sizes,
        ...range,
        String(m.refute[1]),
        ...counts(m),
      ]),
    );
  });

  it('undecided: ladders read of the budget, the counts, and what more of them would decide', () => {
    always((m) =>
      expect(numbersOf(sentence(m, 'inconclusive'))).toEqual([
        ...strings(m.laddersRead, m.budget),
        ...counts(m),
        ...sizes,
        ...range,
        String(m.deltas[2]),
      ]),
    );
  });

  it('errored, interrupted and vacuous: as of a probability claim, in ladders', () => {
    always((m) => {
      expect(numbersOf(sentence(m, 'errored'))).toEqual(strings(m.missing, m.trials));
      expect(numbersOf(sentence(m, 'interrupted'))).toEqual([String(m.laddersRead), ...counts(m)]);
      expect(numbersOf(sentence(m, 'vacuous', exponent(), true))).toEqual([
        ...strings(m.outside, m.held + m.outside),
        ...counts(m),
      ]);
    });
  });

  const [m] = fc.sample(made, { seed: 2, numRuns: 1 }) as [Made];
  it('counts the ladders outside, not those inside, and is silent about unresolved ones where there are none', () => {
    const judged = { ...judgedOf(m), trials: 60, failures: 7 } as JudgedClaim;
    const none = { ...judged, strata: mapNonEmpty(judged.strata, (s) => ({ ...s, unresolved: 0 })) };
    const words = (j: JudgedClaim) =>
      scalingSentence(
        j,
        'supported',
        levelsOf(m),
        { size: 'd0', sizes: m.sizes, exponent: exponent() },
        1,
        [],
      );
    expect(words(none)).toContain('(60 ladders, 7 outside)');
    expect(words(judged)).toContain(`(60 ladders, 7 outside, ${m.unresolved} below resolution)`);
  });

  it('of a bound from above names its one end, and a mean slope below what was claimed', () => {
    const upper = { range: { low: null, high: 0.3751 }, claimed: 0 };
    const below = sentence(m, 'supported', exponent({ ...upper, estimate: -0.2, low: -0.3, high: -0.1 }));
    expect(below).toContain("a ladder's slope is below 0.375, except");
    expect(below).toMatch(/ The mean slope is -0\.2: less than the bound asks\.$/);
    for (const quiet of [
      exponent({ ...upper, estimate: 0.1, low: 0.05, high: 0.15 }),
      exponent({ ...upper, estimate: -0.1, low: -0.3, high: 0 }),
      exponent({ ...upper, estimate: -0.2, low: null, high: null }),
      exponent({ ...upper, claimed: null, estimate: -0.2, high: -0.1 }),
      exponent({ estimate: -2, low: -2.2, high: -1.8 }),
    ])
      expect(sentence(m, 'supported', quiet)).not.toContain('The mean slope');
    expect(sentence(m, 'refuted', exponent(upper))).toContain(
      "a ladder's slope or its end over d0 = 16, 32, 64 is not below 0.375",
    );
    expect(sentence(m, 'refuted')).toContain(
      "a ladder's slope over d0 = 16, 32, 64 is not in [-1.375, -0.625]",
    );
  });
});

describe('the sentence of an exact claim', () => {
  it.each<[Verdict, string[], string]>([
    [
      'supported',
      [],
      'Supported: equal to the last digit on 4321 drawn instances. This is a search for a counterexample, not a proof.',
    ],
    ['refuted', [], 'Refuted by a counterexample (instance 4321). Below it is shrunk and worked out.'],
    ['vacuous', ['a kink', 'a tie'], 'Vacuous: the case a kink, a tie never occurred in 4321 instances.'],
    ['vacuous', [], 'Vacuous: no instance was checked.'],
    ['interrupted', [], 'Interrupted before it was checked; run the same command again to go on.'],
    ['errored', [], 'Errored: the check itself failed.'],
  ])('%s, never: %j', (verdict, never, words) => {
    expect(exactSentence(verdict, 4321, never)).toBe(words);
  });

  it('errored, with what it said', () => {
    expect(exactSentence('errored', 0, [], 'TypeError: no')).toBe(
      'Errored: the check itself failed: TypeError: no.',
    );
  });
});

describe('the sentence of a theorem', () => {
  const strata = (...sizes: readonly number[]) => sizes.flatMap((d0) => [{ d0 }, { d0 }]);
  const probability = (support: number, change: object = {}) =>
    ({
      id: 't/p',
      kind: 'withHighProbability',
      size: 'd0',
      verdict: 'supported',
      delta: 0.1,
      alpha: { support, refute: 0.9, refutePerStratum: 0.8 },
      strata: strata(16, 32),
      ...change,
    }) as unknown as ClaimRecord;
  const scaling = (support: number, change: object = {}) =>
    probability(support, { id: 't/s', kind: 'scaling', delta: 0.25, sizes: [64, 128], ...change });
  const exact = (change: object = {}) =>
    ({ id: 't/e', kind: 'exact', verdict: 'supported', ...change }) as unknown as ClaimRecord;
  const words = (verdict: Verdict, ...claims: readonly ClaimRecord[]) =>
    theoremSentence('Risks', verdict, claims);

  it('bounds the chance that any of its claims is a false one by the sum of their chances', () => {
    const sum = (...supports: number[]) =>
      words('supported', ...supports.map((s) => probability(s))).replace(/.*at most /, '');
    expect([sum(0.001), sum(0.001, 0.002), sum(0.001, 0.002, 0.004)]).toEqual(['0.001.', '0.003.', '0.007.']);
    expect(words('supported', probability(0.001), scaling(0.002))).toMatch(/ at most 0\.003\.$/);
  });

  it('names the sizes and the delta of either kind of claim', () => {
    expect(words('supported', probability(0.001))).toBe(
      'Risks: held at every size (d0 = 16, 32) with failure rate at most 0.1; a false claim would pass with probability at most 0.001.',
    );
    expect(words('supported', probability(0.001), probability(0.001), scaling(0.001))).toBe(
      'Risks: held at every size (d0 = 16, 32) with failure rate at most 0.1; scales over d0 = 64, 128 as claimed, ' +
        'except on at most a share 0.25 of the ladders; a false claim among its 3 would pass with probability at most 0.003.',
    );
    expect(words('supported', probability(0.001), probability(0.001, { strata: strata(4, 6) }))).toContain(
      '(d0 = 16, 32 or 4, 6)',
    );
    expect(words('supported', scaling(0.001), scaling(0.001, { sizes: [16, 32] }))).toContain(
      'scales over d0 = 64, 128 or 16, 32 as claimed',
    );
    expect(
      words('supported', probability(0.001), probability(0.001, { size: 't', strata: strata(1, 2) })),
    ).toContain('(d0 = 16, 32; t = 1, 2)');
  });

  it('promises nothing of the exact claims', () => {
    expect(words('supported', exact(), exact())).toBe('Risks: held exactly on every instance drawn.');
    expect(words('supported', probability(0.001), exact())).toMatch(
      /; held exactly on every instance drawn; a false claim that trials decide would pass with probability at most 0\.001\.$/,
    );
    expect(words('supported', probability(0.001), exact(), scaling(0.002))).toMatch(
      /; a false claim among the 2 that trials decide would pass with probability at most 0\.003\.$/,
    );
  });

  it('that is not supported names the claims that are to blame, and no other', () => {
    const refuted = { verdict: 'refuted' };
    expect(words('refuted', probability(1, refuted), scaling(1), exact(refuted))).toBe(
      'Risks: refuted (p, e).',
    );
    expect(words('refuted', probability(1, refuted), scaling(1, { verdict: 'vacuous' }))).toBe(
      'Risks: refuted (p).',
    );
    expect(words('vacuous')).toBe('Risks: none of its claims was judged.');
  });
});

it.each<[number, string]>([
  [0.0013158, '0.0013'],
  [0.00135, '0.0014'],
  [0.05, '0.05'],
  [0.001, '0.001'],
  [9.99e-4, '1.0e-3'],
  [2.46e-7, '2.5e-7'],
])('a level of %f is shown as %s, never as 0', (x, shown) => {
  expect(level(x)).toBe(shown);
});
