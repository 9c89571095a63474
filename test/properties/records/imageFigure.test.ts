/** What is said of runs on small images, from numbers made by hand, and how it is written. */
import { describe, expect, it } from 'vitest';
import {
  assembleImageFigure,
  imageBand,
  type ImageFigure,
  type ImageFigureName,
} from '../../../properties/records/imageFigure.ts';
import { imageCaption } from '../../../reports/figures/imageCaption.ts';
import { expectationSentence } from '../../../reports/figures/words.ts';
import { imagePage, imagePanelCsv, imagePanelSvg } from '../../../reports/figures/imageFiles.ts';
import { imagePanels } from '../../../reports/figures/imagePanels.ts';
import type { ImageCurve, ImageExample } from '../../../theorems/empirical/images/run.ts';
import { IMAGE_SETTING } from '../../../theorems/empirical/images/setting.ts';

const setting = { ...IMAGE_SETTING, checkpoints: [0, 10] };

/** A map with 1 in its corner and 3 in the middle: a quarter on the background. */
const map = Array.from({ length: 64 }, (_, p) => (p === 0 ? 1 : p === 3 * 8 + 3 ? 3 : 0));
const example = (label: number): ImageExample => ({
  label,
  pixels: new Array<number>(768).fill(128),
  map,
  share: 0.25,
});

/** At the end: accuracy, risk and share, in distribution and out of it. */
type End = readonly [id: number, ood: number];
const curveOf = (
  kind: Pick<ImageCurve, 'model' | 'training' | 'seed'>,
  accuracy: End,
  risk: End,
  share: End | null,
): ImageCurve => {
  const at = (i: 0 | 1) => ({
    accuracy: accuracy[i],
    risk: risk[i],
    share: share === null ? null : share[i],
  });
  const start = { accuracy: 0.5, risk: 0.7, share: share === null ? null : 0.75 };
  const examples = share === null ? [] : [1, 1, -1, -1].map(example);
  return {
    ...kind,
    points: [
      { step: 0, id: start, ood: start },
      { step: 10, id: at(0), ood: at(1) },
    ],
    examples: { id: examples, ood: examples },
  };
};

function made(
  name: ImageFigureName,
  change: (seed: number) => Partial<Record<'ood' | 'kept', number>> = () => ({}),
): ImageFigure {
  const curves = [1, 2].flatMap((seed) => {
    const { ood = 0.5, kept = 0.97 } = change(seed);
    const [conv, linear] = (['convolutional', 'linear'] as const).map((model) => ({ model, seed }));
    return [
      curveOf({ ...conv!, training: 'id' }, [1, ood], [0.01, 2 + seed], [0.5, 0.6]),
      curveOf({ ...conv!, training: 'environments' }, [1, kept], [0.02, 0.03 * seed], [0.3, 0.2]),
      curveOf({ ...linear!, training: 'id' }, [1, 1], [0.02, 0.02], null),
      curveOf({ ...linear!, training: 'environments' }, [1, 1], [0.02, 0.02], null),
    ];
  });
  return assembleImageFigure(
    { name, setting, seed: 7, seeds: 2, engine: 'general-wasm', command: 'fct figures' },
    curves,
  );
}
const standing = (figure: ImageFigure) => Object.fromEntries(figure.shapes.map((s) => [s.id, s.holds]));

describe('what is expected', () => {
  it('holds where every seed shows it', () => {
    expect(Object.values(standing(made('images')))).toEqual(new Array(6).fill(true));
    const paired = made('images').shapes.find((s) => s.id === 'risk-paired')!;
    expect(paired.values).toEqual([0.03 / 3, 0.06 / 4]);
  });

  it('and does not where one seed does not: no accuracy lost, or lost in all environments too, or NaN', () => {
    expect(standing(made('images', (seed) => ({ ood: seed === 1 ? 0.81 : 0.5 })))['accuracy-lost']).toBe(
      false,
    );
    expect(standing(made('images', () => ({ kept: 0.9 })))['convolutional-environments-kept']).toBe(false);
    expect(standing(made('images', (seed) => (seed === 2 ? { ood: NaN } : {})))['accuracy-lost']).toBe(false);
  });

  it('compares shares within a seed', () => {
    const { shapes, curves, ...run } = made('gradcam');
    expect(shapes.map((s) => s.values.map((v) => v.toFixed(3)))).toEqual([
      ['0.200', '0.200'],
      ['0.400', '0.400'],
    ]);
    const other = { id: 'environments', environments: 'id' } as const;
    const swapped = curves.map((c) => ({ ...c, training: other[c.training] }));
    expect(Object.values(standing(assembleImageFigure(run, swapped)))).toEqual([false, false]);
  });
});

it('a band is the mean and the range over the seeds, at every checkpoint', () => {
  const band = imageBand(made('images'), 'convolutional', 'id', ({ ood }) => ood.risk);
  expect(band).toEqual([
    { step: 0, mean: 0.7, low: 0.7, high: 0.7 },
    { step: 10, mean: 3.5, low: 3, high: 4 },
  ]);
});

describe('as it is written', () => {
  it('a row per curve and checkpoint, and per place of a map', () => {
    const [accuracy] = imagePanels({ name: 'images' });
    const lines = imagePanelCsv(made('images'), accuracy!).trim().split('\r\n');
    // Two models, two trainings, ID and OOD, two checkpoints.
    expect(lines).toHaveLength(1 + 2 * 2 * 2 * 2);
    expect(lines).toContain('convolutional,id,ood,accuracy,10,0.5,0.5,0.5,2');
    const [maps] = imagePanels({ name: 'gradcam' });
    const places = imagePanelCsv(made('gradcam'), maps!).trim().split('\r\n');
    expect(places).toHaveLength(1 + 2 * 2 * 4 * 64);
    expect(places).toContain('environments,ood,3,cross,3,3,3');
  });

  it('maps with their share on the background', () => {
    const [maps] = imagePanels({ name: 'gradcam' });
    const svg = imagePanelSvg(made('gradcam'), maps!);
    // Two pictures of four images with two maps each.
    expect(svg.match(/>0\.25</g)).toHaveLength(16);
    expect(svg.match(/>disc</g)).toHaveLength(4);
  });

  it.each(['images', 'gradcam'] as const)('the page of %s has its panels, and says whose it is', (name) => {
    const page = imagePage(made(name), []);
    for (const panel of imagePanels({ name })) expect(page).toContain(`figure-${name}-${panel.name}.csv`);
    expect(page).toContain('no ImageNet, no CLIP');
    expect(page).not.toMatch(/>[^<]*NaN[^<]*<\/(td|text|p)>/);
  });

  it('captions say the seeds; sentences, the numbers', () => {
    expect(imageCaption(made('images'))).toMatch(/Illustrative.*the range over 2 seeds \(root seed 7\)\.$/);
    expect(expectationSentence(made('images').shapes[1]!)).toBe(
      'seen: convolutional, ID-trained: ID accuracy less OOD accuracy (0.5; it has to be at least 0.2)',
    );
  });
});
