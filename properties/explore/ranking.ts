/**
 * Which quantity decides? Each candidate gets a threshold, and candidates are ranked by how many draws lie on the side that the
 * threshold predicts. Among the draws for which the best one predicts "holds", a second reason to fail is looked for. Thresholds
 * are found on one set of draws and tested on another. Pure.
 */
import { clopperPearson } from '../judge/statistics/index.ts';
import type { Draw } from './decides.ts';
import { saysHolds, thresholdOf, type Threshold } from './threshold.ts';

/** A share of draws with its Clopper-Pearson interval (95 %). */
export interface Share {
  readonly draws: number;
  readonly accuracy: number;
  readonly low: number;
  readonly high: number;
}

export interface RankedQuantity {
  readonly quantity: string;
  /** The claim fails on this side of the threshold. */
  readonly fails: 'above' | 'below';
  /**
   * Interval of 95 % for a quantity that was named beforehand (threshold.ts). It is not corrected for the choice of this quantity;
   * that of a second reason is also not corrected for the first threshold. Null where the draws do not bound it.
   */
  readonly threshold: {
    readonly estimate: number;
    readonly low: number | null;
    readonly high: number | null;
  };
  /** On the draws that found the threshold. */
  readonly accuracy: number;
  /** On fresh draws, and its interval. */
  readonly freshAccuracy: number;
  readonly fresh: Share;
  /** On the fresh draws that lie outside the threshold's interval; null where there are none. */
  readonly outside: Share | null;
}

/** A fresh draw at a quantity. */
export interface ShownDraw {
  readonly value: number;
  readonly holds: boolean;
  readonly slack: number;
}

/** What decides among the draws that lie beyond the best quantity's interval, on the side where it predicts "holds". */
export interface SecondReason {
  readonly best: RankedQuantity;
  readonly shown: readonly ShownDraw[];
  /** How often "holds where both thresholds say so" is right, on all fresh draws. */
  readonly together: Share;
  /** The same on the fresh draws outside the first interval and, where the first says "holds", outside the second; null where there are none. */
  readonly outside: Share | null;
}

export interface Ranking {
  /** Best first, by accuracy on the draws that found the thresholds; then the simpler one. */
  readonly ranking: readonly RankedQuantity[];
  /** The fresh draws at the best quantity. */
  readonly shown: readonly ShownDraw[];
  /** The most accurate quantity whose threshold has a bound on both sides; null where there is none. */
  readonly second: SecondReason | null;
}

export type Known = Draw & { readonly holds: boolean };

interface Candidate {
  readonly name: string;
  readonly of: (q: Readonly<Record<string, number>>) => number;
  readonly parts: number;
}

/** A candidate with the threshold that the draws give it. */
interface Rule {
  readonly candidate: Candidate;
  readonly threshold: Threshold;
}

/**
 * Ranks every quantity, and every product and quotient of two, if it is finite on every draw. Nothing is ranked if the draws that
 * find the thresholds all came out alike, or if there are no draws to test them.
 */
export function rankingOf(find: readonly Known[], test: readonly Known[]): Ranking {
  const rules = rulesFor(find, test);
  const [best] = rules;
  return {
    ranking: rules.map((rule) => ranked(rule, test)),
    shown: best === undefined ? [] : valuesAt(best.candidate, test),
    second: best === undefined ? null : secondBeside(best, find, test),
  };
}

function secondBeside(first: Rule, find: readonly Known[], test: readonly Known[]): SecondReason | null {
  const passes = (draw: Known) => beyond(first, draw) && says(first, draw);
  const [left, fresh] = [find.filter(passes), test.filter(passes)];
  const second = rulesFor(left, fresh).find(bounded);
  if (second === undefined) return null;
  const right = (draw: Known) => (says(first, draw) && says(second, draw)) === draw.holds;
  const outside = test.filter((d) => beyond(first, d) && (!says(first, d) || beyond(second, d)));
  return {
    best: ranked(second, fresh),
    shown: valuesAt(second.candidate, fresh),
    together: shareOf(test, right)!,
    outside: shareOf(outside, right),
  };
}

function rulesFor(find: readonly Known[], test: readonly Known[]): readonly Rule[] {
  if (test.length === 0 || new Set(find.map((d) => d.holds)).size < 2) return [];
  return candidates(find[0]!.quantities)
    .filter(({ of }) => [...find, ...test].every((d) => Number.isFinite(of(d.quantities))))
    .map((candidate) => ({ candidate, threshold: thresholdOf(valuesAt(candidate, find)) }))
    .sort(
      (a, b) =>
        b.threshold.accuracy - a.threshold.accuracy ||
        a.candidate.parts - b.candidate.parts ||
        (a.candidate.name < b.candidate.name ? -1 : 1),
    );
}

function ranked(rule: Rule, test: readonly Known[]): RankedQuantity {
  const { low, high, estimate, fails, accuracy } = rule.threshold;
  const right = (draw: Known) => says(rule, draw) === draw.holds;
  const fresh = shareOf(test, right)!;
  return {
    quantity: rule.candidate.name,
    fails,
    threshold: { estimate, low: finite(low), high: finite(high) },
    accuracy,
    freshAccuracy: fresh.accuracy,
    fresh,
    outside: shareOf(
      test.filter((d) => beyond(rule, d)),
      right,
    ),
  };
}

function candidates(quantities: Readonly<Record<string, number>>): readonly Candidate[] {
  const names = Object.keys(quantities);
  const single = names.map((name): Candidate => ({ name, of: (q) => q[name]!, parts: 1 }));
  const pairs = names.flatMap((a, i) =>
    names.slice(i + 1).flatMap((b): Candidate[] => [
      { name: `(${a}) (${b})`, of: (q) => q[a]! * q[b]!, parts: 2 },
      { name: `(${a}) / (${b})`, of: (q) => q[a]! / q[b]!, parts: 2 },
    ]),
  );
  return [...single, ...pairs];
}

const valuesAt = ({ of }: Candidate, draws: readonly Known[]): readonly ShownDraw[] =>
  draws.map(({ quantities, holds, slack }) => ({ value: of(quantities), holds, slack }));

const says = ({ candidate, threshold }: Rule, draw: Known) =>
  saysHolds(threshold, candidate.of(draw.quantities));

function beyond({ candidate, threshold }: Rule, draw: Known): boolean {
  const value = candidate.of(draw.quantities);
  return value < threshold.low || value > threshold.high;
}

const bounded = ({ threshold: { low, high } }: Rule) => Number.isFinite(low) && Number.isFinite(high);

function shareOf(draws: readonly Known[], right: (draw: Known) => boolean): Share | null {
  const trials = draws.length;
  if (trials === 0) return null;
  const failures = draws.filter((d) => !right(d)).length;
  const wrong = clopperPearson({ failures, trials, alpha: 0.05 });
  return { draws: trials, accuracy: 1 - failures / trials, low: 1 - wrong.high, high: 1 - wrong.low };
}

const finite = (x: number) => (Number.isFinite(x) ? x : null);
