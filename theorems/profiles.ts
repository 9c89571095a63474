/** The profiles of the paper's suite. */
import type { SuiteProfile } from './types.ts';

export const PROFILES = {
  smoke: {
    alpha: 0.05,
    delta: 0.2,
    delta0: 0.02,
    scaling: null,
    ladders: 60,
    controls: { sizes: [16], ladders: 24 },
    exactRuns: 200,
  },
  quick: {
    alpha: 0.05,
    delta: 0.1,
    delta0: 0.01,
    scaling: { delta: 0.25 },
    ladders: 160,
    controls: { sizes: [16, 32], ladders: 48 },
    exactRuns: 2000,
  },
  /** About a quarter of an hour on two cores; delta falls with d0. */
  standard: {
    alpha: 0.05,
    delta: 0.1,
    deltaBySize: { 128: 0.075, 256: 0.05, 512: 0.05 },
    delta0: 0.01,
    scaling: { delta: 0.2 },
    ladders: 280,
    controls: { sizes: [16, 32, 64], ladders: 48 },
    exactRuns: 10_000,
  },
  /** Hours: every part of the sampler is a stratum of its own. */
  deep: {
    alpha: 0.05,
    delta: 0.1,
    deltaBySize: { 64: 0.075, 128: 0.05, 256: 0.05, 512: 0.05, 1024: 0.05 },
    delta0: 0.005,
    scaling: { delta: 0.1 },
    ladders: 2400,
    controls: { sizes: [16, 32, 64, 128], ladders: 48 },
    exactRuns: 100_000,
    strata: 'size-and-part',
  },
} satisfies Readonly<Record<string, SuiteProfile>>;
