/** Evidence of another run shows, trial by trial; the run's own never does. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { agendaOf } from '../../../properties/gather/agenda.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import { EvidenceError, type Evidence } from '../../../properties/trials/evidence.ts';
import { refuseForeign, type OwnRun } from '../../../properties/gather/foreign.ts';
import { SAMPLER_REGIME, type Regime } from '../../../properties/trials/regime.ts';
import { inShard, WHOLE } from '../../../properties/gather/shard.ts';
import type { SeedRoot } from '../../../properties/trials/seeds.ts';
import { NoInstanceError } from '../../../theorems/types.ts';
import { COIN_PROFILE, coinSelection, fails, gather } from '../../support/coins.ts';

/** Coins that fail, so that there are second looks; few ladders. */
const profile = { ...COIN_PROFILE, studies: { coins: { sizes: [16, 32], ladders: 40 } } };
const selection: Selection = coinSelection(fails(0.5), profile);
const root = (change: Partial<SeedRoot> = {}): SeedRoot => ({
  seed: 1,
  fingerprint: 'coins',
  regime: SAMPLER_REGIME,
  ...change,
});
const reading = { ...selection, root: root(), shard: WHOLE };

const refuse = (evidence: readonly Evidence[], change: Partial<OwnRun> = {}) =>
  refuseForeign({ ...reading, ...change, ...agendaOf({ ...selection, ...change }) }, evidence, 'out/x');

let own: readonly Evidence[];
beforeAll(async () => {
  own = [...(await gather(selection, 1)).values()];
  expect(new Set(own.map((e) => e.key.purpose.split(':')[0]))).toEqual(new Set(['main', 'control', 'again']));
});

it('shards take ladders in turn, from the first', () => {
  const places = [0, 1, 2, 3, 4, 5];
  const of = (index: number, count: number) => places.filter((at) => inShard({ index, count }, at));
  expect([of(1, 3), of(2, 3), of(3, 3)]).toEqual([[0, 3], [1, 4], [2, 5]]); // prettier-ignore
  expect(of(1, 1)).toEqual(places);
});

describe('evidence', () => {
  it('of the run itself is taken, whole or in shards', async () => {
    expect(() => refuse(own)).not.toThrow();
    for (const index of [1, 2, 3]) {
      const shard = { index, count: 3 };
      const part = [...(await gather(selection, 1, { shard })).values()];
      expect(() => refuse(part, { shard })).not.toThrow();
      expect(() => refuse(part, { shard: { index: (index % 3) + 1, count: 3 } })).toThrow(
        /is of another shard/,
      );
    }
  });

  it.each<[string, Partial<OwnRun>]>([
    ['seed', { root: root({ seed: 2 }) }],
    ['fingerprint', { root: root({ fingerprint: 'other coins' }) }],
    ['setting', { root: root({ regime: { where: [], set: { path: 0.5 } } }) }],
    ['condition', { root: root({ regime: { where: [{ field: 'path', low: 0, high: 1 }], set: {} } }) }],
  ])('of another %s has other draws', (_, change) => {
    expect(() => refuse(own, change)).toThrow(EvidenceError);
    expect(() => refuse(own, change)).toThrow(
      /^the evidence in out\/x is not that of its run: trial coins~\S+ has another draw than its seed, sources and regime give; remove the folder or name another$/,
    );
  });

  it('every single trial with another draw is found, wherever it stands', () => {
    fc.assert(
      fc.property(fc.nat(own.length - 1), fc.integer({ min: 0, max: 999 }), (at, path) => {
        const changed = own.map((e, i) => (i === at ? { ...e, path: path / 1000 } : e));
        if (own[at]!.path === path / 1000) expect(() => refuse(changed)).not.toThrow();
        else expect(() => refuse(changed)).toThrow(/has another draw/);
      }),
      { seed: 1, numRuns: 60 },
    );
  });

  it("of an audit has the draw of the trial that it repeats a step of, the claim's or the twin's", () => {
    for (const purpose of ['main', 'control']) {
      const audited = own.find((e) => e.key.purpose === purpose)!;
      const audit = { ...audited, key: { ...audited.key, purpose: 'audit' } };
      expect(() => refuse([audit])).not.toThrow();
      expect(() => refuse([{ ...audit, path: 0.5001 }])).toThrow(/has another draw/);
    }
  });

  const main = () => own.find((e) => e.key.purpose === 'main')!;
  const again = () => own.find((e) => e.key.purpose.startsWith('again:'))!;
  const withKey = (e: Evidence, change: Partial<Evidence['key']>): Evidence => ({
    ...e,
    key: { ...e.key, ...change },
  });
  it.each<[string, () => Evidence, RegExp]>([
    ['another study', () => withKey(main(), { study: 'dice' }), /is of no study that it reads/],
    ['another variant', () => withKey(main(), { variant: 'bent' }), /is of no study that it reads/],
    ['a twin as the claim', () => withKey(main(), { variant: 'broken' }), /is of no study that it reads/],
    ['another purpose', () => withKey(main(), { purpose: 'calibration' }), /is of no study that it reads/],
    ['a second look at none', () => withKey(again(), { purpose: 'again:x' }), /is of no study that it reads/],
    ['another size', () => withKey(main(), { d0: 64 }), /is of a size that it does not read \(d0 = 16, 32\)/],
    ['another budget', () => withKey(main(), { index: 40 }), /is beyond its 40 ladders/],
    ['a negative place', () => withKey(main(), { index: -1 }), /is beyond its 40 ladders/],
    ['no whole place', () => withKey(main(), { index: 0.5 }), /is beyond its 40 ladders/],
    ['a ladder beyond', () => withKey(again(), { purpose: 'again:40' }), /is beyond its 40 ladders/],
    ['a ninth look', () => withKey(again(), { index: 8 }), /is beyond its 8 second looks/],
  ])('of %s is refused', (_, of, why) => {
    expect(() => refuse([of()])).toThrow(why);
  });
});

describe('under conditions on the instance', () => {
  const regime: Regime = { where: [{ field: 'path', low: 0.2, high: 0.4 }], set: {} };
  // Coins that never fail take more trials to a verdict: enough that every second draw is not made again.
  const seldom: Selection = coinSelection(fails(0), profile);
  const narrow = { ...seldom, root: root({ regime }) };
  let drawn: readonly Evidence[];
  beforeAll(async () => {
    drawn = [...(await gather({ ...seldom, regime }, 1)).values()];
    expect(drawn.length).toBeGreaterThanOrEqual(40);
  });

  it('its own evidence is taken, and every draw that does not meet them refused', () => {
    expect(() => refuse(drawn, narrow)).not.toThrow();
    for (let at = 0; at < drawn.length; at++) {
      const changed = drawn.map((e, i) => (i === at ? { ...e, path: 0.5 } : e));
      expect(() => refuse(changed, narrow), `trial ${at}`).toThrow(/has another draw/);
    }
  });

  it('a draw that is no instance is refused, and is no error of ours', () => {
    const coins = selection.studies['coins']!;
    const study = (is: (path: unknown) => boolean): OwnRun['studies'] => ({
      coins: {
        ...coins,
        instance: (at) => {
          if (is(at.path)) throw new NoInstanceError('no coin');
          return coins.instance(at);
        },
      },
    });
    // The second trial is looked at and its draw not made again.
    const changed = drawn.map((e, i) => (i === 1 ? { ...e, path: 2 } : e));
    const studies = study((path) => path === 2);
    expect(() => refuse(drawn, { ...narrow, studies })).not.toThrow();
    expect(() => refuse(changed, { ...narrow, studies })).toThrow(/has another draw/);
    // No draw at all is an instance.
    expect(() => refuse(drawn, { ...narrow, studies: study(() => true) })).toThrow(/has another draw/);
  });

  it('a sample of the draws is made again: evidence of another seed shows, though it meets them', async () => {
    const other = [...(await gather({ ...seldom, regime }, 2)).values()];
    expect(() => refuse(other, narrow)).toThrow(/has another draw/);
  });
});

describe('the check of an exact claim', () => {
  const check = () => ({ instances: 0, cases: {}, counterexample: null });
  const [theorem] = selection.suite;
  const claim = { ...theorem!.claims[0]!, kind: 'exact', id: 'coin-theorem/sum', runsShare: 0.5, check };
  const twin = { kind: 'exact', id: 'coin-theorem/sum~off', of: claim.id, words: '', check };
  const exact = {
    suite: [{ ...theorem!, claims: [claim], controls: [twin] }] as unknown as Selection['suite'],
    selected: new Set([claim.id]),
  };
  const checked = (variant: string, instances: number, counterexample: object | null = null): Evidence => ({
    key: { study: 'exact', variant, purpose: 'main', index: 0, d0: 0 },
    path: null,
    outcome: { status: 'measured', measurement: { instances, cases: {}, counterexample } as never },
  });

  it('is taken with as many instances as the profile asks for, or with a counterexample', () => {
    // Half of the profile's 100.
    expect(() => refuse([checked('coin-theorem/sum', 50)], exact)).not.toThrow();
    expect(() => refuse([checked('coin-theorem/sum', 70)], exact)).not.toThrow();
    expect(() => refuse([checked('coin-theorem/sum~off', 3, {})], exact)).not.toThrow();
  });

  it('is refused with fewer, of a claim not selected, and in another shard', () => {
    expect(() => refuse([checked('coin-theorem/sum', 49)], exact)).toThrow(
      /was checked on 49 instances, and its profile asks for 50/,
    );
    expect(() => refuse([checked('coin-theorem/product', 50)], exact)).toThrow(
      /is no exact claim that it checks/,
    );
    expect(() => refuse([checked('coin-theorem/sum', 50)], { ...exact, selected: new Set() })).toThrow(
      /is no exact claim that it checks/,
    );
    const shard = { index: 2, count: 2 };
    expect(() => refuse([checked('coin-theorem/sum', 50)], { ...exact, shard })).toThrow(/another shard/);
    expect(() => refuse([checked('coin-theorem/sum~off', 1, {})], { ...exact, shard })).not.toThrow();
  });
});
