/** The theorem as ordinary vitest tests: one for the claim, one for its broken twin. */
import { testTheorem } from 'feature-contamination-theorems/vitest';
import { largestNormal, maxima } from './largest-normal.js';

testTheorem(largestNormal, { studies: [maxima], sizes: [64, 256, 1024], delta: 0.1, alpha: 0.05, seed: 1 });
