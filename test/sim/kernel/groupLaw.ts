/**
 * The bounds of a group of examples cover every one of them. Strengths are 1 but for one draw in 256, weights -1, 0 or 1: nearly
 * all examples of a class are alike and settled, and a rare one that differs in one feature has other gates. Where it is alone in
 * its group, only its own place in the group's bounds keeps the group from being settled without it.
 */
import fc from 'fast-check';
import { Kernel } from '../../../sim/kernel/instance.ts';
import { initialState, type TrainingSetup } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import type { Law } from './laws.ts';
import { compareStep, type Tally } from './skippingLaws.ts';

const rarelyZero = { kind: 'two-point', low: 0, high: 1, pLow: 1 / 256 } as const;

export const groupLaw: Law = (bytes, options) => {
  const kernel = new Kernel(bytes);
  const tally: Tally = { instances: 0, examples: 0, recomputed: 0, pairs: 0, computed: 0 };
  const size = (min: number, max: number) => fc.integer({ min, max });
  fc.assert(
    fc.property(
      size(2, 10),
      size(1, 10),
      size(2, 12),
      size(64, 160),
      fc.nat(),
      (core, back, width, N, seed) => {
        const strengths = Array.from({ length: core + back }, () => rarelyZero);
        const setup: TrainingSetup = {
          data: { dCore: core, dBackground: back, strengths, labels: 'true' },
          ...{ width, ambientDimension: 1, batchSize: N, eta: 1, lambda: 0, activation: 'relu', gate: 'own' },
        };
        const initial = initialState(setup, streamKey('groups', seed));
        const state = {
          ...initial,
          weights: initial.weights.map((v) => Math.max(-1, Math.min(1, Math.round(v)))),
        };
        compareStep(kernel, streamKey('groups', 'batches', seed), { setup, state }, tally);
      },
    ),
    options,
  );
};
