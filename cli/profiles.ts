/** The profiles of `--profile`, as data. */
import { suiteFacts } from '../properties/gather/selection.ts';
import { defineProfile, type Profile } from '../properties/judge/profile.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';

const define = (profile: Profile) => defineProfile(profile, suiteFacts(THEOREMS, Object.values(STUDIES)));

/** The sizes that each study names for the profile, with as many ladders for all. */
const budgets = (profile: string, ladders: number): Profile['studies'] =>
  Object.fromEntries(
    Object.values(STUDIES).flatMap(({ id, sizes: { [profile]: sizes } = {} }) =>
      sizes === undefined ? [] : [[id, { sizes, ladders }]],
    ),
  );

export const PROFILES: Readonly<Record<string, Profile>> = {
  smoke: define({
    name: 'smoke',
    alpha: 0.05,
    delta: 0.2,
    deltaBySize: {},
    strata: 'size',
    delta0: 0.02,
    scaling: null,
    studies: budgets('smoke', 60),
    controls: { sizes: [16], ladders: 24 },
    exactRuns: 200,
  }),
  quick: define({
    name: 'quick',
    alpha: 0.05,
    delta: 0.1,
    deltaBySize: {},
    strata: 'size',
    delta0: 0.01,
    scaling: { delta: 0.25 },
    studies: budgets('quick', 160),
    controls: { sizes: [16, 32], ladders: 48 },
    exactRuns: 2000,
  }),
  /** About a quarter of an hour on two cores; delta falls with d0. */
  standard: define({
    name: 'standard',
    alpha: 0.05,
    delta: 0.1,
    deltaBySize: { 128: 0.075, 256: 0.05, 512: 0.05 },
    strata: 'size',
    delta0: 0.01,
    scaling: { delta: 0.2 },
    studies: budgets('standard', 280),
    controls: { sizes: [16, 32, 64], ladders: 48 },
    exactRuns: 10_000,
  }),
  /** Hours: every part of the sampler is a stratum of its own. */
  deep: define({
    name: 'deep',
    alpha: 0.05,
    delta: 0.1,
    deltaBySize: { 64: 0.075, 128: 0.05, 256: 0.05, 512: 0.05, 1024: 0.05 },
    strata: 'size-and-part',
    delta0: 0.005,
    scaling: { delta: 0.1 },
    studies: budgets('deep', 1200),
    controls: { sizes: [16, 32, 64, 128], ladders: 48 },
    exactRuns: 100_000,
  }),
};
