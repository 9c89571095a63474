/**
 * Update rules, in the conventions of PyTorch: p the parameter, g its gradient, t = 1, 2, ... the step.
 *
 *   SGD        p <- (1 - eta lambda) p - eta g
 *   momentum   b <- mu b + (g + lambda p),  p <- p - eta b
 *   AdamW      p <- (1 - eta lambda) p,  b <- beta1 b + (1 - beta1) g,  s <- beta2 s + (1 - beta2) g^2,
 *              p <- p - eta (b / (1 - beta1^t)) / (sqrt(s / (1 - beta2^t)) + epsilon)
 *
 * b and s (`slots`) start at zero and belong to the state of a run. Decay acts on every trained parameter.
 */
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../engines/tfjsBackend.ts';

export type Optimizer =
  | { readonly kind: 'sgd'; readonly eta: number; readonly lambda: number }
  | { readonly kind: 'momentum'; readonly eta: number; readonly lambda: number; readonly momentum: number }
  | {
      readonly kind: 'adamw';
      readonly eta: number;
      readonly lambda: number;
      readonly beta1: number;
      readonly beta2: number;
      readonly epsilon: number;
    };

/** The defaults of PyTorch where the paper's code is not known to differ. */
export const ADAMW = { kind: 'adamw', beta1: 0.9, beta2: 0.999, epsilon: 1e-8 } as const;

/** How many tensors of a parameter's shape a rule remembers. */
export function slotCount(optimizer: Optimizer): number {
  return { sgd: 0, momentum: 1, adamw: 2 }[optimizer.kind];
}

/** One update: the new parameter, then the new slots. `t` counts from 1. */
export function update(
  tf: Tf,
  optimizer: Optimizer,
  t: number,
  parameter: Tensor,
  gradient: Tensor,
  slots: readonly Tensor[],
): Tensor[] {
  const { eta, lambda } = optimizer;
  switch (optimizer.kind) {
    case 'sgd':
      return [tf.sub(tf.mul(parameter, 1 - eta * lambda), tf.mul(gradient, eta))];
    case 'momentum': {
      const pull = tf.add(gradient, tf.mul(parameter, lambda));
      const velocity = tf.add(tf.mul(slots[0]!, optimizer.momentum), pull);
      return [tf.sub(parameter, tf.mul(velocity, eta)), velocity];
    }
    case 'adamw': {
      const { beta1, beta2, epsilon } = optimizer;
      const first = tf.add(tf.mul(slots[0]!, beta1), tf.mul(gradient, 1 - beta1));
      const second = tf.add(tf.mul(slots[1]!, beta2), tf.mul(tf.square(gradient), 1 - beta2));
      const scale = tf.add(tf.sqrt(tf.div(second, 1 - beta2 ** t)), epsilon);
      const step = tf.div(tf.mul(first, eta / (1 - beta1 ** t)), scale);
      return [tf.sub(tf.mul(parameter, 1 - eta * lambda), step), first, second];
    }
  }
}
