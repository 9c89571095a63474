/**
 * The regime map as a pure fold over evidence: which cells there are, how each came out, which still need trials. So a
 * map that was killed and started again equals the undisturbed one, and the order in which trials arrive does not matter.
 *
 * A first grid, then rounds: a box whose corners came out differently is halved along every axis. A box whose
 * corners all came out alike is not refined, so a region smaller than a box of the first grid can be missed.
 */
import type { JudgedClaim } from '../judge/judge.ts';
import { Judge } from '../judge/judge.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import { ALPHA, cellAt, cellKey, DELTA, shapeOf, type Cell, type MapPlan } from './plan.ts';

/** `undecided` means that the allowed trials did not suffice. */
export type CellStatus = 'holds' | 'fails' | 'undecided';

export interface CellState {
  readonly cell: Cell;
  readonly judged: JudgedClaim;
  readonly status: CellStatus;
  /** Decided, or its trials are spent. */
  readonly finished: boolean;
}

export interface MapState {
  readonly cells: readonly CellState[];
  /** Cells of the present round that need further trials; none when the map is complete. */
  readonly open: readonly Cell[];
  /** Boxes of the last round. */
  readonly boxes: readonly Box[];
}

/** A box of the finest grid: lower corner and side, in units of that grid. */
export interface Box {
  readonly corner: readonly number[];
  readonly side: number;
}

/** Error levels of every cell: all cells of the largest map share ALPHA, half for either direction. */
export function cellLevels(plan: MapPlan) {
  const alpha = ALPHA / shapeOf(plan).mostCells / 2;
  return { deltaAt: () => DELTA, delta0: DELTA / 10, alphaSupport: alpha, alphaRefute: alpha };
}

export function judgeOfCell(plan: MapPlan, cell: Cell): Judge {
  return new Judge([cell.d0], [''], cellLevels(plan), []);
}

/** Hands one trial to a cell's judge. */
export function readTrial(plan: MapPlan, judge: Judge, { outcome }: Evidence): void {
  const trial = outcome.status === 'measured' ? plan.target.event(outcome.measurement) : null;
  judge.add({ parts: [''], trials: [trial] });
}

/** Reads a cell's evidence in index order, up to its decision, its last trial or the first missing one. */
export function stateOfCell(plan: MapPlan, cell: Cell, evidence: ReadonlyMap<string, Evidence>): CellState {
  const judge = judgeOfCell(plan, cell);
  const { mostTrials } = shapeOf(plan);
  let index = 0;
  for (; index < mostTrials && !judge.decided; index++) {
    const trial = evidence.get(keyString(cellKey(plan, cell, index)));
    if (trial === undefined) break;
    readTrial(plan, judge, trial);
  }
  const judged = judge.result();
  const [stratum] = judged.strata;
  const status =
    stratum.verdict === 'supported' ? 'holds' : stratum.verdict === 'refuted' ? 'fails' : 'undecided';
  return { cell, judged, status, finished: judge.decided || index === mostTrials };
}

/** The map that the evidence makes. */
export function mapOf(plan: MapPlan, evidence: ReadonlyMap<string, Evidence>): MapState {
  const { base, refinements, mostCells } = shapeOf(plan);
  const finest = base * 2 ** refinements;
  const states = new Map<string, CellState>();
  const byCorner = new Map<string, CellState>();
  let boxes = grid(base, plan.axes.length, 2 ** refinements);
  let wanted = boxes;
  for (let round = 0; ; round++) {
    const fresh = new Map<string, Cell>();
    for (const corner of wanted.flatMap(cornersOf)) {
      const cell = cellAt(
        plan,
        corner.map((c) => c / finest),
      );
      if (!states.has(cell.id)) fresh.set(cell.id, cell);
    }
    if (round > 0 && states.size + fresh.size > mostCells) break;
    for (const cell of fresh.values()) states.set(cell.id, stateOfCell(plan, cell, evidence));
    const open = [...states.values()].filter((s) => !s.finished).map((s) => s.cell);
    if (open.length > 0 || round === refinements) return { cells: [...states.values()], open, boxes };
    for (const corner of wanted.flatMap(cornersOf)) {
      const shares = corner.map((c) => c / finest);
      byCorner.set(corner.join(), states.get(cellAt(plan, shares).id)!);
    }
    wanted = boxes.filter((box) => box.side > 1 && isEdge(box, byCorner)).flatMap(halves);
    if (wanted.length === 0) break;
    boxes = wanted;
  }
  return { cells: [...states.values()], open: [], boxes };
}

/** Corners that came out differently: the edge of the claim runs through the box, or near it. */
function isEdge(box: Box, byCorner: ReadonlyMap<string, CellState>): boolean {
  const states = cornersOf(box).map((corner) => byCorner.get(corner.join())!);
  const statuses = new Set(states.map((s) => s.status));
  const places = new Set(states.map((s) => s.cell.id));
  return statuses.size > 1 && places.size > 1;
}

function grid(count: number, dimensions: number, side: number): readonly Box[] {
  const line = Array.from({ length: count }, (_, i) => i * side);
  const places = dimensions === 1 ? line.map((x) => [x]) : line.flatMap((y) => line.map((x) => [x, y]));
  return places.map((corner) => ({ corner, side }));
}

function cornersOf({ corner, side }: Box): readonly (readonly number[])[] {
  return steps(corner.length).map((step) => corner.map((c, i) => c + step[i]! * side));
}

function halves({ corner, side }: Box): readonly Box[] {
  const half = side / 2;
  return steps(corner.length).map((step) => ({
    corner: corner.map((c, i) => c + step[i]! * half),
    side: half,
  }));
}

const steps = (dimensions: number): readonly (readonly number[])[] =>
  dimensions === 1
    ? [[0], [1]]
    : [
        [0, 0],
        [1, 0],
        [0, 1],
        [1, 1],
      ];
