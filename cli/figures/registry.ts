/** Every figure that `fct figures` draws, under the name of `--figure`. Loaded when asked for. */
import type { FigureKind } from './figure.ts';

const LOADERS: Readonly<Record<string, () => Promise<FigureKind>>> = {
  '3': async () => (await import('./figure3.ts')).FIGURE_3,
  images: async () => (await import('./images.ts')).IMAGES,
  gradcam: async () => (await import('./images.ts')).GRADCAM,
};

export const FIGURE_NAMES: readonly string[] = Object.keys(LOADERS);

export async function loadFigure(name: string): Promise<FigureKind> {
  return LOADERS[name]!();
}
