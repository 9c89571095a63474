/** Ten runs, each hit once at a random moment: the same command ends in the record of a run that nothing hit. */
import { expect, it } from 'vitest';
import { faultCampaign } from '../../support/faultCampaign.ts';

const FAULTS = 10;

it(`${FAULTS} of ${FAULTS} runs that were hit end in the undisturbed record`, async () => {
  const rows = await faultCampaign(1, FAULTS);
  expect(rows).toHaveLength(FAULTS);
  for (const row of rows) expect(row, row.fault).toMatchObject({ again: 0, same: true });
});
