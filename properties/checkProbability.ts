/**
 * A verdict on the failure rate of any trial: the judge alone, without a theorem around it. For a statement "holds
 * with probability at least 1 - delta" about something that a function can draw and test.
 */
import { pageOf, streamKey, wordAt, type StreamKey } from '../sim/random/stream.ts';
import { Judge, type JudgedTrial } from './judge/judge.ts';
import { LARGEST_LEVEL, trialsNeeded } from './judge/statistics/index.ts';
import { asError, wordsOf } from './trials/thrown.ts';
import { agree, count } from './count.ts';

export interface TrialContext {
  /** Number of the trial, from 0. */
  readonly index: number;
  /** The trial's own stream of the seed tree. */
  readonly key: StreamKey;
  /** Uniform numbers in [0, 1), the next at every call, from that stream. */
  readonly random: () => number;
}

export interface ProbabilityOptions {
  /** True: the event holds. Anything but true or false, and every error, is a missing trial and never a pass. */
  readonly trial: (context: TrialContext) => boolean | Promise<boolean>;
  /** Allowed failure rate. */
  readonly delta: number;
  /** A failure rate above this one gets a remark, even if the claim is supported at delta; below delta. */
  readonly delta0: number;
  /** The chances of a false "supported" and of a false "refuted" add up to at most this; below 0.72. */
  readonly alpha: number;
  /** Most trials. */
  readonly budget: number;
  /** Root seed, a whole number from 0 (default 1): same seed, same result. */
  readonly seed?: number;
}

export interface ProbabilityResult {
  readonly verdict: 'supported' | 'refuted' | 'inconclusive' | 'errored';
  readonly trials: number;
  readonly failures: number;
  readonly missing: number;
  /** Confidence sequence for the failure rate: holds at every look, each end with error alpha/2. */
  readonly low: number;
  readonly high: number;
  /** A failure rate above delta0 was shown. */
  readonly aboveTarget: boolean;
  /** What the first missing trials said. */
  readonly problems: readonly string[];
}

const MOST_PROBLEMS = 3;

/** Runs trials until the failure rate is decided or the budget is spent. Throws a RangeError for options that could decide nothing. */
export async function checkProbability(options: ProbabilityOptions): Promise<ProbabilityResult> {
  const { trial, delta, delta0, alpha, budget, seed = 1 } = options;
  checkOptions(options);
  const levels = { deltaAt: () => delta, delta0, alphaSupport: alpha / 2, alphaRefute: alpha / 2 };
  const judge = new Judge([0], [''], levels, [], budget);
  const problems: string[] = [];
  for (let index = 0; index < budget && !judge.decided; index++) {
    const key = streamKey('checkProbability', seed, index);
    const judged = await attempt(trial, { index, key, random: uniforms(key) });
    if (typeof judged === 'string' && problems.length < MOST_PROBLEMS)
      problems.push(`trial ${index}: ${judged}`);
    judge.add({ parts: [''], trials: [typeof judged === 'string' ? null : judged] });
  }
  const { verdict, trials, failures, missing, aboveTarget, strata } = judge.result();
  const { low, high } = strata[0].sequence;
  // No case is required, so nothing is vacuous.
  return {
    verdict: verdict as ProbabilityResult['verdict'],
    trials,
    failures,
    missing,
    low,
    high,
    aboveTarget,
    problems,
  };
}

async function attempt(
  trial: ProbabilityOptions['trial'],
  context: TrialContext,
): Promise<JudgedTrial | string> {
  try {
    const holds: unknown = await trial(context);
    if (typeof holds !== 'boolean') return `gave ${wordsOf(holds)}, which is neither true nor false`;
    return { holds, slack: holds ? 1 : -1, cases: [] };
  } catch (error) {
    const { name, message } = asError(error);
    return `${name}: ${message}`;
  }
}

/** The words of the stream's first page as numbers k / 2^32. */
function uniforms(key: StreamKey): () => number {
  const page = pageOf(key, 0);
  let next = 0;
  return () => wordAt(page, next++) / 2 ** 32;
}

function checkOptions({ trial, delta, delta0, alpha, budget, seed = 1 }: ProbabilityOptions): void {
  if (typeof trial !== 'function') throw new RangeError(`trial must be a function, got ${shown(trial)}`);
  if (!(Number.isSafeInteger(seed) && seed >= 0))
    throw new RangeError(`seed must be a whole number from 0, got ${shown(seed)}`);
  if (![delta, delta0, alpha].every((p) => typeof p === 'number'))
    throw new RangeError(
      `delta, delta0 and alpha must be numbers, got ${[delta, delta0, alpha].map(shown).join(', ')}`,
    );
  if (!(0 < delta0 && delta0 < delta && delta < 1))
    throw new RangeError(`needs 0 < delta0 < delta < 1, got ${delta0} and ${delta}`);
  // Each direction gets half of it. Levels above LARGEST_LEVEL have no confidence sequence.
  if (!(0 < alpha && alpha < 2 * LARGEST_LEVEL))
    throw new RangeError(`alpha must lie in (0, ${2 * LARGEST_LEVEL}), got ${alpha}`);
  if (!(Number.isSafeInteger(budget) && budget > 0))
    throw new RangeError(`budget must be a whole number from 1 up, got ${shown(budget)}`);
  const needed = trialsNeeded({ delta, alpha: alpha / 2 });
  if (budget < needed)
    throw new RangeError(
      `a budget of ${budget} cannot support anything: ${count(needed, 'trial')} without a failure ${agree(needed, 'is', 'are')} needed`,
    );
}

const shown = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : wordsOf(value));
