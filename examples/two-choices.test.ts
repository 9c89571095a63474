/** A comparison and a covered case, as vitest tests. */
import { testTheorem } from 'feature-contamination-theorems/vitest';
import { bins, twoChoices } from './two-choices.js';

testTheorem(twoChoices, { studies: [bins], sizes: [64, 256], seed: 1 });
