/** The two lines of the ledger. */
import { describe, expect, it } from 'vitest';
import { agendaOf } from '../../../properties/gather/agenda.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import type { Profile } from '../../../properties/judge/profile.ts';
import { ledgerOf, type Ledger } from '../../../properties/power/ledger.ts';
import { crossing } from '../../../properties/judge/statistics/index.ts';
import type { ScalingClaim, Theorem } from '../../../theorems/types.ts';
import { COIN_PROFILE, coinSelection, fails } from '../../support/coins.ts';

const LADDERS = 8;
const profile: Profile = {
  ...COIN_PROFILE,
  deltaBySize: { 32: 0.05 },
  controls: { sizes: [16, 32], ladders: LADDERS },
};
const ledger = (selection: Selection): Ledger => ledgerOf(agendaOf(selection));

/** The chance that one of `count` twins failing nine times in ten is not refuted in one stratum of `strata`: twins share a fifth of alpha. */
const missed = (delta: number, strata: number, count: number, budget = LADDERS) =>
  1 -
  crossing({
    p: 0.9,
    delta,
    alphaSupport: 0.01 / count,
    alphaRefute: 0.01 / count / strata,
    budget,
  }).refuted;

it('a chance below rounding is added up, and no less than 0', () => {
  // 400 trials at a rate of .9: far more than a refutation takes, so taken from 1 nothing would be left.
  const { beta } = ledger(
    coinSelection(fails(0), { ...profile, controls: { ...profile.controls, ladders: 400 } }),
  );
  expect(beta).toBeGreaterThan(0);
  expect(beta).toBeLessThan(1e-16);
});

describe('the second line of the ledger', () => {
  const twins = (selection: Selection) => ledger(selection).betaShares.map((b) => b.chanceNotRefuted);

  it('is for one twin the chance at its best size: no product, for sizes share the paths of their ladders', () => {
    const single = [missed(0.1, 2, 1), missed(0.05, 2, 1)];
    // The smallest, the product, the largest and the sum all differ here.
    expect(single[1]!).toBeLessThan(single[0]!);
    expect(single[0]! * single[1]!).toBeLessThan(single[1]! / 10);
    const [chance, ...others] = twins(coinSelection(fails(0), profile));
    expect(chance).toBeCloseTo(Math.min(...single), 12);
    expect(others).toEqual([]);
  });

  it('adds up over twins, whose number also divides the level', () => {
    const three = ledger(coinSelection(fails(0), profile, 3));
    const each = Math.min(missed(0.1, 2, 3), missed(0.05, 2, 3));
    expect(three.betaShares.map((b) => b.chanceNotRefuted.toFixed(12))).toEqual(
      Array.from({ length: 3 }, () => each.toFixed(12)),
    );
    expect(three.betaShares.map((b) => b.control)).toEqual([
      'coin-theorem/claim-0~broken',
      'coin-theorem/claim-1~broken',
      'coin-theorem/claim-2~broken',
    ]);
    expect(three.beta).toBeCloseTo(3 * each, 12);
    expect(three.betaShares.every((b) => b.assumedFailureRate === 0.9)).toBe(true);
  });

  it('is for a twin of a slope the average over how many of its ladders are on the path', () => {
    const share = 0.4;
    const [theorem] = coinSelection(fails(0)).suite;
    const { event: _, ...coin } = theorem!.claims[0] as { event: unknown } & object;
    const claim = {
      ...coin,
      kind: 'scaling',
      path: { words: '', holds: () => true, share },
      law: { kind: 'falls', logPower: 1 },
    } as unknown as ScalingClaim;
    const controls = theorem!.controls.map((c) => ({ ...c, kind: 'scaling' }));
    const suite = [{ ...theorem!, claims: [claim], controls } as Theorem];
    const selection = {
      ...coinSelection(fails(0)),
      suite,
      profile: { ...profile, scaling: { delta: 0.25 } },
    };
    // C(8, k) 0.4^k 0.6^(8-k), k = 0 … 8.
    const choose = [1, 8, 28, 56, 70, 56, 28, 8, 1];
    const expected = choose.reduce(
      (sum, ways, k) => sum + ways * share ** k * (1 - share) ** (8 - k) * missed(0.25, 1, 1, k),
      0,
    );
    expect(expected).toBeGreaterThan(0.1);
    expect(ledger(selection).beta).toBeCloseTo(expected, 12);
  });
});

describe('the first line of the ledger', () => {
  it('is the profile’s alpha: four fifths in equal shares for the claims, a fifth for their twins', () => {
    const { alpha, shares } = ledger(coinSelection(fails(0), { ...profile, alpha: 0.0625 }, 4));
    expect(alpha).toBe(0.0625);
    const names = [0, 1, 2, 3].map((i) => `coin-theorem/claim-${i}`);
    // 0.05 among four claims, 0.0125 among four twins.
    expect(shares).toEqual([
      ...names.map((id) => ({ id, of: 'claim', level: 0.0125 })),
      ...names.map((id) => ({ id: `${id}~broken`, of: 'twin', level: 0.003125 })),
    ]);
  });

  it('has a share for every claim and twin of the suite, whatever was selected', () => {
    const all = coinSelection(fails(0), profile, 3);
    const one = { ...all, selected: new Set(['coin-theorem/claim-1']) };
    expect(ledger(one).shares).toEqual(ledger(all).shares);
    expect(ledger(one).betaShares.map((b) => b.control)).toEqual(['coin-theorem/claim-1~broken']);
  });
});
