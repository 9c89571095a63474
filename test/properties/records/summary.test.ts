/** What the strata of a claim come to at a glance, in the summary of a run. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleRecords } from '../../../properties/records/assemble.ts';
import type { ProbabilityClaimRecord } from '../../../properties/records/claimRecord.ts';
import { assembleSummary } from '../../../properties/records/summary.ts';
import type { Summary } from '../../../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../../../properties/records/theoremRecord.ts';
import { keyString } from '../../../properties/trials/evidence.ts';
import { coinFindings, coinSelection, gather } from '../../support/coins.ts';

describe('a claim at a glance', () => {
  let record: TheoremRecord;
  let summary: Summary;
  let selection: ReturnType<typeof coinSelection>;
  beforeAll(async () => {
    // Fails never at the smallest size and often at the largest: strata of all kinds.
    selection = coinSelection(({ variant, d0 }) =>
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

  it('shows the bet that tells most: of an undecided claim the weakest for it', () => {
    const claim = record.claims[0] as ProbabilityClaimRecord;
    expect(claim.verdict).toBe('inconclusive');
    const { side, threshold, logE } = summary.theorems[0]!.claims[0]!.trace!;
    expect([side, threshold]).toEqual(['support', -Math.log(claim.alpha.support)]);
    expect(logE.at(-1)).toBe(Math.min(...claim.strata.map((s) => s.logE.support.at(-1)!)));
    expect(logE.length).toBeLessThanOrEqual(24);
  });

  it('counts the networks that were read, and not those that ran beyond the decision', async () => {
    const evidence = await gather(selection, 4);
    const run = coinFindings(selection, evidence, 4);
    const read = run.judged.campaigns.flatMap((c) => c.ladders.flat());
    const { networks, sizes } = assembleSummary(run, [record], { durationSeconds: 3 }).trained;
    expect(sizes).toEqual([16, 32, 64, 128]);
    expect(networks).toBeGreaterThanOrEqual(new Set(read.map((e) => keyString(e.key))).size);
    const [first] = [...run.judged.evidence.values()];
    const beyond = { ...first!, key: { ...first!.key, index: 10_000 } };
    const more = new Map([...run.judged.evidence, [keyString(beyond.key), beyond]]);
    const longer = { ...run, judged: { ...run.judged, evidence: more } };
    expect(assembleSummary(longer, [record], { durationSeconds: 3 }).trained.networks).toBe(networks);
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
