/**
 * From the curves of single runs to what Figure 3 shows: bands over seeds, and whether the shapes that the paper describes
 * are there. Pure.
 */
import type { FigureCurve } from '../../theorems/figure-3/curve.ts';
import type { FigurePoint } from '../../theorems/figure-3/probe.ts';
import { figureLimit, type FigureLimit } from '../../theorems/figure-3/limit.ts';
import type { FigureSetting } from '../../theorems/figure-3/setting.ts';
import type { ActivationName } from '../../sim/general/activations.ts';
import { bandOver, expectation, type Band, type Expectation } from './expectation.ts';

export const FIGURE_SCHEMA = 'fct-figure/1';

export type Quantity = Exclude<keyof FigurePoint, 'step'>;

export interface BandPoint extends Band {
  readonly step: number;
  /** `step` in the setting's unit of time. */
  readonly time: number;
}

/** One thing the paper describes. `judged`: the set-up is the one its panel is about; elsewhere it is a number without a verdict. */
export interface Shape extends Expectation {
  readonly panel: 'a' | 'b' | 'c' | 'd';
  readonly judged: boolean;
}

export interface Figure {
  readonly schema: typeof FIGURE_SCHEMA;
  readonly setting: FigureSetting;
  readonly seed: number;
  readonly seeds: number;
  readonly engine: string;
  readonly command: string;
  readonly shapes: readonly Shape[];
  readonly curves: readonly FigureCurve[];
  /** The limit of large networks and batches, for the activations where it is derived. */
  readonly limits: readonly FigureLimit[];
}

/** What counts as near 0, as high and as grown, in units of the untrained risk or of the core's growth. The numbers are ours, because the paper shows only pictures. */
const NEAR_ZERO = 0.1;
const HIGH = 0.5;
const GROWN = 0.1;

export function assembleFigure(
  run: Pick<Figure, 'setting' | 'seed' | 'seeds' | 'engine' | 'command'>,
  curves: readonly FigureCurve[],
): Figure {
  const activations = [...new Set(curves.map((c) => c.activation))];
  const limits = activations.flatMap((activation) => figureLimit(run.setting, activation) ?? []);
  return { schema: FIGURE_SCHEMA, ...run, shapes: shapesOf(run.setting, curves), curves, limits };
}

/** The limit of a quantity at every checkpoint; empty where none is derived. */
export function limitLine(
  { limits, setting }: Pick<Figure, 'limits' | 'setting'>,
  activation: ActivationName,
  quantity: Quantity,
): readonly { readonly time: number; readonly value: number }[] {
  const points = limits.find((limit) => limit.activation === activation)?.points ?? [];
  return points.flatMap((point) => {
    const value = (point as Partial<FigurePoint>)[quantity] ?? null;
    return value === null ? [] : [{ time: point.step * setting.time.perStep, value }];
  });
}

/** Mean, smallest and largest value over the seeds at every checkpoint; empty where the quantity is not defined. */
export function bandOf(figure: Figure, activation: ActivationName, quantity: Quantity): readonly BandPoint[] {
  const curves = figure.curves.filter((c) => c.activation === activation);
  return figure.setting.checkpoints.flatMap((step, i): BandPoint[] => {
    const values = curves.flatMap((c) => c.points[i]![quantity] ?? []);
    if (values.length === 0) return [];
    return [{ step, time: step * figure.setting.time.perStep, ...bandOver(values) }];
  });
}

/** How much the background grew, in units of what the core grew by: correlations in the theory, norms outside it. */
export function backgroundGrowth(setting: FigureSetting, { points }: FigureCurve): number {
  const [core, background] = learned(setting);
  const grown = (of: Quantity) => points.at(-1)![of]! - points[0]![of]!;
  return grown(background) / grown(core);
}

/** The quantities of panels (c) and (d). */
export function learned(
  setting: FigureSetting,
): readonly ['core', 'background'] | readonly ['coreNorm', 'backgroundNorm'] {
  return setting.preset === 'theory' ? ['core', 'background'] : ['coreNorm', 'backgroundNorm'];
}

function shapesOf(setting: FigureSetting, curves: readonly FigureCurve[]): readonly Shape[] {
  const of = (activation: ActivationName) => curves.filter((c) => c.activation === activation);
  const relu = of('relu');
  const relative = (quantity: 'idRisk' | 'oodRisk') =>
    relu.map(({ points }) => points.at(-1)![quantity] / points[0]![quantity]);
  const gapClosed = relu.map(({ points }) => {
    const [first, last] = [points[0]!.rateDifference, points.at(-1)!.rateDifference];
    return (last - first) / (1 - first);
  });
  const growth = (curve: FigureCurve) => backgroundGrowth(setting, curve);
  // (a) to (c) are about a core that has directions; (d), in the paper's code, about one that has none [recalled].
  const directions = setting.core === 'linear';
  return [
    shape(
      'a',
      'id-risk-falls',
      'the ID risk falls near 0, relative to the untrained network',
      directions,
      relative('idRisk'),
      'at most',
      NEAR_ZERO,
    ),
    shape(
      'a',
      'ood-risk-stays',
      'the OOD risk stays high, relative to the untrained network',
      directions,
      relative('oodRisk'),
      'at least',
      HIGH,
    ),
    shape(
      'b',
      'asymmetry-grows',
      'the difference of activation rates closes half of its distance to 1',
      directions,
      gapClosed,
      'at least',
      HIGH,
    ),
    shape(
      'c',
      'background-learned',
      'ReLU: the background grows with the core',
      directions,
      relu.map(growth),
      'at least',
      GROWN,
    ),
    ...otherActivations(setting, curves).map((name) => {
      const values = of(name).map(growth);
      // The identity is the linear network of Theorem 4.4 [ours]: it is judged where that is about it.
      return name === 'identity'
        ? shape(
            'd',
            'identity-does-not',
            'identity: the background does not grow with the core',
            directions,
            values,
            'at most',
            GROWN,
          )
        : shape(
            'd',
            `${name}-learned`,
            `${name}: the background grows with the core`,
            !directions,
            values,
            'at least',
            GROWN,
          );
    }),
  ];
}

/** What panel (d) shows: every activation that the paper's code draws; in the theory, those beside ReLU. */
export function otherActivations(
  { preset }: FigureSetting,
  curves: readonly FigureCurve[],
): readonly ActivationName[] {
  const names = [...new Set(curves.map((c) => c.activation))];
  return preset === 'theory' ? names.filter((name) => name !== 'relu') : names;
}

function shape(
  panel: Shape['panel'],
  id: string,
  words: string,
  judged: boolean,
  values: readonly number[],
  side: Shape['side'],
  bound: number,
): Shape {
  return { panel, judged, ...expectation(id, words, values, side, bound) };
}
