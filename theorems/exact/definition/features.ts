/**
 * What Definition 3.1 says of the features, asked of the very batches that are trained on: the strengths are dyadic, and nothing
 * that is drawn is rounded, so every comparison is an equality.
 *
 * One example is drawn twice from the same words, with either label. The label is a fair bit of its own, so an expectation over it is
 * the mean of the two: of y z_j that is u_j for a core feature and 0 for a background feature.
 */
import fc from 'fast-check';
import { drawBatch, toOod, type DataSpec } from '../../../sim/data/batch.ts';
import { STRENGTH_GRID, type StrengthDistribution } from '../../../sim/data/strengths.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import type { ExactClaim } from '../../types.ts';
import { exactCheck, type ExactExperiment, type Finding } from '../check.ts';

/** A distribution of examples, and which example is drawn of it. */
export interface DrawnExample {
  readonly dCore: number;
  /** Core features first. */
  readonly strengths: readonly StrengthDistribution[];
  readonly stream: number;
}

const cells = fc.integer({ min: 0, max: 1 / STRENGTH_GRID });
const strength: fc.Arbitrary<StrengthDistribution> = fc
  .record({
    ends: fc.tuple(cells, cells),
    kind: fc.constantFrom('uniform' as const, 'two-point' as const, 'skewed' as const),
    quarters: fc.integer({ min: 0, max: 4 }),
  })
  .map(({ ends: [a, b], kind, quarters }) => {
    const ends = { low: Math.min(a, b) * STRENGTH_GRID, high: Math.max(a, b) * STRENGTH_GRID };
    return kind === 'two-point' ? { kind, ...ends, pLow: quarters / 4 } : { kind, ...ends };
  });

const examples: fc.Arbitrary<DrawnExample> = fc
  .record({
    core: fc.array(strength, { maxLength: 5 }),
    background: fc.array(strength, { minLength: 1, maxLength: 5 }),
    stream: fc.nat(),
  })
  .map(({ core, background, stream }) => ({
    dCore: core.length,
    strengths: [...core, ...background],
    stream,
  }));

export const FEATURE_CASES = [
  'core feature',
  'background feature',
  'strength 0',
  'core and background',
] as const;

/** How the examples are made of the distribution that the instance names; the definition's way is the default. */
export interface Sampler {
  /** Features whose sign is the label: the core, or all of them. */
  readonly carryLabel: 'core' | 'all' | 'none';
  /** What a shift negates. */
  readonly shifted: 'background' | 'all' | 'none';
}

const DEFINITION: Sampler = { carryLabel: 'core', shifted: 'background' };

/** E[y z_j] over the label: u_j for core features, 0 for background features. */
export const correlationCheck = (sampler: Partial<Sampler> = {}): ExactClaim['check'] =>
  exactCheck(correlationExperiment(sampler));

export const correlationExperiment = (sampler: Partial<Sampler> = {}): ExactExperiment<DrawnExample> =>
  experiment((instance) => {
    const { carryLabel } = { ...DEFINITION, ...sampler };
    const [plus, minus] = ([1, -1] as const).map((y) => drawn(instance, carryLabel, y));
    const wrong = instance.strengths.findIndex((_, j) => {
      const isCore = j < instance.dCore;
      const u = Math.abs(plus!.z[j]!);
      return plus!.z[j]! - minus!.z[j]! !== (isCore ? 2 * u : 0) || u !== Math.abs(minus!.z[j]!);
    });
    if (wrong === -1) return null;
    return () =>
      [
        `${which(instance, wrong)}, drawn from the same words with either label`,
        `z at y = +1: ${plus!.z[wrong]!}`,
        `z at y = -1: ${minus!.z[wrong]!}`,
        `mean of y z over the label = ${(plus!.z[wrong]! - minus!.z[wrong]!) / 2}`,
        `claimed: ${wrong < instance.dCore ? 'the strength' : 0}`,
      ].join('\n');
  });

/** Out of distribution the background is negated, and nothing else changes. */
export const shiftCheck = (sampler: Partial<Sampler> = {}): ExactClaim['check'] =>
  exactCheck(shiftExperiment(sampler));

export const shiftExperiment = (sampler: Partial<Sampler> = {}): ExactExperiment<DrawnExample> =>
  experiment((instance) => {
    const { shifted } = { ...DEFINITION, ...sampler };
    const data = dataOf(instance);
    const id = drawBatch(data, keyOf(instance), 0, 1);
    const d0 = instance.strengths.length;
    const negated = { background: instance.dCore, all: 0, none: d0 }[shifted];
    const ood = toOod({ ...data, dCore: negated, dBackground: d0 - negated }, id);
    const wrong = instance.strengths.findIndex(
      (_, j) => ood.z[j]! !== (j < instance.dCore ? id.z[j]! : -id.z[j]!),
    );
    if (wrong === -1 && ood.y[0] === id.y[0] && ood.rows === id.rows) return null;
    return () =>
      [
        `${which(instance, Math.max(0, wrong))}, y = ${id.y[0]!}`,
        `in distribution z = ${id.z[Math.max(0, wrong)]!}`,
        `out of distribution z = ${ood.z[Math.max(0, wrong)]!}, y = ${ood.y[0]!}`,
        'claimed: core features and labels as they are, background features negated',
      ].join('\n');
  });

function experiment(
  failureOf: (instance: DrawnExample) => Finding['failure'],
): ExactExperiment<DrawnExample> {
  return {
    arbitrary: examples,
    cases: FEATURE_CASES,
    examine: (instance) => ({ cases: casesOf(instance), failure: failureOf(instance) }),
  };
}

const dataOf = ({ dCore, strengths }: DrawnExample): DataSpec => ({
  dCore,
  dBackground: strengths.length - dCore,
  strengths,
  labels: 'true',
});

const keyOf = ({ stream }: DrawnExample) => streamKey('definition 3.1', stream);

function drawn(instance: DrawnExample, carryLabel: Sampler['carryLabel'], y: 1 | -1) {
  const d0 = instance.strengths.length;
  const dCore = { core: instance.dCore, all: d0, none: 0 }[carryLabel];
  return drawBatch({ ...dataOf(instance), dCore, dBackground: d0 - dCore }, keyOf(instance), 0, 1, y);
}

const which = ({ dCore, strengths }: DrawnExample, j: number) =>
  `feature j = ${j + 1} (${j < dCore ? 'core' : 'background'}), strength ${JSON.stringify(strengths[j])}`;

function casesOf(instance: DrawnExample): string[] {
  const { dCore, strengths } = instance;
  const { z } = drawn(instance, 'core', 1);
  const is = {
    'core feature': dCore > 0,
    'background feature': strengths.length > dCore,
    'strength 0': z.includes(0),
    'core and background': 0 < dCore && dCore < strengths.length,
  };
  return FEATURE_CASES.filter((name) => is[name]);
}
