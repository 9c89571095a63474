/** The ranking of what decides, as data. Pure. */
import type { Json } from '../../theorems/types.ts';
import type { Evidence } from '../evidence.ts';
import { clopperPearson } from '../statistics/index.ts';
import { drawsOf, type DecidesPlan, type Draw } from './decides.ts';
import { saysHolds, thresholdOf, type Threshold } from './threshold.ts';

export const DECIDES_SCHEMA = 'fct-what-decides/1';

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
  /** Interval of 95 % (threshold.ts); null where the draws do not bound it. */
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
  /** On those fresh draws that lie outside the threshold's interval; null of none. */
  readonly outside: Share | null;
}

export interface DecidesRecord {
  readonly schema: typeof DECIDES_SCHEMA;
  readonly theorem: string;
  readonly claim: string | null;
  readonly title: string;
  readonly sentence: string;
  readonly d0: number;
  readonly set: Readonly<Record<string, Json>>;
  /** What was drawn, and over which range. */
  readonly drawn: readonly { readonly name: string; readonly low: number; readonly high: number }[];
  readonly draws: {
    readonly find: DrawCounts;
    readonly test: DrawCounts;
  };
  readonly complete: boolean;
  /** Best first, by accuracy on the draws that found the thresholds; then the simpler one. */
  readonly ranking: readonly RankedQuantity[];
  /** The fresh draws at the best quantity. */
  readonly shown: readonly { readonly value: number; readonly holds: boolean; readonly slack: number }[];
  readonly seed: number;
  readonly engine: string;
  readonly fingerprint: string;
  readonly command: string;
  readonly timing: { readonly durationSeconds: number };
}

export interface DrawCounts {
  readonly holds: number;
  readonly fails: number;
  /** Draws whose measurement does not say; they are left out. */
  readonly unknown: number;
}

interface Candidate {
  readonly name: string;
  readonly of: (q: Readonly<Record<string, number>>) => number;
  readonly parts: number;
}

type Known = Draw & { readonly holds: boolean };

export function decidesRecord(
  plan: DecidesPlan,
  evidence: ReadonlyMap<string, Evidence>,
  command: string,
  durationSeconds: number,
): DecidesRecord {
  const { target, root, engine, d0 } = plan;
  const [find, test] = [drawsOf(plan, 'find', evidence), drawsOf(plan, 'test', evidence)];
  const ranking = rank(known(find), known(test));
  const best = ranking[0];
  const bestOf = candidates(find[0]?.quantities ?? {}).find((c) => c.name === best?.quantity)?.of;
  return {
    schema: DECIDES_SCHEMA,
    theorem: target.theorem,
    claim: target.claim,
    title: target.title,
    sentence: sentenceOf(target.claim ?? target.theorem, best),
    d0,
    set: root.regime.set,
    drawn: (target.study.axes ?? []).flatMap(({ name, broad, at }) =>
      broad === undefined || Object.keys(at(broad[0], d0).set).some((f) => f in root.regime.set)
        ? []
        : [{ name, low: broad[0], high: broad[1] }],
    ),
    draws: { find: countsOf(find), test: countsOf(test) },
    complete: find.length === plan.draws && test.length === plan.draws,
    ranking,
    shown:
      bestOf === undefined
        ? []
        : known(test).map((d) => ({
            value: bestOf(d.quantities),
            holds: d.holds,
            slack: d.slack,
          })),
    seed: root.seed,
    engine,
    fingerprint: root.fingerprint,
    command,
    timing: { durationSeconds },
  };
}

/** Ranks every quantity, and every product and quotient of two. Nothing is ranked where all draws came out alike. */
export function rank(find: readonly Known[], test: readonly Known[]): readonly RankedQuantity[] {
  if (test.length === 0 || new Set(find.map((d) => d.holds)).size < 2) return [];
  return candidates(find[0]!.quantities)
    .filter(({ of }) => [...find, ...test].every((d) => Number.isFinite(of(d.quantities))))
    .map(({ name, of, parts }) => {
      const at = (draws: readonly Known[]) => draws.map((d) => ({ value: of(d.quantities), holds: d.holds }));
      const threshold = thresholdOf(at(find));
      const fresh = shareOf(threshold, at(test))!;
      const { low, high, estimate, fails, accuracy } = threshold;
      const beyond = at(test).filter(({ value }) => value < low || value > high);
      return {
        parts,
        ranked: {
          quantity: name,
          fails,
          threshold: { estimate, low: finite(low), high: finite(high) },
          accuracy,
          freshAccuracy: fresh.accuracy,
          fresh,
          outside: shareOf(threshold, beyond),
        },
      };
    })
    .sort(
      (a, b) =>
        b.ranked.accuracy - a.ranked.accuracy ||
        a.parts - b.parts ||
        (a.ranked.quantity < b.ranked.quantity ? -1 : 1),
    )
    .map(({ ranked }) => ranked);
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

function shareOf(
  threshold: Threshold,
  draws: readonly { readonly value: number; readonly holds: boolean }[],
): Share | null {
  const trials = draws.length;
  if (trials === 0) return null;
  const failures = draws.filter((d) => saysHolds(threshold, d.value) !== d.holds).length;
  const wrong = clopperPearson({ failures, trials, alpha: 0.05 });
  return { draws: trials, accuracy: 1 - failures / trials, low: 1 - wrong.high, high: 1 - wrong.low };
}

const known = (draws: readonly Draw[]): readonly Known[] =>
  draws.filter((d): d is Known => d.holds !== undefined);

const finite = (x: number) => (Number.isFinite(x) ? x : null);

function countsOf(draws: readonly Draw[]): DrawCounts {
  const count = (holds: boolean | undefined) => draws.filter((d) => d.holds === holds).length;
  return { holds: count(true), fails: count(false), unknown: count(undefined) };
}

function sentenceOf(name: string, best: RankedQuantity | undefined): string {
  if (best === undefined) return `${name}: the draws all came out alike, so nothing can be told apart.`;
  const percent = (p: number) => `${(100 * p).toFixed(1)} %`;
  const short = (x: number | null) => (x === null ? 'beyond the draws' : String(Number(x.toPrecision(3))));
  const { quantity, threshold, fails, fresh, outside } = best;
  const side = fails === 'above' ? 'at or above' : 'below';
  return (
    `${name} fails ${side} ${quantity} = ${short(threshold.estimate)} (interval ${short(threshold.low)} to ${short(threshold.high)}): ` +
    `right on ${percent(fresh.accuracy)} of ${fresh.draws} fresh draws (${percent(fresh.low)} to ${percent(fresh.high)})` +
    (outside === null
      ? '.'
      : `, on ${percent(outside.accuracy)} of the ${outside.draws} outside that interval.`)
  );
}
