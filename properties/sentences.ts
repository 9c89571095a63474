/** Verdicts in words, with their error rates and what would change them. */
import type { ClaimRecord, HypothesisRecord, ProbabilityClaimRecord, Verdict } from './record.ts';
import type { JudgedClaim, JudgeLevels } from './judge.ts';

/** A level to two significant digits, never rounded down to 0. */
export const level = (x: number) => (x >= 0.001 ? String(Number(x.toPrecision(2))) : x.toExponential(1));

export function probabilitySentence(
  judged: JudgedClaim,
  verdict: Verdict,
  levels: JudgeLevels,
  sizes: readonly number[],
  budget: number,
  outside: readonly HypothesisRecord[],
): string {
  const at = sizes.length === 1 ? `d0 = ${sizes[0]}` : `every d0 in {${sizes.join(', ')}}`;
  const counts = `${judged.trials} trials, ${judged.failures} failures`;
  const { alphaSupport, alphaRefute } = levels;
  const deltas = sizes.map(levels.deltaAt);
  const delta = Math.max(...deltas) === Math.min(...deltas) ? `${deltas[0]}` : `${deltas.join(', ')} in turn`;
  switch (verdict) {
    case 'supported':
      return `Supported: at ${at} the claim fails with probability below ${delta}; if that were false at any size, a run would still say "supported" with probability at most ${level(alphaSupport)} (${counts}).`;
    case 'refuted': {
      const where = judged.strata.filter((s) => s.verdict === 'refuted');
      return `Refuted at ${where.map(stratumWords).join('; ')}: the claim fails with probability above ${where[0]!.delta}; if that were false, a run would still say "refuted" with probability at most ${level(alphaRefute)} (${counts}).`;
    }
    case 'inconclusive': {
      const open = judged.strata.filter((s) => s.verdict === 'inconclusive').map(stratumWords);
      const beyond = judged.aboveTarget ? ` A failure rate above the target ${levels.delta0} was shown.` : '';
      return `Undecided at ${open.join('; ')} after ${judged.laddersRead} of ${budget} ladders (${counts}); more ladders would decide it.${beyond}`;
    }
    case 'vacuous': {
      if (outside.length > 0) {
        const [worst] = [...outside].sort((a, b) => a.held - b.held);
        return `Vacuous: ${worst!.of - worst!.held} of ${worst!.of} instances lie outside the hypothesis "${worst!.id}", so the counts (${counts}) say nothing about the theorem.`;
      }
      const never = Object.entries(judged.cases)
        .filter(([, n]) => n === 0)
        .map(([c]) => c);
      return `Vacuous: the case ${never.join(', ')} was never exercised, so nothing was shown (${counts}).`;
    }
    case 'errored':
      return `Errored: ${judged.missing} of ${judged.trials} trials have no measurement; nothing is concluded from the rest.`;
    case 'interrupted':
      return `Interrupted after ${judged.laddersRead} ladders (${counts}); run the same command again to go on.`;
  }
}

function stratumWords({ d0, part }: { readonly d0: number; readonly part: string }): string {
  return part === '' ? `d0 = ${d0}` : `d0 = ${d0} (${part})`;
}

export function exactSentence(verdict: Verdict, instances: number, never: readonly string[]): string {
  switch (verdict) {
    case 'supported':
      return `Supported: equal to the last digit on ${instances} drawn instances. This is a search for a counterexample, not a proof.`;
    case 'refuted':
      return `Refuted by a counterexample, shrunk and worked out below (instance ${instances}).`;
    case 'vacuous':
      return `Vacuous: the case ${never.join(', ')} was never exercised on ${instances} instances.`;
    case 'interrupted':
      return 'Interrupted before it was checked; run the same command again to go on.';
    default:
      return 'Errored: the check itself failed; see the evidence.';
  }
}

const BADNESS: readonly Verdict[] = [
  'errored',
  'refuted',
  'interrupted',
  'vacuous',
  'inconclusive',
  'supported',
];

/** A theorem is what its worst claim is. */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return BADNESS.find((v) => verdicts.includes(v)) ?? 'vacuous';
}

export function theoremSentence(title: string, verdict: Verdict, claims: readonly ClaimRecord[]): string {
  const worst = claims.filter((c) => c.verdict === verdict).map((c) => c.id.split('/')[1]);
  if (verdict !== 'supported') return `${title}: ${verdict} (${worst.join(', ')}).`;
  const probability = claims.filter((c): c is ProbabilityClaimRecord => c.kind === 'withHighProbability');
  if (probability.length === 0) return `${title}: held exactly on every instance drawn.`;
  const sizes = [...new Set(probability[0]!.strata.map((s) => s.d0))].join(', ');
  const alpha = probability.reduce((sum, c) => sum + c.alpha.support, 0);
  return `${title}: held at every size (d0 = ${sizes}) with failure rate below ${probability[0]!.delta}; a false claim${claims.length === 1 ? '' : ` among its ${claims.length}`} would pass with probability at most ${level(alpha)}.`;
}
