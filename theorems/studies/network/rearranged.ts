/** The weights that a network is looked at with: as trained, or rearranged between neurons by a broken twin. */
import type { TrainingState } from '../../../sim/network.ts';
import type { Instance } from './instance.ts';

/**
 * `apart`: of the neurons of either sign, in their order, the first three tenths keep the core alone and the last three tenths the
 * background alone; the rest of each is put back to its initial weights. So seven tenths may have learned the core, seven tenths the
 * background, and four tenths both. `core-permuted`: the core blocks are permuted, and each goes to a neuron of the other sign, as far as
 * there is one.
 */
export function rearranged(
  { weights: how, d0, dCore }: Pick<Instance, 'weights' | 'd0' | 'dCore'>,
  start: TrainingState,
  trained: TrainingState,
): TrainingState {
  if (how === 'trained') return trained;
  const { step, signs } = trained;
  const weights = trained.weights.slice();
  const members = ([1, -1] as const).map((sign) => [...signs.keys()].filter((k) => signs[k] === sign));
  const block = (from: Float32Array, k: number, isCore: boolean) =>
    from.subarray(k * d0 + (isCore ? 0 : dCore), k * d0 + (isCore ? dCore : d0));
  if (how === 'apart') {
    for (const ks of members) {
      const part = Math.floor((3 * ks.length) / 10);
      const backToStart = (k: number, isCore: boolean) =>
        block(weights, k, isCore).set(block(start.weights, k, isCore));
      for (const k of ks.slice(0, part)) backToStart(k, false);
      for (const k of ks.slice(ks.length - part)) backToStart(k, true);
    }
  } else {
    const [plus, minus] = members as [number[], number[]];
    for (let i = 0; i < Math.min(plus.length, minus.length); i++) {
      const [p, q] = [plus[i]!, minus[i]!];
      block(weights, p, true).set(block(trained.weights, q, true));
      block(weights, q, true).set(block(trained.weights, p, true));
    }
  }
  // (No collapsed form: it would not stand for these weights.)
  return { step, signs, weights };
}
