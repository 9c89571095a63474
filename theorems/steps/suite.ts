/** The suite `steps`: what the theorems' argument goes through, beside the theorems and with a ledger of its own. */
import { defineSuite, type SuiteProfile } from '../types.ts';
import { STEPS } from './steps.ts';
import { stepsStudy } from './study.ts';

const SHARED = { alpha: 0.05, scaling: null } as const;
const PROFILES = {
  smoke: {
    ...SHARED,
    delta: 0.2,
    delta0: 0.02,
    ladders: 60,
    controls: { sizes: [16], ladders: 24 },
    exactRuns: 200,
  },
  quick: {
    ...SHARED,
    delta: 0.1,
    delta0: 0.01,
    ladders: 160,
    controls: { sizes: [16, 32], ladders: 48 },
    exactRuns: 2000,
  },
  standard: {
    ...SHARED,
    delta: 0.05,
    delta0: 0.005,
    ladders: 320,
    controls: { sizes: [16, 32, 64], ladders: 48 },
    exactRuns: 10_000,
  },
} satisfies Readonly<Record<string, SuiteProfile>>;

export default defineSuite({ name: 'steps', theorems: STEPS, studies: [stepsStudy], profiles: PROFILES });
