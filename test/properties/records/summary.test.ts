/** What the strata of a claim come to at a glance, in the summary of a run. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleRecords } from '../../../properties/records/assemble.ts';
import type { ProbabilityClaimRecord } from '../../../properties/records/claimRecord.ts';
import { assembleSummary } from '../../../properties/records/summary.ts';
import type { Summary } from '../../../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../../../properties/records/theoremRecord.ts';
import { coinFindings, coinSelection, gather } from '../../support/coins.ts';

describe('a claim at a glance', () => {
  let record: TheoremRecord;
  let summary: Summary;
  beforeAll(async () => {
    // Fails never at the smallest size and often at the largest: strata of all kinds.
    const selection = coinSelection(({ variant, d0 }) =>
      variant === 'broken' ? 1 : { 16: 0, 32: 0.02, 64: 0.08, 128: 0.1 }[d0]!,
    );
    const evidence = await gather(selection, 4);
    const run = coinFindings(selection, evidence, 4);
    const timing = { durationSeconds: 3 };
    [record] = assembleRecords(run, timing) as [TheoremRecord];
    summary = assembleSummary(run, [record], timing);
  });

  it('spans the intervals of its strata, and has the evidence of the weakest for support, of the strongest against', () => {
    const { strata } = record.claims[0] as ProbabilityClaimRecord;
    const claim = summary.theorems[0]!.claims[0]!;
    expect(new Set(strata.map((s) => s.verdict)).size).toBe(2);
    const ends = (of: (s: (typeof strata)[number]) => number) => strata.map(of).sort((a, b) => a - b);
    const support = ends((s) => s.logE.support.at(-1)!);
    const refute = ends((s) => s.logE.refute.at(-1)!);
    for (const numbers of [support, refute, ends((s) => s.high)]) expect(new Set(numbers).size).toBe(4);
    expect(claim.logE).toEqual({ support: support[0], refute: refute.at(-1) });
    expect([claim.low, claim.high]).toEqual([ends((s) => s.low)[0], ends((s) => s.high).at(-1)]);
    expect(claim.trials).toBe(strata.reduce((sum, s) => sum + s.trials, 0));
    expect(claim.failures).toBe(strata.reduce((sum, s) => sum + s.failures, 0));
    expect(claim.failures).toBeGreaterThan(3);
    expect(claim.alpha).toEqual({ support: 0.04, refute: 0.04 });
    expect([claim.delta, claim.delta0]).toEqual([0.1, 0.01]);
    expect(claim.strata).toEqual(
      strata.map(({ d0, part, trials, failures, verdict }) => ({ d0, part, trials, failures, verdict })),
    );
  });

  it('says the same as its record, theorem by theorem and twin by twin', () => {
    const [theorem] = summary.theorems;
    expect(theorem!.sentence).toBe(record.sentence);
    expect(theorem!.controls).toEqual(
      record.controls.map(({ id, of, expected, verdict, trials }) => ({ id, of, expected, verdict, trials })),
    );
    expect(summary).toMatchObject({
      seed: 4,
      profile: 'coins',
      engine: 'kernel',
      fingerprint: 'coins',
      command: 'fct test',
    });
  });
});
