/** Thresholds and rankings on draws with known answers. */
import { describe, expect, it } from 'vitest';
import { drawKey, drawRoot, gatherDraws } from '../../../properties/explore/decides.ts';
import { decidesRecord } from '../../../properties/explore/decidesRecord.ts';
import { saysHolds, thresholdOf } from '../../../properties/explore/threshold.ts';
import { decidesPage } from '../../../reports/explore/decides.ts';
import { pageOf, streamKey, wordAt } from '../../../sim/random/stream.ts';
import { problemsWith } from '../../support/schema.ts';
import { dials, type FailureRate } from '../../support/dials.ts';

const uniforms = (name: string, n: number) => {
  const page = pageOf(streamKey('threshold', name), 0);
  return Array.from({ length: n }, (_, i) => wordAt(page, i) / 2 ** 32);
};

describe('a threshold', () => {
  it('separates what can be separated, in either direction', () => {
    const values = uniforms('clean', 200);
    const above = thresholdOf(values.map((value) => ({ value, holds: value < 0.4 })));
    expect(above).toMatchObject({ fails: 'above', accuracy: 1 });
    expect(Math.abs(above.estimate - 0.4)).toBeLessThan(0.02);
    expect(above.low < 0.4 && 0.4 < above.high && above.high - above.low < 0.2).toBe(true);
    const below = thresholdOf(values.map((value) => ({ value, holds: value > 0.4 })));
    expect(below).toMatchObject({ fails: 'below', accuracy: 1 });
    expect([saysHolds(above, 0.1), saysHolds(below, 0.1)]).toEqual([true, false]);
  });

  it('is covered by its interval 19 times in 20', () => {
    // H0: coverage is at least 0.95. 200 data sets; more than 22 misses have probability below 1e-3 (binomial).
    let misses = 0;
    for (let i = 0; i < 200; i++) {
      const u = uniforms(`coverage ${i}`, 240);
      const draws = Array.from({ length: 120 }, (_, j) => {
        const value = u[2 * j]!;
        return { value, holds: u[2 * j + 1]! > 1 / (1 + Math.exp(-12 * (value - 0.6))) };
      });
      const { low, high } = thresholdOf(draws);
      if (!(low <= 0.6 && 0.6 <= high)) misses++;
    }
    expect(misses).toBeLessThanOrEqual(22);
  });

  it('is not bounded by draws that all came out alike, and refuses none and NaN', () => {
    const same = thresholdOf([1, 2, 3].map((value) => ({ value, holds: true })));
    expect([same.low, same.high]).toEqual([-Infinity, Infinity]);
    expect(() => thresholdOf([])).toThrow(RangeError);
    expect(() => thresholdOf([{ value: NaN, holds: true }])).toThrow(RangeError);
  });

  it('says of the draws what its accuracy counts, wherever the cut is', () => {
    for (const pattern of ['HHH', 'FFF', 'HHF', 'FHH', 'HFH']) {
      for (const values of [
        [1, 2, 3],
        [0, 0, 0],
        [-2, -1, 0],
        [-3, -3, -1],
      ]) {
        const draws = values.map((value, i) => ({ value, holds: pattern[i] === 'H' }));
        const threshold = thresholdOf(draws);
        const right = draws.filter((d) => saysHolds(threshold, d.value) === d.holds).length;
        expect(right / 3, `${pattern} at ${values.join()}`).toBeCloseTo(threshold.accuracy, 12);
      }
    }
  });

  it('does not cut equal values apart', () => {
    const { accuracy } = thresholdOf([1, 1, 1, 1].map((value, i) => ({ value, holds: i < 2 })));
    expect(accuracy).toBe(0.5);
  });
});

async function decided(rate: FailureRate, draws: number) {
  const { target, root, execute } = dials(rate);
  const plan = { target, root, d0: 16, engine: 'kernel', draws };
  const evidence = await gatherDraws(plan, {
    execute,
    concurrency: () => 2,
    known: new Map(),
    onEvidence: () => {},
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  return { plan, evidence, record: decidesRecord(plan, evidence, 'fct explore', { durationSeconds: 0 }) };
}

describe('what decides', () => {
  it('ranks the product that really decides first, and tests it on fresh draws', async () => {
    const { record } = await decided((a, b) => (a * b > 5 ? 1 : 0), 150);
    const [best] = record.ranking;
    expect(best).toMatchObject({ quantity: '(a) (b)', fails: 'above' });
    expect(best!.threshold.low! < 5 && 5 < best!.threshold.high!).toBe(true);
    expect(best!.freshAccuracy).toBeGreaterThan(0.9);
    expect(best!.fresh.draws).toBe(150);
    expect(record.ranking.map((r) => r.quantity).sort()).toEqual(['(a) (b)', '(a) / (b)', 'a', 'b']);
    expect(problemsWith('what-decides', record)).toBe('');
    expect(problemsWith('what-decides', { ...record, ranking: [{}] })).not.toBe('');
    expect(decidesPage(record)).toContain('(a) (b)');
  });

  it('names a second reason to fail where there is one', async () => {
    const { record } = await decided((a, b) => (a > 4 || b < 1.5 ? 1 : 0), 300);
    expect(record.ranking[0]).toMatchObject({ quantity: 'a', fails: 'above' });
    const { best, together, outside, shown } = record.second!;
    expect(best).toMatchObject({ quantity: 'b', fails: 'below' });
    expect(best.threshold.low! < 1.5 && 1.5 < best.threshold.high!).toBe(true);
    expect(together.draws).toBe(300);
    expect(together.accuracy).toBeGreaterThan(Math.max(0.97, record.ranking[0]!.freshAccuracy));
    expect(outside!.accuracy).toBe(1);
    expect(outside!.draws).toBeLessThan(300);
    // What the second is asked of is only what the first calls holding, beyond its interval.
    expect(shown.length).toBe(best.fresh.draws);
    expect(shown.length).toBeLessThan(record.shown.filter((d) => d.value < 4).length);
    expect(record.sentence).toContain(
      'Where that says it holds, outside its interval, it fails below b = 1.',
    );
    expect(decidesPage(record).match(/<figure/g)?.length).toBe(2);
    expect(problemsWith('what-decides', record)).toBe('');
  });

  it('names no second reason where the rest fails at random, or not at all', async () => {
    for (const rest of [0, 0.1]) {
      const { record } = await decided((a) => (a > 4 ? 1 : rest), 300);
      expect(record.ranking[0]).toMatchObject({ quantity: 'a', fails: 'above' });
      expect(record.second).toBeNull();
      expect(decidesPage(record).match(/<figure/g)?.length).toBe(1);
    }
  });

  it('says so where the draws all came out alike, and leaves out what has no measurement', async () => {
    const alike = (await decided(() => 0, 20)).record;
    expect(alike).toMatchObject({ ranking: [], second: null, complete: true });
    expect(alike.sentence).toContain('all came out alike');
    const none = (await decided(() => NaN, 20)).record;
    expect(none.sentence).toContain('no draw yet whose measurement says');
    const { record } = await decided((a) => (a > 1 ? NaN : 0), 40);
    expect(record.ranking).toEqual([]);
    const { find } = record.draws;
    expect(find.unknown).toBeGreaterThan(0);
    expect(find.holds + find.unknown).toBe(40);
  });

  it('says so where a stopped run has no fresh draws yet', async () => {
    const { plan, evidence } = await decided((a) => (a > 4 ? 1 : 0), 40);
    const found = new Map([...evidence].filter(([, e]) => e.key.purpose === 'decide:find'));
    expect(found.size).toBe(40);
    const record = decidesRecord(plan, found, 'fct explore', { durationSeconds: 0 });
    expect(record).toMatchObject({ ranking: [], second: null, complete: false });
    expect(record.sentence).toContain('no fresh draw yet');
  });

  it('finds and tests on different draws', async () => {
    const { plan } = await decided(() => 0, 20);
    const sets = (['find', 'test'] as const).flatMap((part) =>
      Array.from({ length: 20 }, (_, i) => JSON.stringify(drawRoot(plan, drawKey(plan, part, i)).regime.set)),
    );
    expect(new Set(sets).size).toBe(40);
  });
});
