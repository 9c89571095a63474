/** What is drawn, trained and measured. */
import type { Arbitrary } from 'fast-check';
import type { Engine } from '../../sim/engines/engine.ts';
import type { TrainingSetup, TrainingState } from '../../sim/network.ts';
import type { Label, StreamKey } from '../../sim/random/stream.ts';
import type { Axis } from './axis.ts';
import type { Curves } from './curves.ts';
import type { Json, Plain } from './json.ts';

/** One named field of an instance, changed. */
export interface Variant {
  readonly field: string;
  readonly value: Json;
  readonly words: string;
}

/** What makes an instance: a path, a size, a variant, and fields that the user set. */
export interface InstanceInput<Path = Json> {
  readonly path: Path;
  readonly d0: number;
  /** `main`, or the name of a variant. */
  readonly variant: string;
  /** Fields of the instance set by the user; empty in the suite's own runs. */
  readonly set: Readonly<Record<string, Json>>;
}

/** What a study's `measure` is given; everything it may depend on. */
export interface TrialInput<Path = Json> extends InstanceInput<Path> {
  /** The name of the trial's stream; sub-streams append to it. */
  readonly labels: readonly Label[];
  readonly engine: Engine;
}

/** One training run, as an engine is given it. */
export interface Training {
  readonly setup: TrainingSetup;
  readonly batches: StreamKey;
  readonly start: TrainingState;
  readonly steps: number;
}

/** A sampler, one experiment and its measurement, shared by several theorems; its author sees the types of both. */
export interface StudyOf<Path, Measurement> {
  readonly id: string;
  readonly title: string;
  /** Paths: plain JSON recipes for every size. Drawn unbiased and independently. */
  readonly sampler: Arbitrary<Path>;
  /** The sampler's restrictions, as shown to the reader: all ours. */
  readonly samplerWords: readonly string[];
  /** Parts of the sampler that may be strata of their own, and the one that a path lies in. */
  readonly parts: readonly string[];
  /** The part that a path lies in. */
  readonly partOf: (path: Path) => string;
  /** The instance a path stands for at one size, as plain JSON (shown in reports). Throws a `NoInstanceError` where there is none. */
  readonly instance: (at: InstanceInput<Path>) => Readonly<Record<string, Json>>;
  /** Which executable hypotheses the instance meets, by hypothesis id. */
  readonly hypotheses: (at: InstanceInput<Path>) => Readonly<Record<string, boolean>>;
  /** Numeric fields of the instance that a user may put conditions on. */
  readonly fields: readonly string[];
  /** What the fields of the instance are, for a reader; absent of one that goes by its name alone. */
  readonly fieldWords?: Readonly<Record<string, string>>;
  /** Fields of the instance that a user may set. */
  readonly settable: readonly string[];
  readonly variants: Readonly<Record<string, Variant>>;
  /** Trains and measures; plain JSON. Throws `DivergedError` where the training did. */
  readonly measure: (trial: TrialInput<Path>) => Measurement;
  /** What a trial trains and for how long, for an audit of its engine; absent when it trains nothing. */
  readonly training?: (trial: Omit<TrialInput<Path>, 'engine'>) => Training;
  /** Quantities along which claims may be explored; absent: none. */
  readonly axes?: readonly Axis[];
  /** Dimensionless quantities that may decide whether a claim holds; positive or 0. Absent: the numeric `fields` of the instance. */
  readonly dimensionless?: (at: InstanceInput<Path>) => Readonly<Record<string, number>>;
  /**
   * What is drawn of a measurement; absent: it is shown as data. Over it may lie what the limit of large networks and batches
   * is, with no constant fitted; no verdict reads that.
   */
  readonly curves?: (measurement: Measurement, at: InstanceInput<Path>) => Curves;
  /** Sizes d0 at which the profiles of the command line train it, by the profile's name; in a profile that is absent, at none. */
  readonly sizes?: Readonly<Record<string, readonly number[]>>;
  /** What the size is called (`d0`, `t`, `m`), as reports write it: "m = 64"; n when left out. */
  readonly sizeSymbol?: string;
  /** Relative cost of one trial at a size, for planning and for starting large trials first. */
  readonly cost: (path: Path, d0: number) => number;
}

/** A study as those see it who draw, run and judge any: paths and measurements are plain data. */
export type Study = StudyOf<Json, Json>;

/** A study that keeps its types for the claims that refer to it. */
export interface DefinedStudy<Path, Measurement> extends Study {
  /** What the study itself drew or measured, with its type again. */
  readonly asPath: (path: Json) => Path;
  /** The same of a measurement. */
  readonly asMeasurement: (measurement: Json) => Measurement;
}

/** What a study calls its size. */
export function sizeSymbol({ sizeSymbol = 'n' }: Pick<Study, 'sizeSymbol'>): string {
  return sizeSymbol;
}

/** What most studies have no need to say. */
const USUAL = {
  parts: [''],
  partOf: () => '',
  fields: [],
  settable: [],
  variants: {},
  cost: (_: Json, d0: number) => d0,
} satisfies Partial<Study>;

/** A study as its author writes it. Left out: one part, no fields to set or to put conditions on, no variants, a cost like the size. */
export type StudyWords<Path, Measurement> = Omit<StudyOf<Path, Measurement>, keyof typeof USUAL> &
  Partial<Pick<StudyOf<Path, Measurement>, keyof typeof USUAL>>;

/** Makes a study of one with types: the compiler checks that they are plain data, and here they are dropped. */
export function defineStudy<Path, Measurement>(
  study: StudyWords<Plain<Path>, Plain<Measurement>>,
): DefinedStudy<Path, Measurement>;
export function defineStudy(study: StudyWords<Json, Json>): DefinedStudy<Json, Json> {
  return { ...USUAL, ...study, asPath: (path) => path, asMeasurement: (measurement) => measurement };
}
