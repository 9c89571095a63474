/**
 * False confirmations in 2,000 wide hunts that can find nothing, beside the bound that a hunt states: `npm run evidence:hunts`; some
 * minutes.
 */
import { ALPHA, DELTA } from '../../properties/hunt/confirm.ts';
import { clopperPearson } from '../../properties/judge/statistics/index.ts';
import { falseHunts, nullBound, RELAXATIONS } from '../support/nullHunts.ts';
import { commit, record, table } from './record.ts';

const HUNTS = 2000;
const BUDGETS = [400, 1600];
/** Questions under each relaxation whose chances are computed; those beyond count at their levels. */
const EXACT_QUESTIONS = 200;

commit();
const bound = nullBound(EXACT_QUESTIONS);
const rows = [];
for (const budget of BUDGETS) {
  const found = await falseHunts(HUNTS, budget);
  const { low, high } = clopperPearson({ failures: found, trials: HUNTS, alpha: 0.05 });
  rows.push([budget, found, `${low.toFixed(4)} to ${high.toFixed(4)}`, bound.toFixed(4), ALPHA]);
}

record('hunts', 'npm run evidence:hunts', `seeds 0 to ${HUNTS - 1}`, [
  `${HUNTS} hunts of ${RELAXATIONS} relaxations in which every point fails with probability ${DELTA}, the allowed rate: hunts that confirmed anything, with the`,
  `Clopper-Pearson interval; the bound that dynamic programming gives over ${EXACT_QUESTIONS} questions under each relaxation, those beyond at their levels; and the bound that a hunt states.`,
  '',
  ...table(
    ['trials a hunt', 'confirmed something', 'interval, 95 %', 'bound, computed', 'bound, stated'],
    rows,
  ),
]);
