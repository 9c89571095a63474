/** A worker of `fct figures`: trains one network after another on the backend that gives the same bits on every machine. */
import { loadGeneral } from '../sim/general/train.ts';
import { figureCurve, type FigureCurve, type FigureRun } from '../theorems/figure-3/curve.ts';

export const FIGURE_BACKEND = 'wasm';

export default async function work(run: FigureRun): Promise<FigureCurve> {
  return figureCurve(await loadGeneral(FIGURE_BACKEND), run);
}
