/** A worker of `fct figures`: computes one part of a figure after another. */
import type { FigureBackend } from './figures/figure.ts';
import { loadFigure } from './figures/registry.ts';

export interface FigureTask {
  readonly figure: string;
  readonly backend: FigureBackend;
  readonly task: unknown;
}

export default async function work({ figure, backend, task }: FigureTask): Promise<unknown> {
  return (await loadFigure(figure)).compute(backend, task);
}
