/** The profiles of `--profile`, as data. */
import { probabilityClaims } from '../properties/campaign.ts';
import { defineProfile, type Profile } from '../properties/profile.ts';
import { THEOREMS } from '../theorems/registry.ts';

const claims = probabilityClaims(THEOREMS).length;

const define = (profile: Profile) => defineProfile(profile, claims);

export const PROFILES: Readonly<Record<string, Profile>> = {
  smoke: define({
    name: 'smoke',
    alpha: 0.05,
    delta: 0.2,
    deltaBySize: {},
    strata: 'size',
    delta0: 0.02,
    studies: { relu: { sizes: [16, 32], ladders: 60 }, linear: { sizes: [16, 32], ladders: 60 } },
    controls: { sizes: [16], ladders: 20 },
    exactRuns: 200,
  }),
  quick: define({
    name: 'quick',
    alpha: 0.05,
    delta: 0.1,
    deltaBySize: {},
    strata: 'size',
    delta0: 0.01,
    studies: {
      relu: { sizes: [16, 32, 64, 128], ladders: 130 },
      linear: { sizes: [16, 32, 64, 128], ladders: 130 },
    },
    controls: { sizes: [16, 32], ladders: 16 },
    exactRuns: 2000,
  }),
};
