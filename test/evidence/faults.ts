/**
 * Sixty runs of a small verification, each hit once at a random moment by the machine, and the same command again without the
 * fault: `npm run evidence:faults`.
 */
import { faultCampaign } from '../support/faultCampaign.ts';
import { commit, record, table } from './record.ts';

const FAULTS = 60;
const SEED = 16;

commit();
const rows = await faultCampaign(SEED, FAULTS, (row) => console.log(JSON.stringify(row)));
const same = rows.filter((row) => row.same).length;

record('faults', 'npm run evidence:faults', `seed ${SEED}`, [
  `${same} of ${FAULTS} runs that were hit end in the record of an undisturbed run, byte for byte but for \`timing\`, when the same`,
  'command is run again without the fault.',
  '',
  'Workers are threads of one process: Linux kills none of them alone. So one is ended from within (as when it is out of memory),',
  'one is sent SIGKILL by its number, and the process that compiles for one (from the sources alone) is killed. Permissions do not',
  'bind root: the folder that may not be written is one of user 65534, as whom its runs are made.',
  '',
  ...table(
    ['', 'fault', 'hit', 'after', 'exit code', 'again', 'incidents', 'record the same'],
    rows.map((row, i) => [
      i + 1,
      row.fault,
      row.hit,
      `${(row.milliseconds / 1000).toFixed(2)} s`,
      row.code,
      String(row.again),
      row.incidents,
      row.same ? 'yes' : 'no',
    ]),
  ),
]);
process.exitCode = same === FAULTS ? 0 : 1;
