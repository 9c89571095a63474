/** A witness, as a vitest test. */
import { testTheorem } from 'feature-contamination-theorems/vitest';
import { intransitiveDice, rolls } from './intransitive-dice.js';

testTheorem(intransitiveDice, { studies: [rolls], sizes: [2000], ladders: 1000, seed: 1 });
