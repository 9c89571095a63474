/** Which instances there are: each rule with its sentence, and a measurement for every instance that the rules leave. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { runTask } from '../../../properties/trials/task.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { initialState } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';
import { signedStart } from '../../../theorems/studies/signs.ts';
import { instanceAt, setupOf, type Instance } from '../../../theorems/studies/network/instance.ts';
import { pathSampler, type Path } from '../../../theorems/studies/network/path.ts';
import { NoInstanceError, type Json } from '../../../theorems/types.ts';

type Change = Partial<Instance>;
const [path] = fc.sample(pathSampler, { seed: 1, numRuns: 1 }) as [Path];
const drawn = (study: string, index = 0) =>
  fc.sample(STUDIES[study]!.sampler, { seed: index, numRuns: 1 })[0]!;
const make = (study: string, d0: number, set: Record<string, Json>) =>
  STUDIES[study]!.instance({ path: drawn(study), d0, variant: 'main', set });

describe('the rules', () => {
  it.each<[number, Record<string, Json>, RegExp]>([
    [3, {}, /^d0 must be a whole number from 4 to 4096, got 3$/],
    [16, { d: 15 }, /^d must be a whole number from d0 = 16 \(orthonormal features\) to \d+, got 15$/],
    [16, { d: 16.5 }, /^d must be/],
    [16, { d: 1e300 }, /^d must be/],
    [16, { m: 1 }, /^m must be a whole number from 2 \(.*neurons of either sign\) to 1048576, got 1$/],
    [16, { m: 'many' }, /^m must be .*, got many$/],
    [16, { N: 0 }, /^N must be a whole number from 1 to 1000000, got 0$/],
    [16, { N: 2e6 }, /^N must be/],
    [16, { dBackground: 0 }, /^dBackground must be a whole number from 1 to 16, got 0$/],
    [16, { dBackground: 17 }, /^dBackground must be a whole number from 1 to 16, got 17$/],
    [16, { s: 0 }, /^s must lie in \(0, 1000\], the training time t eta d0\/m, got 0$/],
    [16, { s: 1001 }, /^s must lie in/],
    [
      16,
      { h: 1.3 },
      /^h must lie in \[s\/10000000, 1.25\], up to the time of the first checkpoint, got 1.3$/,
    ],
    [16, { h: 1e-300 }, /^h must lie in/],
    [16, { s: 0.1, h: 0.2 }, /^h must lie in \[s\/10000000, 0.1\], .*, got 0.2$/],
    [16, { s: 0.03 }, /^h must lie in \[s\/10000000, 0.03\], .*, got 0.05$/],
    [16, { kappa: -1 }, /^kappa must be a number from 0 up, got -1$/],
    [16, { coreMean: 0.001 }, /^no strength in \[0, 1\] has mean 0.001 .* 0.0078125 <= mean <= 0.9921875/],
    [16, { coreMean: 0.1, coreVariance: 0.1 }, /variance <= mean \(1 - mean\) are needed$/],
    [16, { backgroundVariance: 0.26 }, /^no strength .* and variance 0.26: /],
    [16, { backgroundVariance: -0.1 }, /^no strength .* and variance -0.1: /],
    [16, { gate: 'half' }, /^gate must be one of own, class-average, got half$/],
  ])('at d0 = %d refuse %j', (d0, set, sentence) => {
    for (const study of ['relu', 'linear', 'balanced']) {
      expect(() => make(study, d0, set)).toThrow(sentence);
      expect(() => make(study, d0, set)).toThrow(NoInstanceError);
    }
  });

  it('of short runs and of enumerated gradients are the same', () => {
    expect(() => make('onset', 16, { d: 15 })).toThrow(/^d must be a whole number from d0 = 16/);
    expect(() => make('onset', 16, { m: 1 })).toThrow(/^m must be a whole number from 2/);
    // At d = d0^2.5 = 1024 the run ends at s = 64 sqrt(16/1024) = 8; at d = d0^6 at 64/16^2.5 = 0.0625.
    expect(make('onset', 16, { h: 1, d: 1024 })).toMatchObject({ s: 8, h: 1 });
    expect(() => make('onset', 16, { h: 0.1, d: 16 ** 6 })).toThrow(/^h must lie in .*, 0.0625\], .*got 0.1/);
    expect(() => make('gradient', 4, { d: 3 })).toThrow(/^d must be a whole number from d0 = 4/);
    expect(make('gradient', 4, { m: 1, d: 4 })).toMatchObject({ m: 1, d: 4 });
  });

  it('do not depend on the path', () => {
    const changes: Change[] = [
      {},
      { s: 0.05 },
      { s: 0.045 },
      { coreVariance: 0.25 },
      { backgroundVariance: 0.2 },
    ];
    const exists = (p: Path, change: Change) => {
      try {
        return instanceAt(p, 16, change).d0 === 16;
      } catch {
        return false;
      }
    };
    fc.assert(
      fc.property(pathSampler, fc.constantFrom(...changes), (other, change) => {
        expect(exists(other, change)).toBe(exists(path, change));
      }),
      { seed: 7, numRuns: 500 },
    );
    expect(changes.map((change) => exists(path, change))).toEqual([true, true, false, true, true]);
  });

  it('leave the mean that a strength may have where only its variance is set', () => {
    // Means m with m (1 - m) >= 0.24 lie in [0.4, 0.6].
    for (const index of [0, 1, 2, 3, 4, 5, 6, 7]) {
      const p = drawn('relu', index) as unknown as Path;
      const { coreMean, coreVariance } = instanceAt(p, 16, { coreVariance: 0.24 });
      expect(coreMean! >= 0.4 - 1 / 128 && coreMean! <= 0.6 + 1 / 128, `mean ${coreMean}`).toBe(true);
      expect(Math.abs(coreVariance! - 0.24)).toBeLessThan(0.01);
    }
  });
});

describe('a start with both signs', () => {
  const setup = (m: number) => setupOf(instanceAt(path, 4, { m }));
  const difference = ({ signs }: { readonly signs: Int8Array }) =>
    Math.abs(signs.reduce((sum, sign) => sum + sign, 0));

  it('of three neurons is the first draw on which both occur', () => {
    let redrawn = 0;
    for (let i = 0; i < 64; i++) {
      const key = streamKey('both', i);
      const [start, plain] = [signedStart('even')(setup(3), key), initialState(setup(3), key)];
      expect(start.weights).toEqual(plain.weights);
      expect(new Set(start.signs)).toEqual(new Set([1, -1]));
      if (new Set(plain.signs).size === 2) expect(start).toEqual(plain);
      else redrawn++;
    }
    // A quarter of the draws of three signs are all alike.
    expect(redrawn > 4 && redrawn < 32, `${redrawn} of 64`).toBe(true);
    expect(signedStart('uneven')(setup(3), streamKey('both', 0)).signs.length).toBe(3);
    expect(() => signedStart('even')({ ...setup(3), width: 1 }, streamKey('one'))).toThrow(NoInstanceError);
  });

  it('is even or uneven: the numbers differ by at most 0.6745 sqrt m, or by more', () => {
    let plainIsEven = 0;
    for (let i = 0; i < 64; i++) {
      const key = streamKey('even', i);
      // 0.6745 * 8 = 5.4.
      expect(difference(signedStart('even')(setup(64), key))).toBeLessThanOrEqual(5);
      expect(difference(signedStart('uneven')(setup(64), key))).toBeGreaterThanOrEqual(6);
      if (difference(initialState(setup(64), key)) <= 5) plainIsEven++;
    }
    // 0.54 of fair signs: 34.4, and five standard deviations of 4.
    expect(plainIsEven > 14 && plainIsEven < 54, `${plainIsEven} of 64`).toBe(true);
  });

  it('has the share that is asked for, of weights that do not depend on it', () => {
    const key = streamKey('share');
    const plus = (share: number) => signedStart(share)(setup(64), key).signs.filter((s) => s === 1).length;
    expect([0, 0.25, -0.25, 0.999, -0.999].map(plus)).toEqual([32, 40, 24, 63, 1]);
    expect(signedStart(0.25)(setup(64), key).weights).toEqual(initialState(setup(64), key).weights);
    for (const imbalance of [1, -1, NaN, 'half' as unknown as number])
      expect(() => instanceAt(path, 4, { imbalance })).toThrow(/imbalance must lie between -1 and 1/);
  });
});

describe('every instance that the rules leave', () => {
  const EDGES: readonly Record<string, Json>[] = [
    { m: 2 },
    { m: 3 },
    { N: 1 },
    { N: 1, gate: 'class-average' },
    { h: 1.25 },
    { h: 1.25, s: 1.25 },
    { s: 0.05 },
    { dBackground: 1 },
    { dBackground: 4 },
    { core: 'absent' },
    { labels: 'random' },
    { coreVariance: 0.25, backgroundMean: 0.01 },
    { kappa: 100 },
    { d: 4, m: 2, N: 1, h: 1.25 },
  ];
  const engine = loadKernel();
  const measure = async (study: string, index: number, set: Record<string, Json>) => {
    const root = {
      seed: 1,
      fingerprint: 'edges',
      regime: { ...SAMPLER_REGIME, set: { m: 8, N: 16, ...set } },
    };
    const key = { study, variant: 'main', purpose: 'main', index, d0: 4 };
    return (await runTask({ root, key, engine: 'kernel', runs: 0 }, STUDIES, THEOREMS, engine)).outcome;
  };

  it.each(EDGES)('has a measurement, and each claim a value or a reason: %j', async (set) => {
    for (const study of ['relu', 'linear']) {
      const claims = THEOREMS.flatMap((t) => t.claims).filter((c) => c.kind !== 'exact' && c.study === study);
      for (let index = 0; index < 6; index++) {
        const outcome = await measure(study, index, set);
        if (outcome.status !== 'measured') expect(outcome.status).toBe('diverged');
        else {
          for (const claim of claims) {
            if (claim.kind === 'scaling') {
              const point = claim.point(outcome.measurement);
              const value = 'value' in point ? point.value : 0;
              expect(Number.isFinite(value), `${claim.id}: ${JSON.stringify(point)}`).toBe(true);
            } else if (claim.kind === 'withHighProbability') {
              const { holds, unresolved } = claim.event(outcome.measurement);
              expect(holds !== undefined || unresolved === true, claim.id).toBe(true);
            }
          }
        }
      }
    }
  });

  it('of the first steps too', async () => {
    for (const set of [{ d: 4 }, { m: 2, N: 1 }, { h: 0.01 }] as Record<string, Json>[])
      expect((await measure('onset', 0, set)).status, JSON.stringify(set)).toBe('measured');
  });

  it('that ends before T0 leaves Theorem 4.1 open, and is no failure and no missing trial', async () => {
    // T0 = 4 ln(4) 4/sqrt(d) in s: 11.1 at d = 4.
    const outcome = await measure('relu', 0, { d: 4, s: 5 });
    const [claim] = THEOREMS.find((t) => t.id === 'thm-4.1')!.claims;
    if (outcome.status !== 'measured' || claim?.kind !== 'withHighProbability') throw new Error('no trial');
    expect(claim.event(outcome.measurement)).toMatchObject({ holds: undefined, unresolved: true, cases: [] });
  });
});
