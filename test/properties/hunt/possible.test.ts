/** A hunt looks at instances only, in every domain and whatever hypothesis it breaks. */
import { describe, expect, it } from 'vitest';
import { whyNoInstance } from '../../../properties/gather/instances.ts';
import { targetOf } from '../../../properties/explore/target.ts';
import { DOMAINS, instanceSpace, randomPoint } from '../../../properties/hunt/space.ts';
import { relaxationsOf } from '../../../properties/hunt/hunt.ts';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';
import { NoInstanceError, type InstanceInput } from '../../../theorems/types.ts';
import { dials } from '../../support/dials.ts';

const root = { seed: 1, fingerprint: 'possible', regime: SAMPLER_REGIME };

describe.each(['thm-4.1', 'thm-4.4'])('the points of %s', (name) => {
  const target = targetOf(THEOREMS, STUDIES, name);
  it.each(DOMAINS)('in domain %s are instances', (domain) => {
    const plan = { target, domain, budget: 50, strategy: 'guided', root, engine: 'kernel' } as const;
    let points = 0;
    for (const relaxed of relaxationsOf(plan)) {
      const space = instanceSpace(target, domain, relaxed, root);
      for (let i = 0; i < 20; i++) {
        const point = randomPoint(space, ['possible', relaxed ?? '', i]);
        if (point === undefined) continue;
        points++;
        const at = { ...space.instanceAt(point), variant: 'main' };
        expect(whyNoInstance(target.study, at), JSON.stringify(at.set)).toBeUndefined();
      }
    }
    expect(points).toBeGreaterThan(15);
  });
});

it('a point that is no instance is not allowed, though it meets the hypotheses', () => {
  const { target, root: own } = dials(() => 0);
  const study = {
    ...target.study,
    instance: ({ set }: InstanceInput) => {
      if (Number(set['a']) === 2) throw new NoInstanceError('a must not be 2');
      return { ...set };
    },
  };
  const space = instanceSpace({ ...target, study }, 'paper', null, own);
  // Values of a: 0.25, 0.5, 1 (the simplest), 2, 3, …; the hypothesis is a <= 2.
  expect([-1, 0, 1, 2].map((a) => space.allows([a, 0, 0]))).toEqual([true, true, false, false]);
});
