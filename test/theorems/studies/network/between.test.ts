/** Looks between checkpoints: when, in which networks, what is kept, and that they disturb nothing. */
import { describe, expect, it } from 'vitest';
import { loadKernel } from '../../../../sim/engines/kernel.ts';
import { looksAtEveryStep, stepsBetween, together } from '../../../../theorems/studies/network/between.ts';
import { instanceAt } from '../../../../theorems/studies/network/instance.ts';
import { measure } from '../../../../theorems/studies/network/measure.ts';
import { evenPath } from '../../../support/networkPath.ts';

describe('looks between checkpoints', () => {
  // T0 = 4 ln(16) 16/sqrt(1024) = 5.545, at step 110.9.
  const run = { d0: 16, d: 1024, h: 0.05, s: 40 };

  it('are eight to a doubling, from T0 on', () => {
    const steps = stepsBetween(run, false);
    // 800 2^(-n/8): n = 22 gives s = 5.95, n = 23 gives 5.45.
    expect(steps.length).toBe(22);
    expect([steps[0], steps.at(-1)]).toEqual([119, 734]);
    expect(steps).toContain(400);
    expect(steps).toEqual([...steps].sort((a, b) => a - b));
  });

  it('are all steps past T0 but the last where every one is looked at', () => {
    const steps = stepsBetween(run, true);
    expect([steps.length, steps[0], steps.at(-1)]).toEqual([689, 111, 799]);
    expect(stepsBetween({ ...run, s: 5 }, true)).toEqual([]);
    expect(stepsBetween({ ...run, s: 5 }, false)).toEqual([]);
  });

  it('of a coarse step are looked at once', () => {
    const steps = stepsBetween({ ...run, h: 1.25 }, false);
    expect(new Set(steps).size).toBe(steps.length);
    expect(Math.max(...steps)).toBeLessThan(32);
  });

  it('are at every step in one network of 32', () => {
    const often = Array.from({ length: 3200 }, (_, i) => looksAtEveryStep(['between test', i]));
    // 100, and five standard deviations of 9.8.
    expect(Math.abs(often.filter(Boolean).length - 100)).toBeLessThan(50);
  });

  it('keep the largest, its time, and NaN', () => {
    const seen = [0.3, 0.5, 0.5, 0.2].reduce<ReturnType<typeof together> | null>(
      (before, c, i) => together(before, c, i),
      null,
    );
    expect(seen).toEqual({ looks: 4, asymmetry: 0.5, s: 1 });
    expect(together(together(seen, NaN, 9), 0.1, 10)).toEqual({ looks: 6, asymmetry: NaN, s: 9 });
  });

  it('change nothing else that is measured, and see what asymmetry there is', () => {
    const instance = instanceAt(evenPath, 16, { m: 16, N: 16, s: 20 });
    const of = (between: boolean) =>
      measure({ engine: loadKernel(), labels: ['between test'] }, instance, { between });
    const [without, looked] = [of(false), of(true)];
    const forget = (m: typeof looked) => m.checkpoints.map((c) => ({ ...c, between: null }));
    expect(forget(looked)).toEqual(without.checkpoints);
    expect(looked.eachNeuron).toEqual(without.eachNeuron);
    expect(without.checkpoints.every((c) => c.between === null)).toBe(true);
    // T0 = 5.545 lies between s = 5 and s = 10; 20 2^(-n/8) > 5.545 for n up to 14, and n = 8 is a checkpoint.
    expect(looked.everyStep).toBe(false);
    expect(looked.checkpoints.map((c) => c.between?.looks ?? 0)).toEqual([0, 0, 0, 0, 6, 7]);
    for (const { between, s } of looked.checkpoints.slice(-2)) {
      expect(between!.asymmetry).toBeGreaterThanOrEqual(0);
      expect(between!.s < s && between!.s > s / 2).toBe(true);
    }
  });
});
