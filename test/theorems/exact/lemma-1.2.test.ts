/** The variance of Lemma 1.2 over all batches, and its twins. The study: test/theorems/studies. */
import { lemma12 } from '../../../theorems/lemma-1.2.ts';
import { everyExactClaim } from './refutation.ts';

everyExactClaim(lemma12, { runs: 150 });
