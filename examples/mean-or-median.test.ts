/** Two studies side by side, as a vitest test. */
import { testTheorem } from 'feature-contamination-theorems/vitest';
import { meanBesideMedian, meanOrMedian } from './mean-or-median.js';

testTheorem(meanOrMedian, {
  studies: [meanBesideMedian],
  sizes: [65],
  ladders: 600,
  twinLadders: 100,
  seed: 1,
});
