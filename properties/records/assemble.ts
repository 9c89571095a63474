/** From evidence to records: the only place that knows both. Pure. */
import type { Theorem } from '../../theorems/types.ts';
import { calibrationRecord, constantRecords } from './constants.ts';
import { controlRecord, exactRecord, trialRecord } from './claims.ts';
import { measurements, type Findings } from './findings.ts';
import { hypothesisCounts, longestByStudy, outsideHypotheses, studyRecord } from './studies.ts';
import { shownTrials } from './trials.ts';
import { auditRecord } from '../gather/audit.ts';
import type { JudgedReader } from '../gather/judged.ts';
import { whyNotJudged } from '../gather/selection.ts';
import { RECORD_SCHEMA, type RunRecord, type TheoremRecord } from './theoremRecord.ts';
import { knownOf } from './knownRecord.ts';
import type { ClaimRecord, NotJudgedRecord } from './claimRecord.ts';
import type { Timing } from '../trials/incident.ts';
import { regimeWords } from '../trials/regime.ts';
import { seal } from './seal.ts';
import { theoremSentence } from './sentences.ts';
import { EXACT } from '../trials/task.ts';
import { worstVerdict } from '../judge/verdict.ts';
import { VERSION } from './version.ts';

/** The records of all selected theorems. */
export function assembleRecords(f: Findings, timing: Timing): readonly TheoremRecord[] {
  const all = new Map(f.judged.campaigns.flatMap((c) => c.readers.map((j) => [j.reader.id, j] as const)));
  return f.suite
    .filter((t) => t.claims.some((c) => f.selected.has(c.id)))
    .map((theorem) => seal({ ...theoremRecord(f, theorem, all), timing: timingOf(theorem, timing) }));
}

/** The time of the run, with the incidents of the theorem's own trials only. */
function timingOf({ claims, controls }: Theorem, { incidents = [], ...timing }: Timing): Timing {
  const own = incidents.filter(({ study, variant }) =>
    study === EXACT
      ? [...claims, ...controls].some((c) => c.id === variant)
      : claims.some((c) => c.kind !== 'exact' && c.study === study),
  );
  return own.length === 0 ? timing : { ...timing, incidents: own };
}

function theoremRecord(
  f: Findings,
  theorem: Theorem,
  all: ReadonlyMap<string, JudgedReader>,
): Omit<TheoremRecord, 'seal' | 'timing'> {
  const claims: ClaimRecord[] = [];
  const own: JudgedReader[] = [];
  const notJudged: NotJudgedRecord[] = [];
  for (const claim of theorem.claims) {
    if (!f.selected.has(claim.id)) continue;
    const why = claim.kind === 'scaling' ? whyNotJudged(claim, f.profile, f.regime) : null;
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
    .map((c) => controlRecord(f, theorem, c, all));
  const verdict = worstVerdict(claims.map((c) => c.verdict));
  const studies = longestByStudy(own);
  const known = knownOf(f.known ?? [], theorem.id);
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
    ...(known.length > 0 ? { known } : {}),
    studies: [...studies.values()].map((j) => studyRecord(f, j)),
    shownTrials: shownTrials(
      f,
      own.filter((j) => j.reader.claim.kind === 'withHighProbability'),
    ),
    constants: constantRecords(theorem, studies),
    calibration: calibrationRecord(theorem),
    audit: auditRecord(
      f.judged.campaigns.filter((c) => own.some((j) => j.campaign === c.campaign)),
      f.judged.evidence,
      f.engine,
    ),
  };
}

function remarkOf(theorem: Theorem, studies: ReadonlyMap<string, JudgedReader>): string | null {
  const [first] = theorem.claims.flatMap((c) => (c.kind === 'exact' ? [] : [c.study]));
  const j = first === undefined ? undefined : studies.get(first);
  if (j === undefined) return null;
  const d0 = Math.max(...j.campaign.budget.sizes);
  return theorem.remark?.(measurements(j, d0), d0) ?? null;
}

export function runRecord(f: Omit<Findings, 'judged'>): RunRecord {
  const { alpha, delta, delta0, name } = f.profile;
  const { seed, fingerprint, regime } = f.root;
  return {
    suite: f.origin.name,
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
