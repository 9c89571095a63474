/** The suite `laws`: predictions of the limit path, beside the paper's theorems and with a ledger of its own. */
import { defineSuite, type SuiteProfile } from '../types.ts';
import { LAWS } from './laws.ts';
import {
  balanceStudy,
  decayStudy,
  leakyBalanceStudy,
  leakyDecayStudy,
  leakyPathStudy,
  pathStudy,
} from './studies.ts';

const PROFILES = {
  smoke: {
    alpha: 0.05,
    delta: 0.2,
    delta0: 0.02,
    scaling: null,
    ladders: 60,
    controls: { sizes: [32], ladders: 24 },
    exactRuns: 1,
  },
  quick: {
    alpha: 0.05,
    delta: 0.1,
    delta0: 0.01,
    scaling: null,
    ladders: 160,
    controls: { sizes: [32, 64], ladders: 48 },
    exactRuns: 1,
  },
  standard: {
    alpha: 0.05,
    delta: 0.05,
    delta0: 0.005,
    scaling: null,
    ladders: 320,
    controls: { sizes: [32, 64, 128], ladders: 48 },
    exactRuns: 1,
  },
} satisfies Readonly<Record<string, SuiteProfile>>;

export default defineSuite({
  name: 'laws',
  theorems: LAWS,
  studies: [pathStudy, balanceStudy, decayStudy, leakyPathStudy, leakyBalanceStudy, leakyDecayStudy],
  profiles: PROFILES,
});
