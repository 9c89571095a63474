/** What a figure of `fct figures` is. A new one is a value of this type and a line in registry.ts. */
import type { PageBeside } from '../../reports/html/beside.ts';
import type { TfjsBackend } from '../../sim/engines/tfjsBackend.ts';
import { nearest, UsageError } from '../usage.ts';

/** `wasm` gives the same bits on every machine. */
export const FIGURE_BACKENDS = ['wasm', 'node'] as const satisfies readonly TfjsBackend[];
export type FigureBackend = (typeof FIGURE_BACKENDS)[number];

/** Options of the command line that belong to single figures, as typed. */
export type FigureOptions = Readonly<Partial<Record<string, string>>>;

export interface FigureRequest {
  /** Root seed. */
  readonly seed: number;
  /** Bands span these many; the preset's own number when left out. */
  readonly seeds: number | undefined;
  readonly preset: string;
  /** Only options that the figure takes. */
  readonly options: FigureOptions;
}

/** What a run of a figure is made of. Tasks and parts cross threads: plain data. */
export interface FigurePlan<Task, Part> {
  readonly seeds: number;
  /** The flags that choose the set-up, every one: part of what makes two runs the same, and of the command that repeats one. */
  readonly flags: readonly string[];
  /** Each is computed on a worker of its own; `drawn` gets the parts in this order. */
  readonly tasks: readonly Task[];
  drawn(parts: readonly Part[], made: FigureMade): DrawnFigure;
}

export interface FigureMade {
  readonly engine: string;
  /** The command that makes the same figure again. */
  readonly command: string;
  /** Pages beside this one, for its navigation. */
  readonly beside: readonly PageBeside[];
}

export interface DrawnFigure {
  /** Set-up, seeds, what is the paper's and what is ours. */
  readonly caption: string;
  /** Whether each shape that the paper describes is there, with its numbers; one sentence each. */
  readonly shapes: readonly string[];
  /** Text of every file that the figure names. */
  readonly files: Readonly<Record<string, string>>;
}

export interface FigureKind<Task = unknown, Part = unknown> {
  /** As in `--figure NAME`; a suite declares it as `figure-NAME`. */
  readonly name: string;
  readonly title: string;
  /** The first is the default. */
  readonly presets: readonly string[];
  /** Names of its own options, in camel case. */
  readonly options: readonly string[];
  /** What it writes: `index.html`, and files whose names begin with `figure-`. */
  readonly files: readonly string[];
  /** Bad input is a UsageError; nothing is trained yet. */
  plan(request: FigureRequest): FigurePlan<Task, Part>;
  /** One task; the same task gives the same part, on whatever worker. */
  compute(backend: FigureBackend, task: Task): Promise<Part>;
}

/** `--output-layer` for `outputLayer`. */
export const flagOf = (option: string) => `--${option.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`)}`;

export function oneOf<T extends string>(option: string, text: string, values: readonly T[]): T {
  if (!(values as readonly string[]).includes(text)) {
    throw new UsageError(
      `unknown ${option} "${text}": did you mean "${nearest(text, values)}"? There are ${values.join(', ')}`,
    );
  }
  return text as T;
}
