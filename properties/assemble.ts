/** From evidence to records: the only place that knows both. Pure. */
import { auditRecord } from './audit.ts';
import { constants } from '../theorems/constants.ts';
import type { ExactOutcome, InstanceInput, Json, Theorem } from '../theorems/types.ts';
import {
  campaignsOf,
  completeLadders,
  eventOfLadder,
  judgeReader,
  rungsOf,
  whyNotJudged,
  type Campaign,
  type Reader,
  type Selection,
} from './campaign.ts';
import { digestOf, keyString, type Evidence } from './evidence.ts';
import type { JudgedClaim } from './judge.ts';
import {
  RECORD_SCHEMA,
  type CalibrationRecord,
  type ClaimRecord,
  type ConstantRecord,
  type ControlRecord,
  type ExactClaimRecord,
  type HypothesisRecord,
  type NotJudgedRecord,
  type ProbabilityClaimRecord,
  type RunRecord,
  type ScalingClaimRecord,
  type ShownTrial,
  type StabilityRecord,
  type StudyRecord,
  type TheoremRecord,
  type TrialReference,
  type Verdict,
} from './record.ts';
import { regimeWords } from './regime.ts';
import { exactKey, stabilityKeys } from './run.ts';
import type { SeedRoot } from './seeds.ts';
import { describeLadders } from './scaling/describe.ts';
import {
  exactSentence,
  probabilitySentence,
  scalingSentence,
  theoremSentence,
  worstVerdict,
} from './sentences.ts';
import { clopperPearson } from './statistics/index.ts';
import { fastCheckSeed } from './task.ts';
import { toToken } from './token.ts';
import { VERSION } from './version.ts';

export interface Findings extends Omit<Selection, 'regime'> {
  readonly root: SeedRoot;
  readonly engine: string;
  readonly evidence: ReadonlyMap<string, Evidence>;
  /** Was the run stopped before its budget was spent? Then what is undecided is interrupted. */
  readonly interrupted: boolean;
  readonly command: string;
}

interface Judged {
  readonly campaign: Campaign;
  readonly reader: Reader;
  readonly ladders: readonly (readonly Evidence[])[];
  readonly judged: JudgedClaim;
}

/** The records of all selected theorems. `durationSeconds` is the only thing that may differ between equal runs. */
export function assembleRecords(f: Findings, durationSeconds: number): readonly TheoremRecord[] {
  const all = new Map<string, Judged>();
  for (const campaign of campaignsOf({ ...f, regime: f.root.regime })) {
    const ladders = completeLadders(campaign, f.evidence);
    for (const reader of campaign.readers) {
      const judged = judgeReader(campaign, reader, ladders);
      const read = ladders.slice(0, judged.laddersRead).map((ladder) => rungsOf(reader, ladder));
      all.set(reader.id, { campaign, reader, ladders: read, judged });
    }
  }
  return f.suite
    .filter((t) => t.claims.some((c) => f.selected.has(c.id)))
    .map((theorem) => seal({ ...theoremRecord(f, theorem, all), timing: { durationSeconds } }));
}

function theoremRecord(
  f: Findings,
  theorem: Theorem,
  all: ReadonlyMap<string, Judged>,
): Omit<TheoremRecord, 'seal' | 'timing'> {
  const claims: ClaimRecord[] = [];
  const own: Judged[] = [];
  const notJudged: NotJudgedRecord[] = [];
  for (const claim of theorem.claims) {
    if (!f.selected.has(claim.id)) continue;
    const why = claim.kind === 'scaling' ? whyNotJudged(claim, f.profile, f.root.regime) : null;
    if (why !== null) notJudged.push({ id: claim.id, title: claim.title, why });
    else if (claim.kind === 'exact') claims.push(exactRecord(f, claim));
    else {
      const judged = all.get(claim.id)!;
      own.push(judged);
      claims.push(trialRecord(f, judged, outsideHypotheses(f, theorem, judged)));
    }
  }
  const controls = theorem.controls
    .filter((c) => claims.some((claim) => claim.id === c.of))
    .map((c): ControlRecord => {
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
      const { verdict, sentence, trials, failures } = record;
      const medianSlack = slacks.length === 0 ? null : Math.max(...slacks);
      return { ...shared, verdict, sentence, trials, failures, counterexample: null, medianSlack };
    });
  const verdict = worstVerdict(claims.map((c) => c.verdict));
  const studies = longestByStudy(own);
  return {
    schema: RECORD_SCHEMA,
    id: theorem.id,
    title: theorem.title,
    source: theorem.source,
    statement: theorem.statement,
    reading: theorem.reading,
    notCovered: theorem.notCovered,
    hypotheses: hypothesisCounts(f, theorem, [...studies.values()]),
    run: runRecord(f),
    verdict,
    sentence: theoremSentence(theorem.title, verdict, claims),
    remark: remarkOf(theorem, studies),
    claims,
    notJudged,
    controls,
    studies: [...studies.values()].map((j) => studyRecord(f, j)),
    shownTrials: shownTrials(
      f,
      own.filter((j) => j.reader.claim.kind === 'withHighProbability'),
    ),
    constants: constantRecords(theorem, studies),
    calibration: calibrationRecord(theorem),
    audit: auditRecord(
      own.map((j) => j.campaign).filter((c, i, all) => all.indexOf(c) === i),
      f.evidence,
      f.engine,
    ),
  };
}

export function runRecord(f: Omit<Findings, 'evidence'>): RunRecord {
  const { alpha, delta, delta0, name } = f.profile;
  const { seed, fingerprint, regime } = f.root;
  return {
    version: VERSION,
    profile: name,
    seed,
    engine: f.engine,
    fingerprint,
    alpha,
    delta,
    delta0,
    ...regimeWords(regime),
    command: f.command,
  };
}

/** The record of a claim that trials decide. */
function trialRecord(
  f: Findings,
  j: Judged,
  outside: readonly HypothesisRecord[],
): ProbabilityClaimRecord | ScalingClaimRecord {
  const { campaign, reader, judged, ladders } = j;
  const { id, claim, levels, sizes } = reader;
  const { ladders: budget } = campaign.budget;
  const stopped = f.interrupted && !judged.decided && ladders.length < budget;
  const verdict: Verdict = stopped
    ? 'interrupted'
    : outside.length > 0 && judged.verdict !== 'errored'
      ? 'vacuous'
      : judged.verdict;
  const strata = claim.kind === 'scaling' ? 1 : sizes.length * campaign.parts.length;
  const shared = {
    id,
    title: claim.title,
    mark: claim.mark,
    words: claim.words,
    latex: claim.latex,
    study: claim.study,
    verdict,
    trials: judged.trials,
    failures: judged.failures,
    missing: judged.missing,
    cases: judged.cases,
    requiredCases: claim.requiredCases,
    delta: claim.kind === 'scaling' ? f.profile.scaling!.delta : f.profile.delta,
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
    const description = describeLadders({ ...reader, claim }, ladders);
    const sentence = scalingSentence(judged, verdict, levels, description, budget, outside);
    return { kind: 'scaling', ...shared, sentence, ...description };
  }
  return {
    kind: 'withHighProbability',
    ...shared,
    sentence: probabilitySentence(judged, verdict, levels, sizes, budget, outside),
    stability: verdict === 'refuted' ? stabilityRecords(f, campaign, reader, ladders) : [],
  };
}

/** How often a refuted claim's worst instances fail on fresh streams. */
function stabilityRecords(
  f: Findings,
  campaign: Campaign,
  reader: Reader,
  ladders: readonly (readonly Evidence[])[],
): readonly StabilityRecord[] {
  const only = { ...campaign, readers: [reader] };
  const read = new Map(ladders.flat().map((e) => [keyString(e.key), e]));
  const { claim } = reader;
  return stabilityKeys(only, read).map((keys) => {
    const events = keys
      .map((key) => f.evidence.get(keyString(key)))
      .flatMap((e) =>
        e?.outcome.status === 'measured' && claim.kind === 'withHighProbability'
          ? [claim.event(e.outcome.measurement)]
          : [],
      );
    const trials = events.length;
    const failures = events.filter((e) => e.holds === false).length;
    const interval = trials === 0 ? { low: 0, high: 1 } : clopperPearson({ failures, trials, alpha: 0.05 });
    return { d0: keys[0]!.d0, index: Number(keys[0]!.purpose.split(':')[1]), trials, failures, ...interval };
  });
}

/**
 * Trials of a claim from the smallest slack up. Trials without a measurement have none and come first. A ladder is
 * shown by the token of its largest rung.
 */
function ranked(f: Findings, { reader: { claim }, ladders }: Judged): readonly TrialReference[] {
  const trials: readonly { readonly e: Evidence; readonly slack: number }[] =
    claim.kind === 'scaling'
      ? ladders
          .filter((rungs) => claim.path.holds(rungs[0]!.path))
          .map((rungs) => ({ e: rungs.at(-1)!, slack: eventOfLadder(claim, rungs)?.slack ?? NaN }))
      : ladders.flat().map((e) => ({
          e,
          slack: e.outcome.status === 'measured' ? claim.event(e.outcome.measurement).slack : NaN,
        }));
  return trials
    .map(({ e, slack }): TrialReference => ({
      d0: e.key.d0,
      index: e.key.index,
      slack: Number.isNaN(slack) ? null : slack,
      token: tokenOf(f, e),
    }))
    .sort((a, b) => (a.slack ?? -Infinity) - (b.slack ?? -Infinity) || a.d0 - b.d0 || a.index - b.index);
}

export function tokenOf(f: Pick<Findings, 'root' | 'engine'>, e: Evidence): string {
  return toToken({ root: f.root, key: e.key, engine: f.engine, digest: digestOf(e.outcome) });
}

function exactRecord(
  f: Findings,
  claim: Pick<Theorem['claims'][0], 'id' | 'title' | 'mark' | 'words' | 'latex' | 'requiredCases'>,
): ExactClaimRecord {
  const outcome = f.evidence.get(keyString(exactKey(claim.id)))?.outcome;
  const result =
    outcome?.status === 'measured' ? (outcome.measurement as unknown as ExactOutcome) : undefined;
  const cases = result?.cases ?? {};
  const never = claim.requiredCases.filter((c) => !((cases[c] ?? 0) > 0));
  const verdict: Verdict =
    outcome === undefined
      ? 'interrupted'
      : result === undefined
        ? 'errored'
        : result.counterexample !== null
          ? 'refuted'
          : result.instances === 0 || never.length > 0
            ? 'vacuous'
            : 'supported';
  const instances = result?.instances ?? 0;
  return {
    kind: 'exact',
    id: claim.id,
    title: claim.title,
    mark: claim.mark,
    words: claim.words,
    latex: claim.latex,
    verdict,
    sentence: exactSentence(verdict, instances, never),
    trials: instances,
    failures: result?.counterexample ? 1 : 0,
    missing: outcome !== undefined && result === undefined ? 1 : 0,
    cases,
    requiredCases: claim.requiredCases,
    fastCheckSeed: fastCheckSeed(f.root, claim.id),
    counterexample: result?.counterexample ?? null,
    notes: result?.notes ?? (outcome?.status === 'errored' ? { error: outcome.message } : {}),
  };
}

/** Of every study, in the order of the claims, the claim that read most. */
function longestByStudy(own: readonly Judged[]): ReadonlyMap<string, Judged> {
  const longest = new Map<string, Judged>();
  for (const j of own) {
    const { id } = j.campaign.study;
    if (j.ladders.length > (longest.get(id)?.ladders.length ?? -1)) longest.set(id, j);
  }
  return longest;
}

function hypothesisCounts(
  f: Findings,
  theorem: Theorem,
  read: readonly Judged[],
): readonly HypothesisRecord[] {
  const met = read.flatMap((j) =>
    j.ladders.flat().map((e) => j.campaign.study.hypotheses(instanceInput(f, e))),
  );
  return theorem.hypotheses.map((h) => ({
    ...h,
    held: met.filter((m) => m[h.id] === true).length,
    of: met.length,
  }));
}

/** Hypotheses that some instance did not meet: then the counts are not about the theorem. */
function outsideHypotheses(f: Findings, theorem: Theorem, j: Judged): readonly HypothesisRecord[] {
  return hypothesisCounts(f, theorem, [j]).filter((h) => h.held < h.of);
}

export function instanceInput(f: Findings, e: Evidence): InstanceInput {
  return { path: e.path, d0: e.key.d0, variant: e.key.variant, set: f.root.regime.set };
}

function remarkOf(theorem: Theorem, studies: ReadonlyMap<string, Judged>): string | null {
  const [first] = theorem.claims.flatMap((c) => (c.kind === 'exact' ? [] : [c.study]));
  const j = first === undefined ? undefined : studies.get(first);
  if (j === undefined) return null;
  const d0 = Math.max(...j.campaign.budget.sizes);
  return theorem.remark?.(measurements(j, d0), d0) ?? null;
}

function measurements(j: Judged, d0?: number): readonly Json[] {
  return j.ladders
    .flat()
    .filter((e) => d0 === undefined || e.key.d0 === d0)
    .flatMap((e) => (e.outcome.status === 'measured' ? [e.outcome.measurement] : []));
}

function studyRecord(f: Findings, { campaign, ladders }: Judged): StudyRecord {
  const { study, budget } = campaign;
  const instances = ladders.flat().map((e) => study.instance(instanceInput(f, e)));
  const fields = Object.keys(instances[0] ?? {});
  const drawn = Object.fromEntries(
    fields.map((field) => {
      const values = instances.map((i) => i[field]!).sort(compareJson);
      return [field, { smallest: values[0]!, median: values[values.length >> 1]!, largest: values.at(-1)! }];
    }),
  );
  return {
    id: study.id,
    title: study.title,
    engine: f.engine,
    samplerWords: study.samplerWords,
    sizes: budget.sizes,
    ladders: ladders.length,
    drawn,
  };
}

function compareJson(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}

/**
 * Of claims about single networks. No network is shown twice: with few trials the median one may be the worst, or the
 * typical one.
 */
function shownTrials(f: Findings, own: readonly Judged[]): readonly ShownTrial[] {
  const shown = (role: ShownTrial['role'], j: Judged, r: TrialReference | undefined): ShownTrial[] => {
    if (r === undefined) return [];
    const e = j.ladders[r.index]!.find((x) => x.key.d0 === r.d0)!;
    const instance = j.campaign.study.instance(instanceInput(f, e));
    const measurement = e.outcome.status === 'measured' ? e.outcome.measurement : { ...e.outcome };
    return [{ ...r, role, claim: j.reader.id, instance, measurement }];
  };
  const worst = own
    .flatMap((j) =>
      ranked(f, j)
        .slice(0, 1)
        .map((r) => ({ j, r })),
    )
    .sort((a, b) => (a.r.slack ?? -Infinity) - (b.r.slack ?? -Infinity))[0];
  const [first] = own;
  if (first === undefined) return [];
  const largest = Math.max(...first.campaign.budget.sizes);
  const atLargest = ranked(f, first).filter((r) => r.d0 === largest);
  const median = (trials: readonly TrialReference[]) => trials[trials.length >> 1];
  const besideWorst = worst === undefined ? [] : ranked(f, worst.j).filter((r) => r.d0 === worst.r.d0);
  const all = [
    ...(worst === undefined
      ? []
      : [...shown('worst', worst.j, worst.r), ...shown('median', worst.j, median(besideWorst))]),
    ...shown('typical', first, median(atLargest)),
  ];
  return all.filter((t, i) => all.findIndex(({ token }) => token === t.token) === i);
}

/** The suite's own calibration, if every constant of the theorem is from it. */
function calibrationRecord(theorem: Theorem): CalibrationRecord | null {
  if (theorem.constants.length === 0) return null;
  const { madeBy, constants: known } = constants();
  const own = theorem.constants.every(({ id, frozen }) =>
    Object.values(known).some((k) => k.id === id && k.value === frozen.value),
  );
  return own ? madeBy : null;
}

function constantRecords(theorem: Theorem, studies: ReadonlyMap<string, Judged>): readonly ConstantRecord[] {
  const measured = new Map([...studies].map(([id, j]) => [id, measurements(j)]));
  const known = theorem.constants.filter((c) => measured.has(c.study));
  return known.map(({ id, study, words, side, frozen, valueOf }) => {
    const values = measured.get(study)!.map(valueOf);
    const n = values.length;
    const mean = values.reduce((sum, v) => sum + v, 0) / n;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
    const distance = (side === 'upper' ? frozen.value - mean : mean - frozen.value) / deviation;
    return {
      id,
      words,
      side,
      ...frozen,
      worstInRun: n === 0 ? null : side === 'upper' ? Math.max(...values) : Math.min(...values),
      distance: Number.isFinite(distance) ? distance : null,
    };
  });
}

/** Adds the seal: a digest over everything but `seal` and `timing`. */
export function seal<T extends { timing: unknown }>(record: T): T & { seal: string } {
  const { timing, ...rest } = record;
  return { ...record, seal: digestOf(JSON.parse(JSON.stringify(rest))), timing };
}

/** Does the record still carry the seal it was written with? */
export function sealHolds(record: { seal: string; timing: unknown }): boolean {
  const { seal: claimed, timing: _, ...rest } = record;
  return digestOf(rest) === claimed;
}
