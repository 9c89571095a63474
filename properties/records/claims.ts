/** How the claims and their broken twins came out. */
import { sizeSymbol, type Control, type ExactOutcome, type Theorem } from '../../theorems/types.ts';
import { exactKey } from '../gather/exact.ts';
import type { JudgedReader } from '../gather/judged.ts';
import { secondLooks } from '../gather/stability.ts';
import { keyString, type Outcome } from '../trials/evidence.ts';
import type { ControlRecord, ExactClaimRecord, StabilityRecord, TrialClaimRecord } from './claimRecord.ts';
import type { HypothesisRecord } from './theoremRecord.ts';
import { describeLadders } from './scaling.ts';
import { comparesSentence, coversSentence, drawsSentence, existsSentence } from './ownSentences.ts';
import { exactSentence, probabilitySentence, scalingSentence, weakTwinSentence } from './sentences.ts';
import { clopperPearson } from '../judge/statistics/index.ts';
import { claimVerdict, exactVerdict, type ExactEnding } from '../judge/verdict.ts';
import { fastCheckSeed } from '../trials/task.ts';
import { firstFault } from './fault.ts';
import type { Findings } from './findings.ts';
import { ranked } from './trials.ts';
import { foundRecord } from './witnesses.ts';

/** The record of a broken twin (negative control), judged as its claim is. */
export function controlRecord(
  f: Findings,
  theorem: Theorem,
  c: Control,
  all: ReadonlyMap<string, JudgedReader>,
): ControlRecord {
  const shared = { id: c.id, of: c.of, words: c.words, expected: 'refuted' } as const;
  if (c.kind === 'exact') {
    const { verdict, sentence, trials, failures, counterexample } = exactRecord(f, {
      ...theorem.claims.find((claim) => claim.id === c.of)!,
      id: c.id,
      requiredCases: [],
    });
    return { ...shared, verdict, sentence, trials, failures, counterexample, medianSlack: null };
  }
  // A twin is outside the hypotheses on purpose.
  const record = trialRecord(f, all.get(c.id)!, []);
  const slacks = record.strata.flatMap((s) => (s.slack.median === null ? [] : [s.slack.median]));
  const { verdict, trials, failures } = record;
  const sentence = verdict === 'inconclusive' ? weakTwinSentence(record) : record.sentence;
  const medianSlack = slacks.length === 0 ? null : Math.max(...slacks);
  return { ...shared, verdict, sentence, trials, failures, counterexample: null, medianSlack };
}

/** The record of a claim that trials decide. */
export function trialRecord(
  f: Findings,
  j: JudgedReader,
  outside: readonly HypothesisRecord[],
): TrialClaimRecord {
  const { campaign, reader, judged, read } = j;
  const { id, claim, levels, sizes } = reader;
  const { ladders: budget } = campaign.budget;
  // Whatever ended the run, the same command continues a claim that is undecided and has ladders left.
  const stopped = !judged.decided && read.length < budget;
  const verdict = claimVerdict(judged.verdict, { stopped, outside: outside.length > 0 });
  const fault = verdict === 'errored' ? firstFault(f, j) : '';
  const size = sizeSymbol(campaign.study);
  const strata = claim.kind === 'scaling' ? 1 : sizes.length * campaign.parts.length;
  const shared = {
    id,
    title: claim.title,
    mark: claim.mark,
    words: claim.words,
    latex: claim.latex,
    study: claim.study,
    size,
    verdict,
    trials: judged.trials,
    failures: judged.failures,
    missing: judged.missing,
    cases: judged.cases,
    requiredCases: claim.requiredCases,
    delta: claim.kind === 'withHighProbability' ? f.profile.delta : levels.deltaAt(sizes[0]),
    delta0: levels.delta0,
    alpha: {
      support: levels.alphaSupport,
      refute: levels.alphaRefute,
      refutePerStratum: levels.alphaRefute / strata,
    },
    aboveTarget: judged.aboveTarget,
    strata: judged.strata,
    worst: ranked(f, j)[0] ?? null,
  };
  if (claim.kind === 'scaling') {
    const description = describeLadders({ sizes, claim }, read);
    const sentence = scalingSentence(
      judged,
      verdict,
      levels,
      { size, ...description },
      budget,
      outside,
      fault,
    );
    return { kind: 'scaling', ...shared, sentence, ...description };
  }
  const about = { judged, verdict, levels, size, sizes, budget, outside, fault };
  switch (claim.kind) {
    case 'withHighProbability':
      return {
        kind: 'withHighProbability',
        ...shared,
        sentence: probabilitySentence(judged, verdict, levels, { size, sizes }, budget, outside, fault),
        stability: verdict === 'refuted' ? stabilityRecords(f, j) : [],
      };
    case 'covers': {
      const { covered, share } = claim;
      return { kind: 'covers', ...shared, sentence: coversSentence(about, claim), covered, share };
    }
    case 'exists': {
      const { witness, rate } = claim;
      const said = { kind: 'exists', ...shared, witness, rate, searches: [] } as const;
      if (campaign.purpose === 'control') return { ...said, sentence: drawsSentence(about, claim) };
      const found = foundRecord(f, j, { stopped, outside: outside.length > 0 });
      const sentence = existsSentence({ ...about, verdict: found.verdict }, claim, found.searches);
      return { ...said, ...found, worst: null, sentence };
    }
    case 'compares': {
      const { first, second, margin, range } = claim;
      return {
        kind: 'compares',
        ...shared,
        sentence: comparesSentence(about, claim),
        first,
        second,
        margin,
        range,
      };
    }
  }
}

/** How often a refuted claim's worst instances fail on fresh streams. */
function stabilityRecords(f: Findings, j: JudgedReader): readonly StabilityRecord[] {
  const { claim } = j.reader;
  return secondLooks(j).map(({ of, keys }) => {
    const events = keys
      .map((key) => f.judged.evidence.get(keyString(key)))
      .flatMap((e) =>
        e?.outcome.status === 'measured' && claim.kind === 'withHighProbability'
          ? [claim.event(e.outcome.measurement)]
          : [],
      );
    const trials = events.length;
    const failures = events.filter((e) => e.holds === false).length;
    const interval = trials === 0 ? { low: 0, high: 1 } : clopperPearson({ failures, trials, alpha: 0.05 });
    return { d0: of.d0, index: of.index, trials, failures, ...interval };
  });
}

export function exactRecord(
  f: Findings,
  claim: Pick<Theorem['claims'][0], 'id' | 'title' | 'mark' | 'words' | 'latex' | 'requiredCases'>,
): ExactClaimRecord {
  const outcome = f.judged.evidence.get(keyString(exactKey(claim.id)))?.outcome;
  const ending = endingOf(outcome);
  const { instances, cases, counterexample, notes } =
    ending.kind === 'checked' ? ending.outcome : NOT_CHECKED;
  const never = claim.requiredCases.filter((c) => !((cases[c] ?? 0) > 0));
  const verdict = exactVerdict(ending, never);
  return {
    kind: 'exact',
    id: claim.id,
    title: claim.title,
    mark: claim.mark,
    words: claim.words,
    latex: claim.latex,
    verdict,
    sentence: exactSentence(verdict, instances, never, ending.kind === 'failed' ? ending.message : ''),
    trials: instances,
    failures: counterexample === null ? 0 : 1,
    missing: ending.kind === 'failed' ? 1 : 0,
    cases,
    requiredCases: claim.requiredCases,
    fastCheckSeed: fastCheckSeed(f.root, claim.id),
    counterexample,
    notes: notes ?? (outcome?.status === 'errored' ? { error: outcome.message } : {}),
  };
}

/** The outcome of a claim of which no instance was checked. */
const NOT_CHECKED: ExactOutcome = { instances: 0, cases: {}, counterexample: null };

function endingOf(outcome: Outcome | undefined): ExactEnding {
  if (outcome === undefined) return { kind: 'unchecked' };
  return outcome.status === 'measured'
    ? { kind: 'checked', outcome: outcome.measurement as unknown as ExactOutcome }
    : { kind: 'failed', message: outcome.message };
}
