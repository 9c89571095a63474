/** What was found of a claim that a witness exists, and what its questions were. */
import { mapNonEmpty } from '../../theorems/types.ts';
import type { JudgedReader } from '../gather/judged.ts';
import { witnessesIn, type WitnessFold } from '../gather/witness.ts';
import { GIVE_UP_LEVEL } from '../judge/questions.ts';
import type { StratumRecord } from '../judge/stratum.ts';
import { claimVerdict, type Verdict } from '../judge/verdict.ts';
import { keyString } from '../trials/evidence.ts';
import type { ExistsClaimRecord, SearchRecord, WitnessRecord } from './claimRecord.ts';
import { instanceInput, replayOf, tokenOf, type Findings } from './findings.ts';

/** All that differs between the record of such a claim and that of a claim which its draws decide. */
export type FoundRecord = Pick<ExistsClaimRecord, 'verdict' | 'alpha' | 'strata' | 'searches'> &
  Partial<Pick<ExistsClaimRecord, 'trials' | 'failures' | 'missing' | 'cases' | 'requiredCases'>>;

/** Once the draws were looked through, trials are those of the questions that decide, on fresh streams, and what was drawn is told of each search. */
export function foundRecord(
  f: Findings,
  j: JudgedReader,
  ended: { readonly stopped: boolean; readonly outside: boolean },
): FoundRecord {
  const { judged, reader } = j;
  const folds = witnessesIn(j, f.root, f.judged.evidence);
  const strata = mapNonEmpty(judged.strata, (s) => questionOf(folds.find(isOf(s)), s));
  const total = (of: 'trials' | 'failures' | 'missing') => strata.reduce((sum, s) => sum + s[of], 0);
  return {
    verdict: verdictOf(j, folds, ended),
    ...(folds.length === 0
      ? {}
      : {
          ...{ trials: total('trials'), failures: total('failures'), missing: total('missing') },
          ...{ cases: {}, requiredCases: [] },
        }),
    alpha: { support: reader.levels.alphaSupport, refute: GIVE_UP_LEVEL, refutePerStratum: GIVE_UP_LEVEL },
    strata,
    searches: folds.map((fold) => searchRecord(f, fold, judged.strata.find(isOf(fold))!)),
  };
}

type Place = Pick<StratumRecord, 'd0' | 'part'>;

const isOf =
  ({ d0, part }: Place) =>
  (other: Place) =>
    other.d0 === d0 && other.part === part;

function verdictOf(
  { judged }: JudgedReader,
  folds: readonly WitnessFold[],
  { stopped, outside }: { readonly stopped: boolean; readonly outside: boolean },
): Verdict {
  const found = folds.length > 0 && folds.every(({ witness }) => witness !== null);
  const trials = judged.verdict === 'inconclusive' && found ? 'supported' : judged.verdict;
  return claimVerdict(trials, { stopped: stopped || folds.some(({ done }) => !done), outside });
}

/** The question that decides a stratum: of its witness, else the last one; a search that asked nothing has no trial in it. */
function questionOf(fold: WitnessFold | undefined, draws: StratumRecord): StratumRecord {
  const answer = fold?.witness?.answer ?? fold?.answers.at(-1);
  if (fold === undefined || answer === undefined) return { ...draws, ...NOTHING };
  const { stratum } = answer;
  const n = fold.answers.indexOf(answer) + 1;
  const { support, refute } = stratum.logE;
  const logE = { support: support.map((e) => e - Math.log(n * (n + 1))), refute };
  return stratum.verdict === 'supported' ? { ...stratum, logE } : { ...stratum, ...UNDECIDED, logE };
}

/** A question that was given up refutes its candidate, and not the claim. */
const UNDECIDED = { verdict: 'inconclusive', decidedAt: null } as const;

/** Of a stratum without a question. */
const NOTHING = {
  ...UNDECIDED,
  ...{ trials: 0, failures: 0, missing: 0, unresolved: 0, low: 0, high: 1, sequence: { low: 0, high: 1 } },
  ...{ logE: { support: [], refute: [] }, slack: { smallest: null, median: null } },
} as const;

function searchRecord(f: Findings, fold: WitnessFold, draws: StratumRecord): SearchRecord {
  return {
    d0: fold.d0,
    part: fold.part,
    draws: draws.trials,
    candidates: fold.candidates.length,
    questions: fold.answers.length,
    trials: fold.answers.reduce((sum, a) => sum + a.stratum.trials, 0),
    found: witnessRecord(f, fold),
  };
}

function witnessRecord(f: Findings, { witness, judged }: WitnessFold): WitnessRecord | null {
  if (witness === null) return null;
  const { key, path, answer, steps, asked, cutShort } = witness;
  const e = f.judged.evidence.get(keyString(key))!;
  const { trials, failures, missing, unresolved } = answer.stratum;
  return {
    ladder: answer.candidate.ladder,
    path,
    instance: judged.campaign.study.instance(instanceInput(f, e)),
    trials,
    shown: trials - failures - missing - unresolved,
    level: answer.level,
    shrinking: { steps, asked, cutShort },
    token: tokenOf(f, e),
    replay: replayOf(f, e),
  };
}
