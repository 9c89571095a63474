/**
 * Losses of the margin q = y h: hinge max(0, 1 - q) and logistic ln(1 + exp(-q)). The hinge's derivative at its kink is -1,
 * the paper's 1[y h <= 1].
 */
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../engines/tfjsBackend.ts';

export type LossName = 'hinge' | 'logistic';

export interface LossFunction {
  /** As an expression for automatic differentiation. */
  value(tf: Tf, margin: Tensor): Tensor;
  /** d loss / d margin. */
  derivative(tf: Tf, margin: Tensor): Tensor;
  /** In float64, for the record; NaN stays NaN. */
  number(margin: number): number;
}

export const LOSSES: Readonly<Record<LossName, LossFunction>> = {
  hinge: {
    value: (tf, margin) => tf.maximum(tf.sub(1, margin), 0),
    derivative: (tf, margin) => tf.neg(tf.cast(tf.lessEqual(margin, 1), 'float32')),
    number: (margin) => (margin >= 1 ? 0 : 1 - margin),
  },
  logistic: {
    value: (tf, margin) => tf.softplus(tf.neg(margin)),
    derivative: (tf, margin) => tf.neg(tf.sigmoid(tf.neg(margin))),
    number: (margin) => Math.max(0, -margin) + Math.log1p(Math.exp(-Math.abs(margin))),
  },
};
