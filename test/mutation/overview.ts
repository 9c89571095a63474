/** Scores by folder from the tables of all pieces, without a run of any: `npm run evidence -- mutation-overview`. */
import { recordOverview } from '../evidence/mutation.ts';

recordOverview();
