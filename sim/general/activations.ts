/**
 * Activation functions phi, each with its derivative by hand and as an expression that automatic differentiation can take.
 *
 * At a kink the derivative is the right one, phi'(0) = 1: the paper's 1[<w, x> >= 0]. Hence maximum(p, 0), whose gradient at
 * a tie goes to its first argument, and not tf.relu, whose gradient there is 0.
 */
import type { Tensor } from '@tensorflow/tfjs';
import type { Tf } from '../engines/tfjsBackend.ts';

export type ActivationName = 'relu' | 'leaky-relu' | 'gelu' | 'sigmoid' | 'tanh' | 'identity';

export interface ActivationFunction {
  value(tf: Tf, p: Tensor): Tensor;
  derivative(tf: Tf, p: Tensor): Tensor;
}

/** Slope of the leaky ReLU below zero. */
export const LEAKY_SLOPE = 0.01;

export const ACTIVATIONS: Readonly<Record<ActivationName, ActivationFunction>> = {
  relu: {
    value: (tf, p) => tf.maximum(p, 0),
    derivative: (tf, p) => nonNegative(tf, p),
  },
  'leaky-relu': {
    value: (tf, p) => tf.maximum(p, tf.mul(p, LEAKY_SLOPE)),
    derivative: (tf, p) => tf.add(tf.mul(nonNegative(tf, p), 1 - LEAKY_SLOPE), LEAKY_SLOPE),
  },
  /** p Phi(p), Phi the standard normal distribution function (not the tanh approximation). */
  gelu: {
    value: (tf, p) => tf.mul(p, normalCdf(tf, p)),
    derivative: (tf, p) => {
      const density = tf.mul(tf.exp(tf.mul(tf.square(p), -0.5)), 1 / Math.sqrt(2 * Math.PI));
      return tf.add(normalCdf(tf, p), tf.mul(p, density));
    },
  },
  sigmoid: {
    value: (tf, p) => tf.sigmoid(p),
    derivative: (tf, p) => {
      const s = tf.sigmoid(p);
      return tf.mul(s, tf.sub(1, s));
    },
  },
  tanh: {
    value: (tf, p) => tf.tanh(p),
    derivative: (tf, p) => tf.sub(1, tf.square(tf.tanh(p))),
  },
  identity: {
    value: (_tf, p) => p,
    derivative: (tf, p) => tf.onesLike(p),
  },
};

function nonNegative(tf: Tf, p: Tensor): Tensor {
  return tf.cast(tf.greaterEqual(p, 0), 'float32');
}

function normalCdf(tf: Tf, p: Tensor): Tensor {
  return tf.mul(tf.add(tf.erf(tf.mul(p, Math.SQRT1_2)), 1), 0.5);
}
