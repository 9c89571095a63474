/** What the captions of all figures say alike: of seeds, and of what is expected. */
import type { Expectation } from '../../properties/records/expectation.ts';
import { count, formatNumber as num } from '../text.ts';

export function seedsSentence({ seed, seeds }: { readonly seed: number; readonly seeds: number }): string {
  const bands =
    seeds === 1 ? 'One seed, so no band' : `Lines are means, bands the range over ${count(seeds, 'seed')}`;
  return `${bands} (root seed ${seed}).`;
}

/** The numbers of all seeds, smallest to largest. */
export function rangeWords({ values }: Pick<Expectation, 'values'>): string {
  const [low, high] = [Math.min(...values), Math.max(...values)];
  return low === high ? num(low) : `${num(low)} to ${num(high)}`;
}

/** Seen or not, with the numbers of all seeds. */
export function expectationSentence(e: Expectation): string {
  return `${e.holds ? 'seen' : 'NOT seen'}: ${e.words} (${rangeWords(e)}; it has to be ${e.side} ${e.bound})`;
}
