/** What a study draws of one measurement: plain data, so that whoever shows it need not know the study. */
export interface Curves {
  /** What the curves run over: over a column of numbers ("s"), in a sentence ("the time s"), and at the axis. */
  readonly over: { readonly symbol: string; readonly words: string; readonly label: string };
  /** Where it was measured, and where a limit is derived; ascending, the second empty where none is. */
  readonly at: readonly number[];
  readonly predictedAt: readonly number[];
  readonly panels: readonly Panel[];
  /** Shown among the numbers behind the curves, and not drawn. */
  readonly columns: readonly Column[];
}

/** A number for each place of `at`; null where there is none. */
export interface Column {
  readonly name: string;
  readonly values: readonly (number | null)[];
}

/** A column that is drawn. */
export interface Line extends Column {
  readonly color: 'one' | 'two' | 'soft';
  readonly dash?: boolean;
  /** Absent where another line's legend says it. */
  readonly legend?: string;
}

/** One picture: lines over the same places, and those of a limit. */
export interface Panel {
  readonly title: string;
  readonly words: string;
  readonly lines: readonly Line[];
  /** Lines of the limit over `predictedAt`. */
  readonly predicted: readonly (readonly (number | null)[])[];
}
