/**
 * Figure 3 of the paper, as recalled: (a) ID and OOD risk, (b) the difference of activation rates between the classes,
 * (c) core and background correlation, (d) other activations. A setting is data: what one training run is made of.
 *
 * `theory` is the theorems' own setting: fresh batches, hinge loss, plain SGD, a fixed output layer, no biases. `paper-code` is
 * that of the paper's experiments, as recalled, and lies outside the theorems: a fixed sample, full batches, momentum or
 * AdamW, biases, an output layer that may be trained.
 */
import type { ActivationName } from '../../sim/general/activations.ts';
import type { LossName } from '../../sim/general/losses.ts';
import { ADAMW, type Optimizer } from '../../sim/general/optimizers.ts';

export const PRESETS = ['theory', 'paper-code'] as const;
export type PresetName = (typeof PRESETS)[number];

export interface FigureSetting {
  readonly preset: PresetName;
  readonly dCore: number;
  readonly dBackground: number;
  /** d, of the ambient space. */
  readonly d: number;
  /**
   * `features`: the weights along the features alone, in which plain SGD from a Gaussian start is the same run, whatever the
   * dictionary; d gives the initial scale. `ambient`: weights in R^d, under a random dictionary, for rules and starts that
   * are not invariant under rotations (AdamW, uniform weights).
   */
  readonly space: 'features' | 'ambient';
  /** m */
  readonly width: number;
  /** `fresh`: a new batch of so many examples at every step. `fixed`: the same sample at every step. */
  readonly examples: { readonly kind: 'fresh' | 'fixed'; readonly rows: number };
  /**
   * `linear`: z_j = y u_j, u_j uniform on [0, 1]. `spheres`: core features uniform on the sphere of radius 1 (y = -1) or 2
   * (y = +1), which no linear function tells apart.
   */
  readonly core: 'linear' | 'spheres';
  readonly loss: LossName;
  readonly optimizer: Optimizer;
  readonly outputLayer: 'frozen' | 'trained';
  readonly biases: boolean;
  /** `gaussian`: N(0, 1/d). `torch`: uniform within 1/sqrt(fan-in). */
  readonly initial: 'gaussian' | 'torch';
  /** Steps at which the network is probed, ascending, 0 first. */
  readonly checkpoints: readonly number[];
  /** Unit of the horizontal axis: the time s = t eta d0 / m, or plain steps. */
  readonly time: { readonly unit: 's' | 'steps'; readonly perStep: number };
}

/**
 * Panels (a) to (c) show ReLU. Panel (d) shows the others in `theory`, with the identity as a network that learns no
 * background, and in `paper-code` the four that the paper's code draws.
 */
export const FIGURE_ACTIVATIONS: Readonly<Record<PresetName, readonly ActivationName[]>> = {
  theory: ['relu', 'leaky-relu', 'gelu', 'sigmoid', 'tanh', 'identity'],
  'paper-code': ['relu', 'gelu', 'sigmoid', 'tanh'],
};

/** What may be chosen for `paper-code`. The first is the default of the paper's public code, as recalled. */
export const CHOICES = {
  loss: ['logistic', 'hinge'],
  optimizer: ['adamw', 'momentum'],
  outputLayer: ['trained', 'frozen'],
  core: ['spheres', 'linear'],
} as const;

export type PaperCodeChoices = { readonly [K in keyof typeof CHOICES]: (typeof CHOICES)[K][number] };

const THEORY = { d0: 64, width: 128, step: 0.05, end: 40 };

/** d_core = d_background = d0/2, d = d0^2.5, N = 512, lambda = 0, eta d0/m = 0.05 a step until s = 40. */
export function theorySetting(): FigureSetting {
  const { d0, width, step, end } = THEORY;
  return {
    preset: 'theory',
    dCore: d0 / 2,
    dBackground: d0 / 2,
    d: Math.round(d0 ** 2 * Math.sqrt(d0)),
    space: 'features',
    width,
    examples: { kind: 'fresh', rows: 512 },
    core: 'linear',
    loss: 'hinge',
    optimizer: { kind: 'sgd', eta: (step * width) / d0, lambda: 0 },
    outputLayer: 'frozen',
    biases: false,
    initial: 'gaussian',
    checkpoints: spread(Math.round(end / step), 24),
    time: { unit: 's', perStep: step },
  };
}

const PAPER_CODE = { rate: 1e-3, decay: 1e-3, momentum: 0.9, sample: 1000, steps: 20_000 };

export function paperCodeSetting(choices: PaperCodeChoices): FigureSetting {
  const { rate: eta, decay: lambda, momentum, sample, steps } = PAPER_CODE;
  return {
    preset: 'paper-code',
    dCore: 32,
    dBackground: 32,
    d: 256,
    space: 'ambient',
    width: 256,
    examples: { kind: 'fixed', rows: sample },
    core: choices.core,
    loss: choices.loss,
    optimizer:
      choices.optimizer === 'adamw' ? { ...ADAMW, eta, lambda } : { kind: 'momentum', eta, lambda, momentum },
    outputLayer: choices.outputLayer,
    biases: true,
    initial: 'torch',
    checkpoints: spread(steps, 32),
    time: { unit: 'steps', perStep: 1 },
  };
}

/** About `count` steps from 0 to `last`, denser at the start: squares of equal distances. */
export function spread(last: number, count: number): readonly number[] {
  return [...new Set(Array.from({ length: count + 1 }, (_, i) => Math.round(last * (i / count) ** 2)))];
}
