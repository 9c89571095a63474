/** Saved counterexamples in words, for every format alike. */
import type { KnownCounterexample } from '../properties/records/knownRecord.ts';
import { count, formatNumber, oneLine } from './text.ts';
import { agree } from '../properties/count.ts';

/** `d0 = 16, N = 256`: the instance, what is at its default left out. */
export function knownInstance({ size, d0, changed }: KnownCounterexample): string {
  const others = Object.entries(changed).map(
    ([name, value]) => `, ${oneLine(name)} = ${formatNumber(value)}`,
  );
  return `${oneLine(size)} = ${formatNumber(d0)}${others.join('')}`;
}

/** What it is, whether it is inside the hypotheses, and what this run found when it looked again. */
export function knownSentence(known: KnownCounterexample): string {
  const { broken, rate, again, sentence } = known;
  const met =
    broken.length === 0
      ? 'it meets every hypothesis'
      : `it does not meet the ${agree(broken.length, 'hypothesis', 'hypotheses')} ${broken.map(oneLine).join(', ')}`;
  const seen = again === null ? 'this run did not look at it again' : `now ${again}: ${oneLine(sentence)}`;
  return (
    `${knownInstance(known)}: failed ${formatNumber(rate.failures)} of ${count(rate.trials, 'time')} when found ` +
    `(95 % ${formatNumber(rate.low)} to ${formatNumber(rate.high)}); ${met}; ${seen}.`
  );
}

/** `1 known counterexample` of the claim itself or of its theorem as a whole; empty where there is none. */
export function knownCount(known: readonly KnownCounterexample[] = [], claim: string): string {
  const own = known.filter(({ target }) => target === claim);
  return own.length === 0 ? '' : count(own.length, 'known counterexample');
}

/** What a saved instance means for a verdict. */
export const KNOWN_MEANING =
  'A saved instance on which a claim fails. A verdict is about instances drawn by the sampler, and one instance does not change it.';
