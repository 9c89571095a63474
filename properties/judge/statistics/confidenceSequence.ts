/**
 * An interval for the failure rate p that holds at every look at once: P(p is outside at any n) <= alphaSupport + alphaRefute.
 *
 * It is made of the e-processes that give the verdicts, taken as functions of delta: `high` is the smallest delta that f
 * failures in n trials support at level alphaSupport, and `low` is the largest delta that they refute at level alphaRefute. So
 *
 *   supported at delta  <=>  high <= delta,        refuted at delta  <=>  delta <= low,
 *
 * and interval and verdict cannot contradict each other. (The usual sequence inverts one untruncated Beta mixture at the sum of
 * the two levels. A verdict could disagree with it, and for small rates it is wider: with levels .01 and .01 and no failure in
 * 109 trials it ends at .057, and this one at .050. For rates of about 1/2 and more both are equally wide.)
 *
 * Why the supported deltas are an interval. Let w be the mixture's density, W its mass below delta and L the likelihood. Then
 * d ln E / d delta = -(w/W)(1 - 1/E) - (ln L)'(delta), where w/W = 1/(2 delta) for Beta(1/2, 1). For delta/(1-delta) above
 * (f + 1/2)/(n-f) this is positive. Below that, E <= L(f/n)/L(delta) <= e. In the same way the E of the other test falls in delta
 * wherever E > e. So for levels below 1/e each bound is crossed once.
 *
 * Reports show the interval at the present n. The intersection of the intervals at all n so far is valid too; it is what the
 * judge uses when it calls the first crossing final.
 */
import { checkFailures } from './checks.ts';
import type { Interval } from './clopperPearson.ts';
import { lnERefute, lnESupport, reaches } from './eProcess.ts';

interface Sample {
  failures: number;
  trials: number;
}

export function confidenceSequence(sample: Sample & { alphaSupport: number; alphaRefute: number }): Interval {
  const { failures, trials, alphaSupport, alphaRefute } = sample;
  return {
    low: lowerConfidenceBound({ failures, trials, alpha: alphaRefute }),
    high: upperConfidenceBound({ failures, trials, alpha: alphaSupport }),
  };
}

/** The smallest delta with "p < delta" supported at level alpha; 1 if there is none. */
export function upperConfidenceBound({ failures, trials, alpha }: Sample & { alpha: number }): number {
  checkFailures(failures, trials);
  checkBoundLevel(alpha);
  const supported = (delta: number): boolean => reaches(lnESupport({ failures, trials, delta }), alpha);
  return boundary(start(failures, trials), 1, supported) ?? 1;
}

/** The largest delta with "p <= delta" refuted at level alpha; 0 if there is none. */
export function lowerConfidenceBound({ failures, trials, alpha }: Sample & { alpha: number }): number {
  checkFailures(failures, trials);
  checkBoundLevel(alpha);
  const refuted = (delta: number): boolean => reaches(lnERefute({ failures, trials, delta }), alpha);
  return boundary(start(failures, trials), -1, refuted) ?? 0;
}

/** ln(f/(n-f)), with f or n-f moved inside where it is 0. At this rate E < e for both tests. */
const start = (failures: number, trials: number): number =>
  Math.log((failures + 0.5) / (trials - failures + 0.5));

/** The first rejected rate on the way from t = ln(rate/(1-rate)) towards 1 or 0; undefined if there is none among doubles. */
function boundary(t: number, direction: 1 | -1, rejected: (rate: number) => boolean): number | undefined {
  const rate = (t: number): number => 1 / (1 + Math.exp(-t));
  let kept = t;
  let out = t;
  for (let step = 0.125; !rejected(rate(out)); step *= 2) {
    kept = out;
    out += direction * step;
    if (!(0 < rate(out) && rate(out) < 1)) return undefined;
  }
  for (let halvings = 0; halvings < MOST_HALVINGS; halvings++) {
    if (!(Math.abs(out - kept) > 1e-15 * Math.max(1, Math.abs(out)))) return rate(out);
    const middle = kept + (out - kept) / 2;
    if (rejected(rate(middle))) out = middle;
    else kept = middle;
  }
  throw new RangeError(`No bound between ${kept} and ${out} within ${MOST_HALVINGS} halvings.`);
}

/** A round number below 1/e. */
export const LARGEST_LEVEL = 0.36;

/** |t| stays below 746, so that 60 reach 1e-15. */
const MOST_HALVINGS = 100;

function checkBoundLevel(alpha: number): void {
  if (!(0 < alpha && alpha < LARGEST_LEVEL))
    throw new RangeError(
      `The level of a confidence bound must lie strictly between 0 and ${LARGEST_LEVEL}, got ${alpha}.`,
    );
}
