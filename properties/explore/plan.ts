/**
 * The question of a regime map: one claim, one or two axes, and everything else as the study's sampler draws it. Every cell has
 * its own size and set fields, and fresh streams, because what is set is part of the streams' names.
 */
import type { Axis, Json } from '../../theorems/types.ts';
import { whyNoInstance } from '../gather/instances.ts';
import { purposeText } from '../trials/purpose.ts';
import type { SeedRoot, TrialKey } from '../trials/seeds.ts';
import { drawPath } from '../trials/seeds.ts';
import { TargetError, type Target } from './target.ts';

export interface MapAxis {
  readonly axis: Axis;
  readonly low: number;
  readonly high: number;
}

export interface MapPlan {
  readonly target: Target;
  /** One or two. */
  readonly axes: readonly MapAxis[];
  /** Size of every cell, unless an axis is the size. */
  readonly d0: number;
  /** Its regime holds what the user set for all cells. */
  readonly root: SeedRoot;
  readonly engine: string;
}

/** How fine a map is and what a cell may cost; the error rates of its cells add up to ALPHA at most. */
export interface MapShape {
  /** Intervals of the first round, per axis. */
  readonly base: number;
  /** Times that boxes at the edge are halved. */
  readonly refinements: number;
  readonly mostCells: number;
  readonly mostTrials: number;
}

/** The allowed failure rate: a cell holds when P(failure) < DELTA is shown, fails when P(failure) > DELTA is. */
export const DELTA = 0.1;
/** Chance that any cell of the map is labelled wrongly. */
export const ALPHA = 0.05;

export const SHAPES: readonly [MapShape, MapShape] = [
  { base: 8, refinements: 3, mostCells: 40, mostTrials: 160 },
  { base: 4, refinements: 3, mostCells: 200, mostTrials: 160 },
];

export function shapeOf(plan: MapPlan): MapShape {
  return SHAPES[plan.axes.length - 1]!;
}

/** A place of the map, at the values its instances really have. */
export interface Cell {
  readonly id: string;
  readonly at: readonly number[];
  readonly d0: number;
  readonly set: Readonly<Record<string, Json>>;
}

/** Refuses ranges that an axis does not have, axes that set the same field, and maps with cells that have no instance. */
export function checkPlan(plan: MapPlan): void {
  const taken = new Map(Object.keys(plan.root.regime.set).map((field) => [field, '--set']));
  for (const { axis, low, high } of plan.axes) {
    const [least, most] = axis.range;
    if (!(least <= low && low < high && high <= most))
      throw new TargetError(
        `${axis.name} needs a range low:high within ${least} to ${most}, got ${low}:${high}`,
      );
    const point = axis.at(low, plan.d0);
    for (const field of [...Object.keys(point.set), ...(point.d0 === undefined ? [] : ['d0'])]) {
      const other = taken.get(field);
      if (other !== undefined)
        throw new TargetError(`${axis.name} and ${other} both set ${field}; leave one of them out`);
      taken.set(field, axis.name);
    }
  }
  for (const shares of finestGrid(plan)) {
    const cell = cellAt(plan, shares);
    const fault = whyNoCell(plan, cell);
    if (fault === undefined) continue;
    const at = plan.axes.map(({ axis }, i) => `${axis.name} = ${cell.at[i]}`).join(', ');
    throw new TargetError(`there is no instance at ${at}: ${fault}; leave it out of the range`);
  }
}

/** The value at a share of the way from low to high, rounded to six digits: the same on every machine. */
export function valueAt({ axis, low, high }: MapAxis, share: number): number {
  const value = axis.scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;
  return Number(value.toPrecision(6));
}

/** The cell at given shares of the axes. */
export function cellAt(plan: MapPlan, shares: readonly number[]): Cell {
  const wanted = plan.axes.map((axis, i) => ({ ...axis, value: valueAt(axis, shares[i]!) }));
  const sizes = wanted.map(({ axis, value }) => axis.at(value, plan.d0).d0);
  const d0 = sizes.find((size) => size !== undefined) ?? plan.d0;
  const points = wanted.map(({ axis, value }) => axis.at(value, d0));
  const at = points.map((p) => Number(p.value.toPrecision(6)));
  const set = Object.assign({}, plan.root.regime.set, ...points.map((p) => p.set)) as Cell['set'];
  return { id: at.join(','), at, d0, set };
}

/** Streams and regime of a cell's trials. */
export function cellRoot(plan: MapPlan, cell: Cell): SeedRoot {
  return { ...plan.root, regime: { where: [], set: cell.set } };
}

export function cellKey(plan: MapPlan, cell: Cell, index: number): TrialKey {
  return {
    study: plan.target.study.id,
    variant: 'main',
    purpose: purposeText({ kind: 'explore', cell: cell.id }),
    index,
    d0: cell.d0,
  };
}

/** Hypotheses that some of the first instances of a cell do not meet. */
export function brokenHypotheses(plan: MapPlan, cell: Cell, instances = 8): readonly string[] {
  const broken = new Set<string>();
  for (let index = 0; index < instances; index++) {
    const path = drawPath(plan.target.study, cellRoot(plan, cell), cellKey(plan, cell, index));
    const met = plan.target.study.hypotheses({ path, d0: cell.d0, variant: 'main', set: cell.set });
    for (const [id, holds] of Object.entries(met)) if (!holds) broken.add(id);
  }
  return [...broken].sort();
}

/** Why a cell has no instance; undefined where it has one. */
export function whyNoCell(plan: MapPlan, cell: Cell): string | undefined {
  const { study } = plan.target;
  const path = drawPath(study, cellRoot(plan, cell), cellKey(plan, cell, 0));
  return whyNoInstance(study, { path, d0: cell.d0, variant: 'main', set: cell.set });
}

/** Shares of every place that a map may come to look at. */
function finestGrid(plan: MapPlan): readonly (readonly number[])[] {
  const { base, refinements } = shapeOf(plan);
  const steps = base * 2 ** refinements;
  const line = Array.from({ length: steps + 1 }, (_, i) => i / steps);
  return plan.axes.length === 1 ? line.map((x) => [x]) : line.flatMap((y) => line.map((x) => [x, y]));
}
