/** Verdicts in words of claims that say themselves what they allow: a share of the draws, a comparison, and a witness. */
import type { ComparesClaim, CoversClaim, ExistsClaim } from '../../theorems/types.ts';
import type { JudgedClaim, JudgeLevels } from '../judge/judge.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { SearchRecord } from './claimRecord.ts';
import { level, otherSentence, sizesWords, stratumWords } from './sentences.ts';
import type { HypothesisRecord } from './theoremRecord.ts';
import { count } from '../count.ts';

/** What a sentence is about. */
export interface About {
  readonly judged: JudgedClaim;
  readonly verdict: Verdict;
  readonly levels: JudgeLevels;
  readonly size: string;
  readonly sizes: readonly number[];
  readonly budget: number;
  readonly outside: readonly HypothesisRecord[];
  readonly fault: string;
}

export function coversSentence(
  about: About,
  { covered, share }: Pick<CoversClaim, 'covered' | 'share'>,
): string {
  const { trials, failures, missing } = about.judged;
  const counts = `${trials - failures - missing} of ${count(trials, 'draw')}`;
  return sentence(about, counts, {
    supported: (at) => `at ${at} at least a share ${share} of the draws has ${covered}`,
    refuted: `less than a share ${share} of the draws has ${covered}`,
    ends: ({ low, high }) => `between ${short(1 - high)} and ${short(1 - low)} of the draws have it`,
  });
}

export function comparesSentence(
  about: About,
  { first, second, margin }: Pick<ComparesClaim, 'first' | 'second' | 'margin'>,
): string {
  const { trials, failures } = about.judged;
  const means = about.judged.strata.map((s) => s.mean ?? NaN);
  const counts = `${count(trials, 'trial')}, mean difference ${means.map(short).join(', ')}, above the margin in ${failures}`;
  const difference = `the loss of ${first} less that of ${second} is, in the mean,`;
  return sentence(about, counts, {
    supported: (at) => `at ${at} ${difference} at most ${margin}`,
    refuted: `${difference} above ${margin}`,
    ends: ({ low, high }) => `the mean difference lies between ${short(low)} and ${short(high)}`,
  });
}

/** Of the twin of a claim that a witness exists: what its draws show. */
export function drawsSentence(
  about: About,
  { witness, rate }: Pick<ExistsClaim, 'witness' | 'rate'>,
): string {
  const { trials, failures, missing } = about.judged;
  return sentence(about, `${trials - failures - missing} of ${trials} draws`, {
    supported: (at) => `at ${at} draws show ${witness} in more than a share ${rate} of the trials`,
    refuted: `draws show ${witness} in less than a share ${rate} of the trials`,
    ends: ({ low, high }) => `between ${short(1 - high)} and ${short(1 - low)} of the draws show it`,
  });
}

export function existsSentence(
  about: About,
  { witness, rate }: Pick<ExistsClaim, 'witness' | 'rate'>,
  searches: readonly SearchRecord[],
): string {
  const { judged, verdict, levels, size, sizes, outside, fault } = about;
  const at = (s: SearchRecord) => stratumWords(size, s);
  const found = searches.map((s) =>
    s.found === null
      ? `${at(s)}: ${s.candidates} of ${s.draws} draws ${s.candidates === 1 ? 'was a candidate' : 'were candidates'}, ${s.candidates === 0 ? 'so nothing was' : 'and none was'} confirmed`
      : `${at(s)}: ${s.found.shown} of ${s.found.trials} fresh trials`,
  );
  switch (verdict) {
    case 'supported':
      return `Supported: at ${sizesWords(size, sizes)} there is ${witness}, an instance that shows it in more than a share ${rate} of its trials; if there were none at some size, a run would still say "supported" with probability at most ${level(levels.alphaSupport)} (${found.join('; ')}).`;
    case 'refuted':
    case 'inconclusive':
      return `Undecided: ${witness} was looked for and not found everywhere (${found.join('; ')}). A search cannot tell that there is none.`;
    default:
      return otherSentence(judged, verdict, `${judged.trials} draws`, outside, fault);
  }
}

interface Words {
  readonly supported: (at: string) => string;
  readonly refuted: string;
  /** What is known where nothing is decided. */
  readonly ends: (sequence: { readonly low: number; readonly high: number }) => string;
}

function sentence(about: About, counts: string, words: Words): string {
  const { judged, verdict, levels, size, sizes, budget, outside, fault } = about;
  const { alphaSupport, alphaRefute } = levels;
  const among = (verdict: string) => judged.strata.filter((s) => s.verdict === verdict);
  const places = (verdict: string) =>
    among(verdict)
      .map((s) => stratumWords(size, s))
      .join('; ');
  switch (verdict) {
    case 'supported':
      return `Supported: ${words.supported(sizesWords(size, sizes))}; if that were false at any size, a run would still say "supported" with probability at most ${level(alphaSupport)} (${counts}).`;
    case 'refuted':
      return `Refuted at ${places('refuted')}: ${words.refuted}; if that were false, a run would still say "refuted" with probability at most ${level(alphaRefute)} (${counts}).`;
    case 'inconclusive': {
      const known = among('inconclusive').map((s) => `${stratumWords(size, s)}: ${words.ends(s.sequence)}`);
      return `Undecided after ${judged.laddersRead} of ${count(budget, 'ladder')} (${counts}). At every look: ${known.join('; ')}.`;
    }
    default:
      return otherSentence(judged, verdict, counts, outside, fault);
  }
}

const short = (x: number) => String(Number(x.toPrecision(3)));
