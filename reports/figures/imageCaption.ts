/** What the captions of the figures on small images say: the set-up, the seeds, what is the paper's and what is ours. */
import type { ImageFigure } from '../../properties/records/imageFigure.ts';
import { count, formatNumber as num } from '../text.ts';
import { seedsSentence } from './words.ts';

/** Of all panels. */
export function imageCaption({
  setting,
  seed,
  seeds,
}: Pick<ImageFigure, 'setting' | 'seed' | 'seeds'>): string {
  const { textures, environments, batch, probe, optimizer, checkpoints } = setting;
  return (
    `Illustrative, and ours: an analogue of the paper’s experiments on natural images (no ImageNet, no CLIP); that OOD negates the background is the paper’s Definition 3.1, as recalled. ` +
    `Images 16 × 16 × 3 made from a seed: a disc (y = +1) or a cross (y = −1), brightness uniform on [1/2, 1], on a grey plate; around it ${textures} coloured textures with strengths uniform on [0, 1], independent of the label. ` +
    `ID-trained: on that distribution. Environments-trained: under ${environments} random sign patterns of the textures, the all-minus pattern of OOD left out. ` +
    `Two convolutions (16 and 32 filters, ReLU), mean over places, linear head; linear: of the pixels. Logistic loss, fresh batches of ${batch}, AdamW, η = ${num(optimizer.eta)}, λ = ${num(optimizer.lambda)}, ${count(checkpoints.at(-1)!, 'step')}; ${probe} test images. ` +
    seedsSentence({ seed, seeds })
  );
}
