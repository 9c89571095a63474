import { describe, expect, it } from 'vitest';
import { suiteAgenda } from '../../../cli/agenda.ts';
import { PAPER, PROFILES } from '../../support/paper.ts';
import { campaignsOf } from '../../../properties/gather/campaign.ts';
import { judgedClaims, judgedTwins } from '../../../properties/gather/selection.ts';
import { defineProfile, type Profile } from '../../../properties/judge/profile.ts';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { ledgerOf } from '../../../properties/power/ledger.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';
import { COIN_PROFILE } from '../../support/coins.ts';
import { falseVerdicts } from '../../support/ledger.ts';

const define = (change: Partial<Profile>) =>
  defineProfile(
    { ...COIN_PROFILE, ...change },
    {
      probability: { claims: 2, twins: 2 },
      ownClaims: [],
      scalingClaims: [],
      scalingTwins: 0,
      parts: { coins: 2 },
    },
  );

describe('defineProfile', () => {
  it.each<[Partial<Profile>, RegExp]>([
    [{ alpha: 0 }, /alpha must lie in \(0, 1\), got 0/],
    [{ delta0: NaN }, /needs 0 < delta0 < delta < 1, got NaN and 0.1/],
    [{ deltaBySize: { 32: 0.3 } }, /delta at d0 = 32 must lie in \(0, 0.1\], got 0.3/],
    [{ exactRuns: NaN }, /exactRuns must be a whole number from 1, got NaN/],
    [{ studies: { coins: { sizes: [], ladders: 130 } } }, /study coins has no size/],
    [{ studies: { coins: { sizes: [16, 16], ladders: 130 } } }, /from 1 in ascending order, got 16, 16/],
    [
      { studies: { coins: { sizes: [32, 16], ladders: 130 } } },
      /sizes of coins .* ascending order, got 32, 16/,
    ],
    [{ controls: { sizes: [32, 16], ladders: 16 } }, /sizes of controls .* ascending order, got 32, 16/],
    [{ studies: { coins: { sizes: [0, 16], ladders: 130 } } }, /whole numbers from 1 .*, got 0, 16/],
    [
      { studies: { coins: { sizes: [16], ladders: NaN } } },
      /ladders of coins must be a whole number from 1, got NaN/,
    ],
    [{ studies: { coins: { sizes: [16], ladders: 20 } } }, /20 ladders, but \d+ trials without a failure/],
    [
      { strata: 'size-and-part', studies: { coins: { sizes: [16], ladders: 90 } } },
      /90 ladders, but \d+ trials .* in 2 strata/,
    ],
    [{ controls: { sizes: [16], ladders: 2 } }, /a twin that always fails could not be refuted/],
  ])('refuses %j', (change, sentence) => {
    expect(() => define(change)).toThrow(sentence);
  });

  it('accepts the profile that those differ from in one field', () => {
    expect(define({})).toEqual(COIN_PROFILE);
  });
});

/** No level of its own: these are identities. */
describe('the ledger', () => {
  const selected = new Set(THEOREMS.flatMap((t) => t.claims.map((c) => c.id)));

  it.each(Object.values(PROFILES))(
    'of $name has a share for every claim and every twin and spends no more than alpha',
    (profile) => {
      const ledger = ledgerOf(suiteAgenda(PAPER, selected, profile, SAMPLER_REGIME));
      const judged = [...judgedClaims(THEOREMS, profile), ...judgedTwins(THEOREMS, profile)];
      expect(ledger.shares.map((s) => s.id)).toEqual(judged.map((c) => c.id));
      const spent = ledger.shares.reduce((sum, s) => sum + s.level, 0);
      // As many additions as shares, each rounding by at most one unit in the last place of alpha.
      expect(spent).toBeLessThanOrEqual(profile.alpha * (1 + ledger.shares.length * Number.EPSILON));
      expect(Math.min(...ledger.shares.map((s) => s.level))).toBeGreaterThan(0);
    },
  );

  it.each(Object.values(PROFILES))(
    'of $name bounds every false verdict of every claim and every twin, by dynamic programming',
    (profile) => {
      const campaigns = campaignsOf({
        suite: THEOREMS,
        selected,
        studies: STUDIES,
        profile,
        regime: SAMPLER_REGIME,
      });
      const worst = campaigns.flatMap((campaign) =>
        campaign.readers.map((reader) => ({
          level: reader.levels.alphaSupport,
          ...falseVerdicts(campaign, reader),
        })),
      );
      expect(worst.length).toBe(
        judgedClaims(THEOREMS, profile).length + judgedTwins(THEOREMS, profile).length,
      );
      for (const { level, supported, refuted } of worst) {
        expect(supported).toBeLessThanOrEqual(level);
        expect(refuted).toBeLessThanOrEqual(level);
      }
      // Of one claim or twin only one of the two can be false.
      const total = worst.reduce((sum, w) => sum + Math.max(w.supported, w.refuted), 0);
      expect(total).toBeLessThan(profile.alpha);
    },
  );
});
