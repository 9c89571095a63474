/**
 * Forty runs of a small verification through a broker, each hit once at a random moment, and the same command again:
 * `npm run evidence:campaign`.
 */
import { campaignFaults } from '../support/campaignFaults.ts';
import { commit, record, table } from './record.ts';

const FAULTS = 40;
const SEED = 25;
const ABSENCE_MILLISECONDS = 20_000;

commit();
const rows = await campaignFaults({ seed: SEED, count: FAULTS, absence: ABSENCE_MILLISECONDS }, (row) =>
  console.log(JSON.stringify(row)),
);
const same = rows.filter((row) => row.same).length;
const sum = (count: (row: (typeof rows)[number]) => number) => rows.reduce((all, row) => all + count(row), 0);

record('campaign', 'npm run evidence:campaign', `seed ${SEED}`, [
  `${same} of ${FAULTS} runs with a Redis and three workers that were hit end in the record of a single machine, byte for byte but for`,
  `\`timing\`; ${sum((row) => row.lost)} trials lost, ${sum((row) => row.twice)} counted twice. Where a start of the command ended early, the same command was run again. The`,
  'lock of a trial is shortened from 30 s to 4 s, so that a lost worker is noticed within seconds.',
  '',
  ...table(
    ['', 'fault', 'hit', 'after', 'exit codes', 'incidents', 'lost', 'twice', 'record the same'],
    rows.map((row, i) => [
      i + 1,
      row.fault,
      row.hit,
      `${(row.milliseconds / 1000).toFixed(2)} s`,
      row.codes.join(', '),
      row.incidents,
      row.lost,
      row.twice,
      row.same ? 'yes' : 'no',
    ]),
  ),
]);
process.exitCode = same === FAULTS ? 0 : 1;
