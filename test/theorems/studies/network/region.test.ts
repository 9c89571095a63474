/** The paths of the repaired statements: up to the edge of their region and no further, and twins beyond it. */
import { describe, expect, it } from 'vitest';
import { drawUnbiased } from '../../../../properties/trials/seeds.ts';
import { streamKey } from '../../../../sim/random/stream.ts';
import { THEOREMS } from '../../../../theorems/registry.ts';
import {
  quantitiesOf,
  regionInstance,
  type RegionPath,
} from '../../../../theorems/studies/network/region.ts';
import { REGIONS, regionStudies } from '../../../../theorems/studies/network/regions.ts';
import type { Json } from '../../../../theorems/types.ts';
import { evenPath } from '../../../support/networkPath.ts';

type Name = keyof typeof REGIONS;
const names = Object.keys(REGIONS) as Name[];

const path: RegionPath = {
  ...evenPath,
  ...{ ratio: 1, R: 0.5, coreMean: 0.5, coreVariance: 0.0625, backgroundVariance: 0.0625, time: 1 },
};

describe('an instance', () => {
  it('has the R that was drawn, and is trained to the least time that the region allows', () => {
    const instance = regionInstance(REGIONS['4.2'], path, 16, {});
    const { R, perTime, V } = quantitiesOf(instance);
    // S_core = 8/4; mean 0.5 sqrt(0.5) = 0.354 on a grid of 1/128.
    expect(Math.abs(R - 0.5)).toBeLessThan(0.03);
    expect(perTime).toBe(2 / 16);
    // 8 (1/4)(1/16)/4
    expect(V).toBe(1 / 32);
    // C = 2.5 at s = 20; of a linear network C = 2 at s = 16, and C/V = 40 asks for 1.25 and no more.
    expect(instance.s).toBe(20);
    expect(regionInstance(REGIONS['4.4'], path, 16, {}).s).toBe(16);
    expect(regionInstance({ ...REGIONS['4.4'], perV: 80 }, path, 16, {}).s).toBe(20);
    expect(regionInstance(REGIONS['4.1'], path, 16, {}).s).toBe(40);
    expect(regionInstance(REGIONS['4.2'], { ...path, time: 1.5 }, 16, {}).s).toBe(30);
  });

  it('at an end of R lies within the region, though means lie on a grid', () => {
    for (const end of REGIONS['4.2'].R) {
      const { R } = quantitiesOf(regionInstance(REGIONS['4.2'], { ...path, R: end }, 16, {}));
      expect(REGIONS['4.2'].R[0] <= R && R <= REGIONS['4.2'].R[1], `${R}`).toBe(true);
      expect(Math.abs(R / end - 1)).toBeLessThan(0.09);
    }
  });
});

describe.each(names)('the study of Theorem %s', (name) => {
  const study = regionStudies[name];
  const theorem = THEOREMS.find((t) => t.id === `thm-${name}-repaired`)!;
  const draws = Array.from({ length: 60 }, (_, i) =>
    drawUnbiased(study.sampler, streamKey('region test', name, i)),
  );

  it('draws instances that meet the hypotheses of the repaired statement, at every size', () => {
    for (const drawn of draws)
      for (const d0 of [16, 64, 256]) {
        const met = study.hypotheses({ path: drawn, d0, variant: 'main', set: {} });
        expect(Object.keys(met).toSorted()).toEqual(theorem.hypotheses.map((h) => h.id).toSorted());
        expect(met).toEqual(Object.fromEntries(Object.keys(met).map((id) => [id, true])));
      }
  });

  it('draws R at an end, and the least time, about half of the time', () => {
    const ends: readonly number[] = REGIONS[name].R;
    const paths = draws as unknown as readonly RegionPath[];
    for (const share of [(p: RegionPath) => ends.includes(p.R), (p: RegionPath) => p.time === 1]) {
      const count = paths.filter(share).length;
      expect(count > 12 && count < 48, `${count} of 60`).toBe(true);
    }
  });

  it('has twins beyond the edge', () => {
    for (const variant of Object.keys(study.variants).filter((v) => v !== 'random-labels'))
      for (const drawn of draws.slice(0, 20)) {
        const met = study.hypotheses({ path: drawn, d0: 16, variant, set: {} });
        const failing = Object.keys(met).filter((id) => !met[id]);
        expect(failing).toContain(variant === 'too-short' ? 'core-in-time' : 'background-over-core');
      }
  });

  it('is still beyond the edge where a user sets what breaks it', () => {
    const at = (variant: string, set: Record<string, Json>) =>
      study.instance({ path: draws[0] as Json, d0: 16, variant, set });
    for (const variant of Object.keys(study.variants).filter((v) => v === 'too-short'))
      expect(at(variant, { s: 20 })['s']).toBeLessThan(20);
    for (const variant of Object.keys(study.variants).filter((v) => v === 'random-labels'))
      expect(at(variant, { labels: 'true' })).toMatchObject({ labels: 'random' });
  });

  it('takes what a user sets', () => {
    const at = { path: draws[0] as Json, d0: 16, variant: 'main', set: { backgroundMean: 0.75, s: 20 } };
    expect(study.instance(at)).toMatchObject({ s: 20 });
    expect(Math.abs((study.instance(at)['backgroundMean'] as number) - 0.75)).toBeLessThan(0.02);
  });
});
