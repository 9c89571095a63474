/** Claims that a witness exists, from the study to the record: search, fresh streams, shrinking, and what is said where nothing is found. */
import * as fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { refuseForeign } from '../../properties/gather/foreign.ts';
import { judgeRun } from '../../properties/gather/judged.ts';
import { gatherEvidence, inProcess } from '../../properties/gather/run.ts';
import { suiteFacts } from '../../properties/gather/selection.ts';
import { WHOLE } from '../../properties/gather/shard.ts';
import { CANDIDATES, levelOf, MOST_TRIALS } from '../../properties/judge/questions.ts';
import { defineProfile, type Profile } from '../../properties/judge/profile.ts';
import { ledgerOf } from '../../properties/power/ledger.ts';
import { planOf } from '../../properties/power/plan.ts';
import { assembleRecords } from '../../properties/records/assemble.ts';
import type { ExistsClaimRecord } from '../../properties/records/claimRecord.ts';
import { evidenceRead } from '../../properties/records/evidenceSeal.ts';
import type { Findings } from '../../properties/records/findings.ts';
import { digestOf, type Evidence } from '../../properties/trials/evidence.ts';
import { SAMPLER_REGIME, type Regime } from '../../properties/trials/regime.ts';
import { drawPath } from '../../properties/trials/seeds.ts';
import { runTask } from '../../properties/trials/task.ts';
import { uniforms } from '../../properties/uniforms.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { defineStudy, defineTheorem, existsClaim, twinsOf } from '../../theorems/types.ts';

interface Coin {
  readonly k: number;
  readonly side: string;
}

/** A coin of number k from 0 to 99, which shows heads at a rate that the test chooses. Blank, it nearly never does. */
const coins = (rateOf: (path: Coin, d0: number) => number, met: (path: Coin) => boolean = () => true) =>
  defineStudy({
    id: 'coins',
    title: 'Coins',
    sampler: fc.record(
      { k: fc.integer({ min: 0, max: 99 }), side: fc.constantFrom('a', 'b') },
      { noNullPrototype: true },
    ),
    samplerWords: ['k from 0 to 99'],
    parts: ['a', 'b'],
    partOf: ({ side }) => side,
    instance: ({ path, d0, variant }) => ({ n: d0, k: path.k, blank: variant === 'blank' }),
    hypotheses: ({ path }) => ({ allowed: met(path) }),
    fields: ['k'],
    variants: { blank: { field: 'blank', value: true, words: 'a blank coin' } },
    measure: ({ path, d0, variant, labels }) => ({
      heads: uniforms(streamKey(...labels), 0, 1)[0]! < (variant === 'blank' ? 0.02 : rateOf(path, d0)),
    }),
  });
type Coins = ReturnType<typeof coins>;

const theoremOf = (study: Coins, rate = 0.5, shows = (heads: boolean): boolean | undefined => heads) => {
  const claims = [
    existsClaim({
      id: 'coins/biased',
      title: 'There is a biased coin',
      mark: 'ours',
      words: 'some coin shows heads more often than tails',
      latex: String.raw`\exists k`,
      study,
      witness: 'a biased coin',
      rate,
      shows: ({ heads }) => shows(heads),
    }),
  ];
  return defineTheorem({
    id: 'coins',
    title: 'Coins',
    statement: { mark: 'ours', words: 'coins', latex: 'k' },
    source: 'made up',
    reading: [],
    hypotheses: [{ id: 'allowed', mark: 'ours', words: 'the coin is allowed' }],
    claims,
    controls: twinsOf(claims, 'blank', 'a blank coin'),
  });
};

const PROFILE: Profile = {
  name: 'made',
  alpha: 0.05,
  delta: 0.1,
  deltaBySize: {},
  delta0: 0.01,
  scaling: null,
  studies: { coins: { sizes: [4, 8], ladders: 200 } },
  controls: { sizes: [4], ladders: 60 },
  exactRuns: 1,
  strata: 'size',
};

interface Made {
  readonly findings: Findings;
  readonly claim: ExistsClaimRecord;
  readonly twin: { readonly verdict: string; readonly sentence: string };
}

interface Setting {
  readonly theorem?: ReturnType<typeof theoremOf>;
  readonly strata?: Profile['strata'];
  readonly seed?: number;
  readonly regime?: Regime;
}

function run(
  study: Coins,
  { theorem = theoremOf(study), strata = 'size', seed = 1, regime = SAMPLER_REGIME }: Setting = {},
) {
  const selection = {
    suite: [theorem],
    studies: { coins: study },
    selected: new Set(['coins/biased']),
    profile: { ...PROFILE, strata },
    regime,
  };
  const agenda = agendaOf(selection);
  const root = { seed, fingerprint: 'coins', regime };
  const here = { ...agenda, root, engine: 'kernel', ...inProcess(agenda, loadKernel()) };
  const told = (judged: Findings['judged']): Made => {
    const origin = { name: 'coins', file: null };
    const findings = { ...agenda, root, engine: 'kernel', judged, command: 'fct test', origin };
    const [record] = assembleRecords(findings, { durationSeconds: 0 });
    return { findings, claim: record!.claims[0] as ExistsClaimRecord, twin: record!.controls[0]! };
  };
  return {
    agenda,
    root,
    here,
    told,
    gathered: async (options: Partial<typeof here> = {}) =>
      told(await gatherEvidence({ ...here, ...options })),
    judged: (evidence: ReadonlyMap<string, Evidence>) => told(judgeRun(agenda.campaigns, evidence)),
  };
}

/** Coins from 40 up are biased. */
const biased = coins(({ k }) => (k >= 40 ? 0.97 : 0.1));

describe('a planted witness', () => {
  const made = run(biased);
  let whole: Made;
  beforeAll(async () => void (whole = await made.gathered()));

  it('is found at every size, confirmed, and shrunk to the simplest; the twin is refuted', () => {
    const { claim, twin } = whole;
    expect(claim).toMatchObject({
      kind: 'exists',
      verdict: 'supported',
      rate: 0.5,
      trials: claim.strata[0].trials + claim.strata[1]!.trials,
    });
    expect(claim.searches.map((s) => s.d0)).toEqual([4, 8]);
    for (const { found, candidates, draws } of claim.searches) {
      expect(found!.path).toMatchObject({ k: 40, side: 'a' });
      expect(found!.instance).toMatchObject({ k: 40 });
      expect(found!.shrinking.steps).toBeGreaterThan(0);
      expect(found!.shrinking.cutShort).toBe(false);
      expect(candidates).toBe(CANDIDATES);
      expect(draws).toBeLessThan(100);
    }
    expect(claim.sentence).toMatch(
      /^Supported: at every n in \{4, 8\} there is a biased coin, an instance that shows it in more than a share 0\.5 of its trials; if there were none at some size, a run would still say "supported" with probability at most 0\.04 \(n = 4: \d+ of \d+ fresh trials; n = 8: \d+ of \d+ fresh trials\)\.$/,
    );
    expect(twin).toMatchObject({ verdict: 'refuted' });
    expect(twin.sentence).toContain('draws show a biased coin in less than a share 0.5 of the trials');
  });

  it('crosses its line in the record where its question did: ln e is divided by n (n + 1)', () => {
    for (const { verdict, logE, decidedAt } of whole.claim.strata) {
      expect(verdict).toBe('supported');
      const line = -Math.log(whole.claim.alpha.support);
      expect(logE.support[decidedAt! - 1]).toBeGreaterThanOrEqual(line);
      expect(logE.support[decidedAt! - 2]).toBeLessThan(line);
    }
  });

  it('is the same from other workers, from part of the evidence, and from the log alone', async () => {
    const evidence = whole.findings.judged.evidence;
    let waiting = 0;
    const many = await made.gathered({
      concurrency: () => 5,
      execute: async (task) => {
        // The last to be asked comes back first.
        for (let i = (waiting = (waiting + 3) % 7); i > 0; i--) await Promise.resolve();
        return runTask(task, made.agenda.studies, made.agenda.suite, loadKernel());
      },
    });
    const half = new Map([...evidence].filter((_, i) => i % 2 === 0));
    const resumed = await made.gathered({ known: half });
    for (const other of [many, resumed, made.judged(evidence)]) expect(other.claim).toEqual(whole.claim);
    const seal = ({ findings }: Made) => digestOf([...evidenceRead(findings).keys()].sort());
    expect(seal(many)).toBe(seal(whole));
  });

  it('has trials that can be run again from their keys alone, and that belong to the run', async () => {
    const evidence = [...whole.findings.judged.evidence.values()];
    const own = { ...made.agenda, root: made.root, shard: WHOLE };
    expect(() => refuseForeign(own, evidence, 'out')).not.toThrow();
    const fresh = evidence.filter((e) => /^witness:\d+:\d/.test(e.key.purpose));
    expect(fresh.length).toBeGreaterThan(20);
    const { key, path, outcome } = fresh.at(-1)!;
    expect(drawPath(biased, made.root, key)).toEqual(path);
    const task = { root: made.root, key, engine: 'kernel', runs: 0 };
    const again = await runTask(task, made.agenda.studies, made.agenda.suite, loadKernel());
    expect(digestOf(again.outcome)).toBe(digestOf(outcome));
    for (const [foreign, why] of [
      [{ key: { ...key, index: MOST_TRIALS }, path, outcome }, 'beyond the 160 trials of a question'],
      [{ key, path: { k: 99, side: 'a' }, outcome }, 'has another draw'],
      [{ key: { ...key, purpose: 'witness:0:9999' }, path, outcome }, 'has another draw'],
    ] as const)
      expect(() => refuseForeign(own, [foreign], 'out')).toThrow(why);
  });

  it('is interrupted, and no verdict, while a fresh trial is missing', () => {
    const evidence = new Map(whole.findings.judged.evidence);
    const last = [...evidence.keys()].filter((key) => key.includes('/witness:')).at(-1)!;
    evidence.delete(last);
    expect(made.judged(evidence).claim.verdict).toBe('interrupted');
  });
});

describe('a search', () => {
  it('of a planted falsehood confirms nothing, and says what was searched', async () => {
    for (const seed of [1, 2, 3]) {
      const { claim } = await run(
        coins(() => 0.3),
        { seed },
      ).gathered();
      expect(claim.verdict).toBe('inconclusive');
      for (const s of claim.searches)
        expect(s).toMatchObject({ candidates: CANDIDATES, questions: CANDIDATES, found: null });
      expect(claim.strata.map((s) => s.verdict)).toEqual(['inconclusive', 'inconclusive']);
      expect(claim.sentence).toMatch(
        /^Undecided: a biased coin was looked for and not found everywhere \(n = 4: 16 of \d+ draws were candidates, and none was confirmed; .*A search cannot tell that there is none\.$/,
      );
    }
  });

  it('that meets no candidate looks through all draws', async () => {
    const { claim } = await run(coins(() => 0)).gathered();
    expect(claim).toMatchObject({ verdict: 'inconclusive', trials: 0, failures: 0 });
    expect(claim.searches[0]).toEqual({
      ...{ d0: 4, part: '', draws: 200, candidates: 0, questions: 0, trials: 0, found: null },
    });
    expect(claim.sentence).toContain('n = 4: 0 of 200 draws were candidates, so nothing was confirmed');
  });

  it('needs a witness at every size', async () => {
    const { claim } = await run(coins((_, d0) => (d0 === 4 ? 0.97 : 0))).gathered();
    expect(claim.verdict).toBe('inconclusive');
    expect(claim.searches.map((s) => s.found !== null)).toEqual([true, false]);
  });

  it('finds one in each part, where parts are strata, and shrinks within it', async () => {
    const { claim } = await run(biased, { strata: 'size-and-part' }).gathered();
    expect(claim.searches.map(({ part, found }) => [part, found!.path])).toEqual([
      ...[4, 8].map(() => ['a', { k: 40, side: 'a' }]),
      ...[4, 8].map(() => ['b', { k: 40, side: 'b' }]),
    ]);
  });

  it('shrinks to no instance outside the hypotheses, or outside the conditions of the run', async () => {
    const { claim } = await run(
      coins(
        () => 0.97,
        ({ k }) => k >= 30,
      ),
    ).gathered();
    // Draws below 30 lie outside of the hypothesis, so the claim is vacuous; what it found is not among them.
    expect(claim.verdict).toBe('vacuous');
    for (const { found } of claim.searches) expect(found!.path).not.toMatchObject({ k: 0 });
    const regime = { where: [{ field: 'k', low: 70, high: 99 }], set: {} };
    const kept = (await run(biased, { regime }).gathered()).claim;
    expect(kept.verdict).toBe('supported');
    for (const { found } of kept.searches) expect(found!.path).toMatchObject({ k: 70 });
  });

  it('whose event does not say is errored', async () => {
    const { claim } = await run(biased, { theorem: theoremOf(biased, 0.5, () => undefined) }).gathered();
    expect(claim).toMatchObject({ verdict: 'errored', searches: [] });
  });
});

describe('the budget', () => {
  it('is shared with all others, planned, and refused where it cannot confirm anything', () => {
    const { agenda } = run(biased);
    const { shares, betaShares } = ledgerOf(agenda);
    expect(shares.map((s) => s.level)).toEqual([0.04, 0.01]);
    expect(betaShares).toMatchObject([{ assumedFailureRate: 0.95 }]);
    expect(betaShares[0]!.chanceNotRefuted).toBeLessThan(0.01);
    const plan = planOf(agenda).campaigns;
    const main = plan.find((c) => c.purpose === 'main')!;
    expect(main.searches).toMatchObject([{ id: 'coins/biased', rate: 0.5, draws: 200 }]);
    expect(main.searches[0]!.atBest).toBeLessThan(20);
    expect(plan.find((c) => c.purpose === 'control')!.covers).toMatchObject([{ delta: 0.5 }]);
    const facts = suiteFacts([theoremOf(biased, 0.99)], [biased]);
    expect(() => defineProfile(PROFILE, facts)).toThrow(
      /coins\/biased needs \d+ fresh trials of its first candidate for "supported" at best, and a question has 160/,
    );
    expect(() => theoremOf(biased, 1)).toThrow('claim coins/biased needs a rate in (0, 1), got 1');
    expect(levelOf(0.06, 2)).toBeCloseTo(0.01, 12);
  });
});
