/** Regime maps on dials with a known failure rate. */
import { describe, expect, it } from 'vitest';
import type { Evidence } from '../../../properties/trials/evidence.ts';
import { gatherMap } from '../../../properties/explore/gather.ts';
import { checkPlan, DELTA, type MapPlan } from '../../../properties/explore/plan.ts';
import { exploreRecord } from '../../../properties/explore/record.ts';
import { exploreChart, standalone } from '../../../reports/explore/chart.ts';
import { exploreCsv } from '../../../reports/explore/csv.ts';
import { explorePage } from '../../../reports/explore/page.ts';
import { problemsWith } from '../../support/schema.ts';
import { dialPlan, dials, type FailureRate } from '../../support/dials.ts';

const gather = (
  plan: MapPlan,
  { execute }: ReturnType<typeof dials>,
  known: ReadonlyMap<string, Evidence> = new Map(),
  options: { concurrency?: number; stopAfter?: number } = {},
) => {
  const stop = new AbortController();
  let seen = 0;
  return gatherMap(plan, {
    execute,
    concurrency: () => options.concurrency ?? 1,
    known,
    onEvidence: () => void (++seen === options.stopAfter && stop.abort()),
    onProgress: () => {},
    signal: stop.signal,
  });
};

async function mapped(rate: FailureRate, a: [number, number], b?: [number, number]) {
  const world = dials(rate);
  const plan = dialPlan(world, a, b);
  return exploreRecord(plan, await gather(plan, world), 'fct explore', { durationSeconds: 0 });
}

/** Fails surely above 3. */
const step: FailureRate = (a) => (a > 3 ? 1 : 0);

describe('a map over one axis', () => {
  it('finds a threshold, in an interval as narrow as its finest grid', async () => {
    const { thresholds, cells, complete, domain, sentence } = await mapped(step, [0.125, 8]);
    expect(complete).toBe(true);
    expect(thresholds).toHaveLength(1);
    const [{ low, high, estimate, below }] = thresholds as [(typeof thresholds)[0]];
    expect(below).toBe('holds');
    expect([low <= 3, 3 < high, low <= estimate && estimate <= high]).toEqual([true, true, true]);
    // 64 steps over six octaves.
    expect(high / low).toBeCloseTo(2 ** (6 / 64), 4);
    for (const c of cells) expect(c.status).toBe(c.x > 3 ? 'fails' : 'holds');
    expect(domain).toHaveLength(1);
    expect(domain[0]!.low).toBe(0.125);
    expect(domain[0]!.high).toBeLessThanOrEqual(2);
    expect(cells.every((c) => c.outside.length === (c.x > 2 ? 1 : 0))).toBe(true);
    expect(sentence).toContain('holds at a =');
  });

  it('shows what its trials do not decide as undecided, and draws no edge through it', async () => {
    const { cells, thresholds } = await mapped(() => DELTA, [1, 2]);
    // Level 0.05 for the whole map.
    expect(cells.every((c) => c.status === 'undecided' && c.trials === 160)).toBe(true);
    expect(thresholds).toEqual([]);
  });

  it('interval and status agree', async () => {
    const { cells } = await mapped((a) => Math.min(1, a / 8), [0.125, 8]);
    for (const c of cells)
      expect(c.status).toBe(c.high <= DELTA ? 'holds' : c.low >= DELTA ? 'fails' : 'undecided');
    expect(new Set(cells.map((c) => c.status)).size).toBe(3);
  });

  it('finds both edges of a band, and what fails below and holds above', async () => {
    const { thresholds } = await mapped((a) => (a > 0.5 && a < 4 ? 1 : 0), [0.125, 8]);
    expect(thresholds.map((t) => t.below)).toEqual(['holds', 'fails']);
  });

  it('never takes a missing measurement for a pass', async () => {
    const { cells } = await mapped(() => NaN, [1, 2]);
    expect(cells.every((c) => c.status === 'undecided' && c.missing === c.trials && c.trials > 0)).toBe(true);
  });

  it.each<[readonly [number, number], readonly [number, number] | undefined]>([
    [[0.5, 1000], undefined],
    [[950, 1000], undefined],
    [
      [0.5, 901],
      [0.5, 8],
    ],
  ])('that holds what is no instance is refused with the rule: a in %j, b in %j', (a, b) => {
    expect(() => checkPlan(dialPlan(dials(step), a, b))).toThrow(
      /^there is no instance at a = (9\d\d|1000).*: a must be at most 900; leave it out of the range$/,
    );
    expect(() => checkPlan(dialPlan(dials(step), [0.5, 900], b))).not.toThrow();
  });
});

describe('a map over two axes', () => {
  it('follows the edge a b = 2 with fewer cells than a full grid', async () => {
    const { cells, thresholds } = await mapped((a, b) => (a * b > 2 ? 1 : 0), [0.5, 8], [0.5, 4]);
    for (const c of cells) expect(c.status).toBe(c.x * c.y! > 2 ? 'fails' : 'holds');
    expect(thresholds.some((t) => t.along === 'x') && thresholds.some((t) => t.along === 'y')).toBe(true);
    for (const t of thresholds) {
      expect(t.low * t.at!).toBeLessThanOrEqual(2);
      expect(t.high * t.at!).toBeGreaterThan(2);
    }
    expect(cells.length).toBeLessThanOrEqual(200);
    expect(cells.length).toBeLessThan(33 * 33);
  });
});

describe('a map that is stopped', () => {
  it('and gone on with is the undisturbed one, whatever the number of workers', async () => {
    const world = dials((a) => Math.min(1, a / 8));
    const plan = dialPlan(world, [0.125, 8]);
    const record = (evidence: ReadonlyMap<string, Evidence>) =>
      JSON.stringify(exploreRecord(plan, evidence, 'fct explore', { durationSeconds: 0 }));
    const undisturbed = record(await gather(plan, world));
    for (const stopAfter of [1, 37, 400]) {
      const half = await gather(plan, world, new Map(), { stopAfter });
      expect(JSON.parse(record(half)).complete).toBe(false);
      expect(record(await gather(plan, world, half, { concurrency: 3 }))).toBe(undisturbed);
    }
  });
});

describe('what is written of a map', () => {
  it('is a CSV with a row per cell, a picture of its own and a page with a row per cell', async () => {
    const record = await mapped(step, [0.125, 8]);
    const rows = exploreCsv(record).trim().split('\r\n');
    expect(rows[0]).toBe('a,d0,trials,failures,missing,low,high,status,outside');
    expect(rows).toHaveLength(record.cells.length + 1);
    expect(problemsWith('explore', record)).toBe('');
    expect(problemsWith('explore', { ...record, cells: [{}] })).not.toBe('');
    const svg = standalone(exploreChart(record));
    expect(svg).toMatch(/^<svg xmlns="http:\/\/www.w3.org\/2000\/svg"/);
    expect(svg).not.toContain('NaN');
    expect(explorePage(record).match(/<td[^>]*>(holds|fails|undecided)<\/td>/g)).toHaveLength(
      record.cells.length + record.thresholds.length,
    );
  });
});
