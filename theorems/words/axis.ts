/** Quantities of an instance along which a claim may be explored and hunted. */
import type { Json } from './json.ts';

/** What one value on an axis makes of an instance. */
export interface AxisPoint {
  /** The value that the instance really has: features come in whole numbers. */
  readonly value: number;
  /** The size, where the axis is the size. */
  readonly d0?: number;
  /** Fields of the instance to set. */
  readonly set: Readonly<Record<string, Json>>;
}

/** A quantity of an instance along which a claim may be explored and hunted. */
export interface Axis {
  readonly name: string;
  readonly words: string;
  readonly scale: 'linear' | 'log';
  /** Values that make an instance at all. */
  readonly range: readonly [number, number];
  /** What a value makes of an instance of that size. */
  readonly at: (value: number, d0: number) => AxisPoint;
  /** Range of broad draws, uniform on the axis' scale; absent where another axis says the same. */
  readonly broad?: readonly [number, number];
  /** For the hunt; absent where another axis says the same, or where the statement fixes the quantity. */
  readonly hunt?: {
    /** Round numbers, ascending, from well inside the hypotheses to well outside. */
    readonly values: readonly number[];
    /** One of them: what a counterexample is shrunk towards. */
    readonly simplest: number;
    /** The part that the study's own sampler draws from; absent where it has no such freedom. */
    readonly sampler?: readonly [number, number];
    /** False: of no use beyond the sampler, where finer axes take its place. */
    readonly beyondSampler?: false;
  };
}
