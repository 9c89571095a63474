/** The event of Lemma 1.2 and the remark beside it, on measurements written by hand. */
import { describe, expect, it } from 'vitest';
import { lemma12 } from '../../theorems/lemma-1.2.ts';
import type { GradientMeasurement } from '../../theorems/studies/gradient.ts';
import type { Json, WithHighProbabilityClaim } from '../../theorems/types.ts';

const measured = (gap: number, radius: number, inMargin: readonly number[] = [1]): Json => {
  const moments = inMargin.map((share, i) => ({ step: 10 * i, gap: gap / (i + 1), inMargin: share }));
  const m: GradientMeasurement = { d0: 4, m: 16, N: 256, comparisons: 64, gap, radius, moments };
  return m as unknown as Json;
};

const claim = lemma12.claims[0] as WithHighProbabilityClaim;

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
    const measurements = [measured(1.6, 2), measured(0.2, 1), measured(2, 4), measured(0.9, 3)];
    expect(lemma12.remark!(measurements, 6)).toBe(
      'Observed looseness at d0 = 6: the largest gap of a trial was 0.20 to 0.80 of the radius, 0.50 in the median. ' +
        "Hoeffding's inequality uses the range of the summands, not their variance.",
    );
  });

  it('says nothing of nothing', () => {
    expect(lemma12.remark!([], 6)).toBeNull();
  });
});
