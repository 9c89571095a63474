/** What a figure's caption says: the set-up, the seeds, and where it stands to the theorems. */
import type { Figure, Shape } from '../../properties/records/figure.ts';
import type { Optimizer } from '../../sim/general/optimizers.ts';
import type { FigureSetting } from '../../theorems/figure-3/setting.ts';
import { count, formatNumber as num } from '../text.ts';
import { expectationSentence, rangeWords, seedsSentence } from './words.ts';

/** What holds for all panels: where it stands to the theorems, the set-up, the seeds. */
export function setupCaption({ setting, seed, seeds }: Pick<Figure, 'setting' | 'seed' | 'seeds'>): string {
  return `${standing(setting)} ${setup(setting)} ${seedsSentence({ seed, seeds })}`;
}

/** What one panel shows. */
export function panelCaption({ preset, examples }: FigureSetting, panel: Shape['panel']): string {
  switch (panel) {
    case 'a':
      return examples.kind === 'fixed'
        ? 'Mean loss on fresh ID examples, and out of distribution: the training sample’s core features with fresh, negated backgrounds.'
        : 'Mean loss on fresh examples, in distribution and with the background negated (OOD).';
    case 'b':
      return 'Mean over neurons of |Pₖ(+1) − Pₖ(−1)|, Pₖ(y) the share of examples of class y with a preactivation of at least 0.';
    case 'c':
    case 'd':
      return preset === 'theory'
        ? 'Means over neurons of sign(aₖ) Σ μⱼ⟨wₖ, mⱼ⟩ over the core features and of |Σ μⱼ⟨wₖ, mⱼ⟩| over the background.'
        : 'Means over neurons of the norms of the core block and of the background block of wₖ.';
  }
}

function standing({ preset }: FigureSetting): string {
  return preset === 'theory'
    ? 'Inside the setting of the theorems, at one finite size.'
    : 'Outside the theorems: the set-up of the paper’s experiments, as recalled.';
}

function setup(s: FigureSetting): string {
  const examples =
    s.examples.kind === 'fresh'
      ? `fresh batches of N = ${s.examples.rows}`
      : `full batches of a fixed sample of ${s.examples.rows}`;
  const core =
    s.core === 'linear'
      ? 'strengths uniform on [0, 1]'
      : 'core on spheres of radius 1 and 2 by class, background strengths uniform on [0, 1]';
  const output = s.outputLayer === 'frozen' ? 'output layer frozen at ±1/m' : 'output layer trained';
  const initial =
    s.initial === 'gaussian' ? 'weights start at N(0, 1/d)' : 'weights start uniform within 1/√fan-in';
  const space =
    s.space === 'features'
      ? 'trained in feature space'
      : 'trained in the ambient space, under a random dictionary';
  const last = s.checkpoints.at(-1)!;
  const length = s.time.unit === 's' ? `up to s = ${num(last * s.time.perStep)}` : count(last, 'step');
  return (
    `${s.dCore} core and ${s.dBackground} background features, d = ${s.d}, m = ${s.width}, ${core}; ` +
    `${s.loss} loss, ${examples}, ${optimizerWords(s.optimizer)}, ${length}; ` +
    `${output}, ${s.biases ? 'with' : 'no'} biases, ${initial}; ${space}.`
  );
}

function optimizerWords(o: Optimizer): string {
  const rates = `η = ${num(o.eta)}, λ = ${num(o.lambda)}`;
  switch (o.kind) {
    case 'sgd':
      return `SGD, ${rates}`;
    case 'momentum':
      return `SGD with momentum ${num(o.momentum)}, ${rates}`;
    case 'adamw':
      return `AdamW, ${rates}`;
  }
}

/** Seen or not, or no verdict, with the numbers of all seeds. */
export function shapeSentence(shape: Shape): string {
  return shape.judged
    ? expectationSentence(shape)
    : `no verdict, for this panel is about another set-up: ${shape.words} (${rangeWords(shape)})`;
}

/**
 * Why some activations do not learn the background of a linear core [ours]. Before the margin, along a background feature, the
 * step is a_k/2 times E[u (phi'(C + B) - phi'(-C + B))], C the core's part of <w_k, x> for y = +1 and B the background's (and
 * the bias's). With phi' even and falling away from 0 that has the sign of -C B, and C gets the sign of a_k.
 */
export const EVEN_DERIVATIVE =
  'Sigmoid and tanh have an even derivative that falls away from 0. Where the background (with the bias, if there is one) adds nothing to a neuron, both classes then pull on it equally; where it adds something, of either sign, it is pulled back. So they are not expected to learn the background of a linear core, although they are not linear (our argument, not the paper’s).';
