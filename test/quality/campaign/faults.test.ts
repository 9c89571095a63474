/** Eight runs through a broker, each hit once at a random moment: the same command ends in the record of a single machine. */
import { expect, it } from 'vitest';
import { campaignFaults } from '../../support/campaignFaults.ts';

const FAULTS = 8;

it(`${FAULTS} of ${FAULTS} runs that were hit end in the record of a single machine`, async () => {
  const rows = await campaignFaults({ seed: 1, count: FAULTS, absence: 5000 });
  expect(rows).toHaveLength(FAULTS);
  for (const row of rows) expect(row, row.fault).toMatchObject({ lost: 0, twice: 0, same: true });
});
