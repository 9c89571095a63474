/** Verdicts in words, with their error rates and what would change them. */
import type { ClaimRecord, ProbabilityClaimRecord, ScalingClaimRecord } from './claimRecord.ts';
import type { HypothesisRecord } from './theoremRecord.ts';
import type { Verdict } from '../judge/verdict.ts';
import type { JudgedClaim, JudgeLevels } from '../judge/judge.ts';
import { agree, count } from '../count.ts';

/** A level to two significant digits, never rounded down to 0. */
export const level = (x: number) => (x >= 0.001 ? String(Number(x.toPrecision(2))) : x.toExponential(1));

export function probabilitySentence(
  judged: JudgedClaim,
  verdict: Verdict,
  levels: JudgeLevels,
  { size, sizes }: Pick<ScalingClaimRecord, 'size' | 'sizes'>,
  budget: number,
  outside: readonly HypothesisRecord[],
  fault = '',
): string {
  const at = sizesWords(size, sizes);
  const counts = `${count(judged.trials, 'trial')}, ${count(judged.failures, 'failure')}`;
  const { alphaSupport, alphaRefute } = levels;
  const delta = inTurn(sizes.map(levels.deltaAt));
  switch (verdict) {
    case 'supported':
      return `Supported: at ${at} the claim fails with probability at most ${delta}; if that were false at any size, a run would still say "supported" with probability at most ${level(alphaSupport)} (${counts}).`;
    case 'refuted': {
      const where = judged.strata.filter((s) => s.verdict === 'refuted');
      const above = inTurn(where.map((s) => s.delta));
      return `Refuted at ${where.map((s) => stratumWords(size, s)).join('; ')}: the claim fails with probability above ${above}; if that were false, a run would still say "refuted" with probability at most ${level(alphaRefute)} (${counts}).`;
    }
    case 'inconclusive': {
      const open = judged.strata
        .filter((s) => s.verdict === 'inconclusive')
        .map((s) => stratumWords(size, s));
      const beyond = judged.aboveTarget ? ` A failure rate above the target ${levels.delta0} was shown.` : '';
      return `Undecided at ${open.join('; ')} after ${judged.laddersRead} of ${count(budget, 'ladder')} (${counts}); more ladders would decide it.${beyond}`;
    }
    default:
      return otherSentence(judged, verdict, counts, outside, fault);
  }
}

/** Of a twin that its budget did not refute. It is read at few sizes with few ladders, because it should fail nearly always. */
export function weakTwinSentence({
  trials,
  failures,
}: {
  readonly trials: number;
  readonly failures: number;
}): string {
  return `Not refuted: ${count(failures, 'failure')} in ${count(trials, 'trial')}. A twin has to fail nearly always; where it fails less often it breaks too little: change more of the experiment, or read it at sizes at which the change shows.`;
}

/** Of a claim about single trials that came to no conclusion. */
export function otherSentence(
  judged: JudgedClaim,
  verdict: Exclude<Verdict, 'supported' | 'refuted' | 'inconclusive'>,
  counts: string,
  outside: readonly HypothesisRecord[],
  fault: string,
): string {
  switch (verdict) {
    case 'vacuous':
      return vacuousSentence(judged, counts, outside);
    case 'errored':
      return `Errored: ${judged.missing} of ${count(judged.trials, 'trial')} ${agree(judged.missing, 'has', 'have')} no measurement; nothing is concluded from the rest.${fault}`;
    case 'interrupted':
      return `Interrupted after ${count(judged.laddersRead, 'ladder')} (${counts}); run the same command again to go on.`;
  }
}

export const sizesWords = (size: string, sizes: readonly number[]): string =>
  sizes.length === 1 ? `${size} = ${sizes[0]}` : `every ${size} in {${sizes.join(', ')}}`;

export function scalingSentence(
  judged: JudgedClaim,
  verdict: Verdict,
  levels: JudgeLevels,
  { size, sizes, exponent }: Pick<ScalingClaimRecord, 'size' | 'sizes' | 'exponent'>,
  budget: number,
  outside: readonly HypothesisRecord[],
  fault = '',
): string {
  const { low, high } = exponent.range;
  const number = (x: number) => String(Number(x.toFixed(3)));
  const slopes =
    low === null
      ? `below ${number(high!)}`
      : high === null
        ? `above ${number(low)}`
        : `in [${number(low)}, ${number(high)}]`;
  const range = exponent.also === undefined ? slopes : `${slopes} (and ${exponent.also})`;
  // A slope below the bound is worth a remark; it is not a failure.
  const below =
    exponent.claimed !== null && low === null && exponent.high !== null && exponent.high < exponent.claimed
      ? ` The mean slope is ${number(exponent.estimate!)}: less than the bound asks.`
      : '';
  const where = `over ${size} = ${sizes.join(', ')}`;
  const unresolved = judged.strata.reduce((sum, s) => sum + s.unresolved, 0);
  const counts =
    `${count(judged.trials, 'ladder')}, ${judged.failures} outside` +
    (unresolved === 0 ? '' : `, ${unresolved} below resolution`);
  const delta = levels.deltaAt(Math.max(...sizes));
  const { alphaSupport, alphaRefute } = levels;
  switch (verdict) {
    case 'supported':
      return `Supported: ${where} a ladder's slope is ${range}, except with probability at most ${delta}; if that were false, a run would still say "supported" with probability at most ${level(alphaSupport)} (${counts}). This is about the slope on these sizes, not about the limit.${below}`;
    case 'refuted':
      return `Refuted: with probability above ${delta}, a ladder's slope${low === null ? ' or its end' : ''} ${where} is not ${range}; if that were false, a run would still say "refuted" with probability at most ${level(alphaRefute)} (${counts}).`;
    case 'inconclusive':
      return `Undecided after ${judged.laddersRead} of ${count(budget, 'ladder')} (${counts}): more would decide whether the slope ${where} is ${range}, except with probability at most ${delta}.`;
    case 'errored':
      return `Errored: ${judged.missing} of ${count(judged.trials, 'ladder')} ${agree(judged.missing, 'has', 'have')} no measurement at some size; nothing is concluded from the rest.${fault}`;
    case 'interrupted':
      return `Interrupted after ${count(judged.laddersRead, 'ladder')} (${counts}); run the same command again to go on.`;
    case 'vacuous':
      return vacuousSentence(judged, counts, outside);
  }
}

function vacuousSentence(judged: JudgedClaim, counts: string, outside: readonly HypothesisRecord[]): string {
  if (outside.length > 0) {
    const [worst] = [...outside].sort((a, b) => a.held - b.held);
    return `Vacuous: ${worst!.of - worst!.held} of ${count(worst!.of, 'instance')} ${agree(worst!.of - worst!.held, 'lies', 'lie')} outside the hypothesis "${worst!.id}", so the counts (${counts}) say nothing about the theorem.`;
  }
  return `Vacuous: the case ${judged.neverExercised.join(', ')} never occurred, so nothing was shown (${counts}).`;
}

/** One number if all are equal, otherwise all of them. */
function inTurn(numbers: readonly number[]): string {
  return new Set(numbers).size === 1 ? `${numbers[0]}` : `${numbers.join(', ')} respectively`;
}

export function stratumWords(
  size: string,
  { d0, part }: { readonly d0: number; readonly part: string },
): string {
  return part === '' ? `${size} = ${d0}` : `${size} = ${d0} (${part})`;
}

export function exactSentence(
  verdict: Verdict,
  instances: number,
  never: readonly string[],
  fault = '',
): string {
  switch (verdict) {
    case 'supported':
      return `Supported: equal to the last digit on ${count(instances, 'drawn instance')}. This is a search for a counterexample, not a proof.`;
    case 'refuted':
      return `Refuted by a counterexample (instance ${instances}). Below it is shrunk and worked out.`;
    case 'vacuous':
      return never.length === 0
        ? 'Vacuous: no instance was checked.'
        : `Vacuous: the case ${never.join(', ')} never occurred in ${count(instances, 'instance')}.`;
    case 'interrupted':
      return 'Interrupted before it was checked; run the same command again to go on.';
    default:
      return `Errored: the check itself failed${fault === '' ? '' : `: ${fault}`}.`;
  }
}

export function theoremSentence(title: string, verdict: Verdict, claims: readonly ClaimRecord[]): string {
  if (claims.length === 0) return `${title}: none of its claims was judged.`;
  const worst = claims.filter((c) => c.verdict === verdict).map((c) => c.id.split('/')[1]);
  if (verdict !== 'supported') return `${title}: ${verdict} (${worst.join(', ')}).`;
  const judged = claims.filter((c) => c.kind !== 'exact');
  if (judged.length === 0) return `${title}: held exactly on every instance drawn.`;
  const probability = judged.filter((c): c is ProbabilityClaimRecord => c.kind === 'withHighProbability');
  const scaling = judged.filter((c): c is ScalingClaimRecord => c.kind === 'scaling');
  const parts: string[] = [];
  if (probability.length > 0) {
    const sizes = sizeWords(probability.map((c) => [c.size, c.strata.map((s) => s.d0)]));
    parts.push(`held at every size (${sizes}) with failure rate at most ${probability[0]!.delta}`);
  }
  if (scaling.length > 0) {
    const sizes = sizeWords(scaling.map((c) => [c.size, c.sizes]));
    parts.push(
      `scales over ${sizes} as claimed, except on at most a share ${scaling[0]!.delta} of the ladders`,
    );
  }
  if (judged.some((c) => c.kind === 'covers')) parts.push('cases have at least their shares of the draws');
  if (judged.some((c) => c.kind === 'compares')) parts.push('compares as claimed at every size');
  if (judged.some((c) => c.kind === 'exists')) parts.push('has a confirmed witness at every size');
  const exact = claims.length - judged.length;
  if (exact > 0) parts.push('held exactly on every instance drawn');
  // Nothing bounds the chance that a false exact claim passes.
  const among = judged.length === 1 ? '' : ` among ${exact === 0 ? 'its' : 'the'} ${judged.length}`;
  const alpha = judged.reduce((sum, c) => sum + c.alpha.support, 0);
  return `${title}: ${parts.join('; ')}; a false claim${among}${exact === 0 ? '' : ' that trials decide'} would pass with probability at most ${level(alpha)}.`;
}

/** The sizes of several claims, given once if they are the same for all. */
function sizeWords(lists: readonly (readonly [size: string, sizes: readonly number[]])[]): string {
  const symbols = [...new Set(lists.map(([size]) => size))];
  return symbols
    .map((symbol) => {
      const own = lists.filter(([size]) => size === symbol);
      const different = new Set(own.map(([, sizes]) => [...new Set(sizes)].join(', ')));
      return `${symbol} = ${[...different].join(' or ')}`;
    })
    .join('; ');
}
