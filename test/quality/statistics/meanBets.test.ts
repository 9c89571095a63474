/** Comparisons at the levels of a profile with ten claims: both error rates at the margin, and that the confidence sequence ever misses, exactly. */
import { expect, it } from 'vitest';
import { meanCrossing } from '../../../properties/judge/statistics/index.ts';

const PLAN = { range: [-1, 1], alphaSupport: 0.004, alphaRefute: 0.001, budget: 120 } as const;

/** A mean, and the share of trials in which the two are apart. */
const LAWS = [-0.5, -0.05, 0, 0.1, 0.3].flatMap((mean) =>
  [Math.abs(mean), 0.3, 0.7, 1]
    .filter((apart) => apart >= Math.abs(mean))
    .map((apart) => [mean, apart] as const),
);

// The sequence misses the mean at some look exactly when the bets about that mean cross, so this is its coverage as well.
it.each(LAWS)('of a difference with mean %d, apart in a share %d', (mean, apart) => {
  const chances = meanCrossing({ ...PLAN, bound: mean, up: (apart + mean) / 2, down: (apart - mean) / 2 });
  expect(chances.supported).toBeLessThanOrEqual(PLAN.alphaSupport);
  expect(chances.refuted).toBeLessThanOrEqual(PLAN.alphaRefute);
});

it.each([
  ['equal, apart in one trial of ten', 0.2, 0.05, 0.05],
  ['better by 0.4', 0, 0.1, 0.5],
])('a planted truth is supported and its mirror image refuted: %s', (_, bound, up, down) => {
  const chance = meanCrossing({ ...PLAN, bound, up, down });
  expect(chance.supported).toBeGreaterThan(0.8);
  const mirrored = meanCrossing({ ...PLAN, bound: -bound, up: down, down: up });
  expect(mirrored.refuted).toBeGreaterThan(0.6);
});

/** Two that fail independently of each other, as the sides of two studies do. */
const independent = (first: number, second: number) => ({
  up: first * (1 - second),
  down: second * (1 - first),
});

it.each([
  [0.1, 0.05],
  [0.3, 0.25],
  [0.5, 0.5],
  [0.9, 0.6],
])(
  'of two studies side by side that fail at rates %d and %d, with their difference as the margin',
  (first, second) => {
    const chances = meanCrossing({ ...PLAN, bound: first - second, ...independent(first, second) });
    expect(chances.supported).toBeLessThanOrEqual(PLAN.alphaSupport);
    expect(chances.refuted).toBeLessThanOrEqual(PLAN.alphaRefute);
  },
);

it('of two studies side by side a planted truth is supported and a planted falsehood refuted', () => {
  expect(meanCrossing({ ...PLAN, bound: 0.05, ...independent(0.05, 0.5) }).supported).toBeGreaterThan(0.8);
  expect(meanCrossing({ ...PLAN, bound: 0.05, ...independent(0.6, 0.05) }).refuted).toBeGreaterThan(0.8);
});
