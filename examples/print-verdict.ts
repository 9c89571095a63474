/** A theorem checked from a program: the record that a report is made of. */
import { checkTheorem } from 'feature-contamination-theorems';
import { largestNormal, maxima } from './largest-normal.js';

const record = await checkTheorem(largestNormal, { studies: [maxima], sizes: [64, 256, 1024], seed: 1 });
for (const { id, verdict, sentence } of record.claims) console.log(`${id}: ${verdict}\n  ${sentence}`);
for (const { id, verdict, trials } of record.controls)
  console.log(`${id}: ${verdict} after ${trials} trials`);
