/** The event of Lemma 1.2 and the remark beside it, on measurements written by hand. */
import { describe, expect, it } from 'vitest';
import { lemma12 } from '../../theorems/lemma-1.2.ts';
import type { GradientMeasurement } from '../../theorems/studies/gradient/measure.ts';
import type { Json, WithHighProbabilityClaim } from '../../theorems/types.ts';

const measured = (
  gap: number,
  radius: number,
  inMargin: readonly number[] = [1],
  { deviation, spread } = { deviation: 0, spread: 1 },
): Json => {
  const moments = inMargin.map((share, i) => ({ step: 10 * i, gap: gap / (i + 1), inMargin: share }));
  const sizes = { d0: 4, m: 16, N: 256, comparisons: 64 };
  const m: GradientMeasurement = { ...sizes, gap, radius, deviation, spread, moments };
  return m as unknown as Json;
};

const [claim, spreadClaim] = lemma12.claims as [WithHighProbabilityClaim, WithHighProbabilityClaim];

describe('the event of the spread', () => {
  const of = (deviation: number) => spreadClaim.event(measured(1, 2, [1, 0.5], { deviation, spread: 1 }));

  it('is that the deviation is within sqrt 20 on either side', () => {
    expect(spreadClaim.id).toBe('lemma-1.2/spread');
    expect(of(0)).toMatchObject({ holds: true, slack: 1 });
    expect(of(4.4).holds).toBe(true);
    expect(of(-4.4).holds).toBe(true);
    expect(of(4.5).holds).toBe(false);
    expect(of(-4.5).holds).toBe(false);
    // sqrt 20 = 4.4721…
    expect(of(-2 * Math.sqrt(20)).slack).toBeCloseTo(-1, 12);
    expect(of(NaN)).toMatchObject({ holds: undefined, slack: NaN });
  });

  it('looks where the uniform gap does', () => {
    expect(spreadClaim.requiredCases).toEqual(claim.requiredCases);
    expect(of(0).cases).toEqual(['step 0', 'all in the margin', 'step 10', 'some past the margin']);
    expect(spreadClaim.study).toBe('gradient');
  });
});

describe('the event of a uniform gap', () => {
  it('is that the largest gap is at most the radius', () => {
    expect(claim.id).toBe('lemma-1.2/uniform-gap');
    expect(claim.event(measured(0.5, 2))).toMatchObject({ holds: true, slack: 0.75 });
    expect(claim.event(measured(2, 2))).toMatchObject({ holds: true, slack: 0 });
    expect(claim.event(measured(3, 2))).toMatchObject({ holds: false, slack: -0.5 });
    expect(claim.event(measured(NaN, 2))).toMatchObject({ holds: undefined, slack: NaN });
  });

  it('names every looked-at step, and whether examples were past the margin', () => {
    expect(claim.event(measured(1, 2, [1, 1, 0.75, 0.5])).cases).toEqual([
      'step 0',
      'all in the margin',
      'step 10',
      'step 20',
      'some past the margin',
      'step 30',
    ]);
  });

  it('requires all steps of its words, before the margin and past it', () => {
    const steps = [...Array(16).keys(), 20, 40, 100, 200].map((step) => `step ${step}`);
    expect(claim.requiredCases).toEqual([...steps, 'all in the margin', 'some past the margin']);
    expect(claim.study).toBe('gradient');
  });
});

describe('the remark', () => {
  it('says how much of the radius the largest gaps were', () => {
    // Ratios 0.8, 0.2, 0.5, 0.3: in order 0.2, 0.3, 0.5, 0.8.
    const [one, ...others] = [1.05, 0.9, 1.1].map((spread) => ({ deviation: 0, spread }));
    const measurements = [
      measured(1.6, 2),
      measured(0.2, 1, [1], one),
      measured(2, 4, [1], others[0]),
      measured(0.9, 3, [1], others[1]),
    ];
    expect(lemma12.remark!(measurements, 6)).toBe(
      'Observed looseness at d0 = 6: the largest gap of a trial was 0.20 to 0.80 of the radius, 0.50 in the median. ' +
        "Hoeffding's inequality uses the range of the summands, not their variance. " +
        'The mean square of the gaps was 0.90 to 1.10 times what the variance gives.',
    );
  });

  it('says nothing of nothing', () => {
    expect(lemma12.remark!([], 6)).toBeNull();
  });
});
