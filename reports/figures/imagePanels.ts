/** The panels of the figures on small images: charts over training steps, and Grad-CAM maps as pictures. Lines are means over seeds, bands their range. */
import {
  IMAGE_MODELS,
  IMAGE_TRAININGS,
  imageBand,
  type ImageBandPoint,
  type ImageFigure,
  type ImageModel,
  type ImageTrainingKind,
} from '../../properties/records/imageFigure.ts';
import { bandChart } from './bandChart.ts';
import { mapPicture } from './mapPicture.ts';

type Quantity = 'accuracy' | 'risk' | 'share';
type Shown = 'id' | 'ood';

/** One curve: of which network, on which images. */
export interface ImageLine {
  readonly words: string;
  readonly color: 'one' | 'two';
  readonly model: ImageModel;
  readonly training: ImageTrainingKind;
  readonly shown: Shown;
}

export interface ImageChart {
  readonly title: string;
  readonly lines: readonly ImageLine[];
}

/** `charts` are over steps; `pictures` are of the first seed's maps. */
export type ImagePanel = { readonly name: string; readonly title: string; readonly caption: string } & (
  | { readonly kind: 'charts'; readonly quantity: Quantity; readonly charts: readonly ImageChart[] }
  | {
      readonly kind: 'pictures';
      readonly charts: readonly { readonly title: string; readonly shown: Shown }[];
    }
);

export const TRAINING_WORDS: Readonly<Record<ImageTrainingKind, string>> = {
  id: 'ID-trained',
  environments: 'environments-trained',
};
const SHOWN_WORDS: Readonly<Record<Shown, string>> = {
  id: 'in distribution',
  ood: 'background negated (OOD)',
};

export function imagePanels({ name }: Pick<ImageFigure, 'name'>): readonly ImagePanel[] {
  if (name === 'gradcam')
    return [
      {
        kind: 'pictures',
        name: 'maps',
        title: 'Where the networks look: Grad-CAM',
        caption:
          'Grad-CAM of the score y h of an image’s own class at the last convolution, at the end of training, first seed; two test images of each class. Each map is in units of its largest value. Dashed: the plate that carries the core. The number is the share of the map on the background; an even map has 0.75.',
        charts: (['id', 'ood'] as const).map((shown) => ({ title: SHOWN_WORDS[shown], shown })),
      },
      {
        kind: 'charts',
        name: 'share',
        title: 'Share of the saliency on the background',
        caption:
          'Saliency outside the plate over all saliency, summed over all test images; an even map has 0.75.',
        quantity: 'share',
        charts: (['id', 'ood'] as const).map((shown) => ({
          title: SHOWN_WORDS[shown],
          lines: IMAGE_TRAININGS.map((training) => ({
            words: training === 'id' ? 'ID-trained' : 'environments',
            color: training === 'id' ? ('two' as const) : ('one' as const),
            model: 'convolutional' as const,
            training,
            shown,
          })),
        })),
      },
    ];
  const charts = IMAGE_MODELS.images.flatMap((model) =>
    IMAGE_TRAININGS.map((training) => ({
      title: `${model}, ${TRAINING_WORDS[training]}`,
      lines: (['id', 'ood'] as const).map((shown) => ({
        words: shown === 'id' ? 'ID' : 'OOD',
        color: shown === 'id' ? ('one' as const) : ('two' as const),
        model,
        training,
        shown,
      })),
    })),
  );
  return [
    {
      kind: 'charts',
      name: 'accuracy',
      title: 'ID and OOD accuracy',
      caption: 'Share of test images with y h > 0, in distribution and with the background negated (OOD).',
      quantity: 'accuracy',
      charts,
    },
    {
      kind: 'charts',
      name: 'risk',
      title: 'ID and OOD risk',
      caption: 'Mean logistic loss on the test images; guessing has ln 2 = 0.693.',
      quantity: 'risk',
      charts,
    },
  ];
}

export function lineBand(
  figure: ImageFigure,
  quantity: Quantity,
  { model, training, shown }: ImageLine,
): readonly ImageBandPoint[] {
  return imageBand(figure, model, training, (point) => point[shown][quantity]);
}

/** Chart `i` of a panel as SVG text. All charts of a panel have one vertical scale. */
export function imageChart(figure: ImageFigure, panel: ImagePanel, i: number): ReturnType<typeof bandChart> {
  if (panel.kind === 'pictures') return { svg: mapPicture(figure, panel.charts[i]!), named: true };
  const { quantity, charts } = panel;
  const banded = charts.map(({ lines }) =>
    lines.map((line) => ({
      words: line.words,
      color: line.color,
      band: lineBand(figure, quantity, line).map((p) => ({ ...p, x: p.step })),
      limit: [],
    })),
  );
  const highest = Math.max(...banded.flat().flatMap(({ band }) => band.map(({ high }) => high)));
  return bandChart({
    name: `figure-${figure.name}-${panel.name}-${i + 1}`,
    words: `${panel.title}, ${charts[i]!.title}, over training steps`,
    x: { label: 'steps', at: 'step' },
    y: { label: quantity, domain: [0, quantity === 'risk' ? highest : 1] },
    lines: banded[i]!,
  });
}
