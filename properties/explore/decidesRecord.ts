/** The ranking of what decides, as data. Pure. */
import type { Json } from '../../theorems/types.ts';
import type { Evidence } from '../trials/evidence.ts';
import type { Timing } from '../trials/incident.ts';
import { drawsOf, type DecidesPlan, type Draw } from './decides.ts';
import { rankingOf, type Known, type RankedQuantity, type Ranking, type SecondReason } from './ranking.ts';
import { searchRecord, type SearchRecord } from './searchRecord.ts';
import { count } from '../count.ts';

export const DECIDES_SCHEMA = 'fct-what-decides/1';

export interface DecidesRecord extends SearchRecord, Ranking {
  readonly schema: typeof DECIDES_SCHEMA;
  readonly sentence: string;
  readonly d0: number;
  readonly set: Readonly<Record<string, Json>>;
  /** What was drawn, and over which range. */
  readonly drawn: readonly { readonly name: string; readonly low: number; readonly high: number }[];
  readonly draws: {
    readonly find: DrawCounts;
    readonly test: DrawCounts;
  };
  readonly timing: Timing;
}

export interface DrawCounts {
  readonly holds: number;
  readonly fails: number;
  /** Draws whose measurement does not say; they are left out. */
  readonly unknown: number;
}

export function decidesRecord(
  plan: DecidesPlan,
  evidence: ReadonlyMap<string, Evidence>,
  command: string,
  timing: Timing,
): DecidesRecord {
  const { target, root, d0 } = plan;
  const [find, test] = [drawsOf(plan, 'find', evidence), drawsOf(plan, 'test', evidence)];
  const ranking = rankingOf(known(find), known(test));
  const complete = find.length === plan.draws && test.length === plan.draws;
  const draws = { find: countsOf(find), test: countsOf(test) };
  return {
    schema: DECIDES_SCHEMA,
    ...searchRecord(plan, complete, command, timing),
    sentence: sentenceOf(target.claim ?? target.theorem, ranking, draws),
    d0,
    set: root.regime.set,
    drawn: (target.study.axes ?? []).flatMap(({ name, broad, at }) =>
      broad === undefined || Object.keys(at(broad[0], d0).set).some((f) => f in root.regime.set)
        ? []
        : [{ name, low: broad[0], high: broad[1] }],
    ),
    draws,
    ...ranking,
  };
}

const known = (draws: readonly Draw[]): readonly Known[] =>
  draws.filter((d): d is Known => d.holds !== undefined);

function countsOf(draws: readonly Draw[]): DrawCounts {
  const count = (holds: boolean | undefined) => draws.filter((d) => d.holds === holds).length;
  return { holds: count(true), fails: count(false), unknown: count(undefined) };
}

const percent = (p: number) => `${(100 * p).toFixed(1)} %`;
const short = (x: number | null) => (x === null ? 'beyond the draws' : String(Number(x.toPrecision(3))));

function sentenceOf(
  name: string,
  { ranking: [best], second }: Ranking,
  draws: DecidesRecord['draws'],
): string {
  if (best === undefined) return `${name}: ${whyUnranked(draws)}.`;
  const { fresh, outside } = best;
  const tail =
    outside === null
      ? '.'
      : `, on ${percent(outside.accuracy)} of the ${outside.draws} outside that interval.`;
  return (
    `${name} fails ${sideOf(best)}: right on ${percent(fresh.accuracy)} of ${count(fresh.draws, 'fresh draw')} ` +
    `(${percent(fresh.low)} to ${percent(fresh.high)})${tail}${second === null ? '' : ` ${secondSentence(second)}`}`
  );
}

function whyUnranked({ find, test }: DecidesRecord['draws']): string {
  if (find.holds + find.fails === 0) return 'there is no draw yet whose measurement says whether it holds';
  if (find.holds === 0 || find.fails === 0)
    return 'the draws all came out alike, so nothing can be told apart';
  if (test.holds + test.fails === 0) return 'there is no fresh draw yet to test a threshold on';
  return 'no quantity is finite on every draw';
}

function secondSentence({ best, together, outside }: SecondReason): string {
  return (
    `Where that says it holds, outside its interval, it fails ${sideOf(best)}: both together are right on ${percent(together.accuracy)} ` +
    `(${percent(together.low)} to ${percent(together.high)})` +
    (outside === null
      ? '.'
      : `, on ${percent(outside.accuracy)} of the ${outside.draws} outside both intervals.`)
  );
}

const sideOf = ({ fails, quantity, threshold: { estimate, low, high } }: RankedQuantity) =>
  `${fails === 'above' ? 'at or above' : 'below'} ${quantity} = ${short(estimate)} (interval ${short(low)} to ${short(high)})`;
