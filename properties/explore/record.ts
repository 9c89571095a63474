/** The result of a regime map, as data: everything that its CSV, its pictures and its page need. Pure. */
import type { Json } from '../../theorems/types.ts';
import type { Evidence } from '../trials/evidence.ts';
import type { Timing } from '../trials/incident.ts';
import { mapOf, type CellState, type CellStatus } from './map.ts';
import {
  ALPHA,
  brokenHypotheses,
  cellAt,
  DELTA,
  valueAt,
  whyNoCell,
  type MapAxis,
  type MapPlan,
} from './plan.ts';
import { searchRecord, type SearchRecord } from './searchRecord.ts';
import { agree, count } from '../count.ts';

export const EXPLORE_SCHEMA = 'fct-explore/1';

export interface AxisRecord {
  readonly name: string;
  readonly words: string;
  readonly scale: 'linear' | 'log';
  readonly low: number;
  readonly high: number;
}

export interface CellRecord {
  /** Values that the cell's instances really have. */
  readonly x: number;
  readonly y?: number;
  readonly d0: number;
  readonly trials: number;
  readonly failures: number;
  /** Trials without a measurement: failures for "holds", none for "fails". */
  readonly missing: number;
  /** Interval for the failure rate, valid at every look, at the level of one cell. */
  readonly low: number;
  readonly high: number;
  readonly status: CellStatus;
  /** Hypotheses that some instance of this cell does not meet: empty inside the domain. */
  readonly outside: readonly string[];
}

/** Between a cell that holds and one that fails; the failure rate passes delta in between. */
export interface ThresholdRecord {
  readonly estimate: number;
  /** The last decided cell on the one side and the first on the other. */
  readonly low: number;
  readonly high: number;
  readonly along: 'x' | 'y';
  /** Value on the other axis. */
  readonly at?: number;
  /** Status on the lower side. */
  readonly below: 'holds' | 'fails';
}

/** Values of x between which every instance drawn meets every hypothesis, at one value of y. */
export interface DomainRecord {
  readonly at?: number;
  readonly low: number;
  readonly high: number;
}

export interface ExploreRecord extends SearchRecord {
  readonly schema: typeof EXPLORE_SCHEMA;
  readonly words: string;
  readonly sentence: string;
  readonly axes: readonly AxisRecord[];
  /** Size of all cells; null when an axis is the size. */
  readonly d0: number | null;
  readonly set: Readonly<Record<string, Json>>;
  /** Allowed failure rate that the cells are judged by. */
  readonly delta: number;
  /** Chance that any cell is shown as what it is not, at most. */
  readonly alpha: number;
  readonly cells: readonly CellRecord[];
  readonly thresholds: readonly ThresholdRecord[];
  readonly domain: readonly DomainRecord[];
  readonly timing: Timing;
}

export function exploreRecord(
  plan: MapPlan,
  evidence: ReadonlyMap<string, Evidence>,
  command: string,
  timing: Timing,
): ExploreRecord {
  const state = mapOf(plan, evidence);
  const cells = state.cells
    .map((s) => cellRecord(plan, s))
    .sort((a, b) => (a.y ?? 0) - (b.y ?? 0) || a.x - b.x);
  const thresholds = thresholdsOf(plan, cells);
  const complete = state.open.length === 0;
  return {
    schema: EXPLORE_SCHEMA,
    ...searchRecord(plan, complete, command, timing),
    words: plan.target.words,
    sentence: sentenceOf(plan, cells, thresholds, complete),
    axes: plan.axes.map(({ axis: { name, words, scale }, low, high }) => ({ name, words, scale, low, high })),
    d0: plan.axes.some(({ axis }) => axis.name === 'd0') ? null : plan.d0,
    set: plan.root.regime.set,
    delta: DELTA,
    alpha: ALPHA,
    cells,
    thresholds,
    domain: domainOf(plan),
  };
}

function cellRecord(plan: MapPlan, { cell, judged, status }: CellState): CellRecord {
  const [stratum] = judged.strata;
  const [x, y] = cell.at;
  return {
    x: x!,
    ...(y === undefined ? {} : { y }),
    d0: cell.d0,
    trials: judged.trials,
    failures: judged.failures,
    missing: judged.missing,
    ...stratum.sequence,
    status,
    outside: brokenHypotheses(plan, cell),
  };
}

/** Along every row, and every column, each change from a cell that holds to one that fails or back. */
export function thresholdsOf(
  { axes }: Pick<MapPlan, 'axes'>,
  cells: readonly CellRecord[],
): readonly ThresholdRecord[] {
  const along = (axis: 'x' | 'y', other: 'x' | 'y', scale: MapAxis['axis']['scale']) => {
    const lines = new Map<number | undefined, CellRecord[]>();
    for (const cell of cells) lines.set(cell[other], [...(lines.get(cell[other]) ?? []), cell]);
    return [...lines].flatMap(([at, line]) =>
      changesOn(line, (c) => c[axis]!, scale).map((t) => ({
        ...t,
        along: axis,
        ...(at === undefined ? {} : { at }),
      })),
    );
  };
  const [x, y] = axes;
  return [...along('x', 'y', x!.axis.scale), ...(y === undefined ? [] : along('y', 'x', y.axis.scale))];
}

function changesOn(line: readonly CellRecord[], value: (c: CellRecord) => number, scale: 'linear' | 'log') {
  const sorted = [...line].sort((a, b) => value(a) - value(b));
  const decided = sorted.filter((c) => c.status !== 'undecided');
  return decided.slice(1).flatMap((next, i) => {
    const before = decided[i]!;
    if (before.status === next.status) return [];
    const between = sorted.slice(sorted.indexOf(before), sorted.indexOf(next) + 1);
    return [
      {
        estimate: Number(crossingOf(between, value, scale).toPrecision(4)),
        low: value(before),
        high: value(next),
        below: before.status as 'holds' | 'fails',
      },
    ];
  });
}

/**
 * Where the failure rate passes DELTA, by straight lines between the log-odds of the cells, half a failure and half a
 * success added to each. A description; the inference is the interval.
 */
function crossingOf(
  cells: readonly CellRecord[],
  value: (c: CellRecord) => number,
  scale: 'linear' | 'log',
): number {
  const place = (c: CellRecord) => (scale === 'log' ? Math.log(value(c)) : value(c));
  const excess = ({ failures, trials, missing }: CellRecord) =>
    Math.log((failures + 0.5) / (trials - missing - failures + 0.5)) - Math.log(DELTA / (1 - DELTA));
  for (let i = 1; i < cells.length; i++) {
    const [a, b] = [cells[i - 1]!, cells[i]!];
    if (excess(a) <= 0 === excess(b) <= 0) continue;
    const share = excess(a) / (excess(a) - excess(b));
    const at = place(a) + share * (place(b) - place(a));
    return scale === 'log' ? Math.exp(at) : at;
  }
  const [first, last] = [cells[0]!, cells.at(-1)!];
  return scale === 'log' ? Math.sqrt(value(first) * value(last)) : (value(first) + value(last)) / 2;
}

/** Points looked at along x, and rows along y. */
const DOMAIN_POINTS = 128;
const DOMAIN_ROWS = 32;

/** Where the hypotheses hold: drawn beside the map, so that a failure outside them is seen as that. */
function domainOf(plan: MapPlan): readonly DomainRecord[] {
  const rows =
    plan.axes.length === 1 ? [undefined] : Array.from({ length: DOMAIN_ROWS + 1 }, (_, i) => i / DOMAIN_ROWS);
  return rows.flatMap((row) => {
    const inside = Array.from({ length: DOMAIN_POINTS + 1 }, (_, i) => i / DOMAIN_POINTS).map((share) => {
      const cell = cellAt(plan, row === undefined ? [share] : [share, row]);
      return {
        x: valueAt(plan.axes[0]!, share),
        in: whyNoCell(plan, cell) === undefined && brokenHypotheses(plan, cell, 4).length === 0,
      };
    });
    const starts = inside.filter((p, i) => p.in && !inside[i - 1]?.in);
    const ends = inside.filter((p, i) => p.in && !inside[i + 1]?.in);
    const at = row === undefined ? {} : { at: valueAt(plan.axes[1]!, row) };
    return starts.map((start, i) => ({ ...at, low: start.x, high: ends[i]!.x }));
  });
}

const percent = (p: number) => `${Number((100 * p).toPrecision(3))} %`;
const short = (x: number) => String(Number(x.toPrecision(4)));

function sentenceOf(
  plan: MapPlan,
  cells: readonly CellRecord[],
  thresholds: readonly ThresholdRecord[],
  complete: boolean,
): string {
  const name = plan.target.claim ?? plan.target.theorem;
  const of = (status: CellStatus) => cells.filter((c) => c.status === status).length;
  const counts = `${count(of('holds'), 'cell')} ${agree(of('holds'), 'holds', 'hold')}, ${of('fails')} ${agree(of('fails'), 'fails', 'fail')}, ${of('undecided')} ${agree(of('undecided'), 'is', 'are')} undecided`;
  const head = `${name}: ${counts}${complete ? '' : ' (stopped early; the same command goes on)'}.`;
  const level = `Cells are judged by a failure rate of ${percent(DELTA)}; the chance that any is shown as what it is not is at most ${percent(ALPHA)}.`;
  if (plan.axes.length > 1) return `${head} ${level}`;
  const { axis } = plan.axes[0]!;
  const edges = thresholds.map(
    (t) =>
      `it ${t.below} at ${axis.name} = ${short(t.low)} and ${t.below === 'holds' ? 'fails' : 'holds'} at ${short(t.high)}, passing ${percent(DELTA)} at about ${short(t.estimate)}`,
  );
  const edge = edges.length === 0 ? 'No edge was found in this range.' : `Going up, ${edges.join('; ')}.`;
  return `${head} ${edge} ${level}`;
}
