/** What a record says beside its verdicts: who made it, which networks it shows, where its constants are from. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import { assembleRecords } from '../../properties/assemble.ts';
import type { ProbabilityClaimRecord, TheoremRecord } from '../../properties/record.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { constants } from '../../theorems/constants.ts';
import type { BoundedQuantity } from '../../theorems/types.ts';
import { coinSelection, fails, gather } from '../support/coins.ts';
import { smokeResults } from '../support/smokeRun.ts';

let network: TheoremRecord;
beforeAll(async () => {
  const { records }: Results = await smokeResults('thm-4.3', 5);
  network = records[0]!;
});

/** The record of the coin theorem, whose only constant is `constant`. */
async function coinRecord(constant: BoundedQuantity): Promise<TheoremRecord> {
  const selection = coinSelection(fails(0));
  const evidence = await gather(selection, 1);
  const suite = selection.suite.map((t) => ({ ...t, constants: [constant] }));
  const root = { seed: 1, fingerprint: 'coins', regime: selection.regime };
  const run = { engine: 'kernel', interrupted: false, command: 'fct verify' };
  return assembleRecords({ ...selection, ...run, suite, root, evidence }, { durationSeconds: 1 })[0]!;
}

describe('the version', () => {
  it('is that of the package, in the record and on the page', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'));
    expect(network.run.version).toBe(version);
    expect(theoremPage(network)).toContain(version);
  });
});

describe('the networks that are shown', () => {
  it('are the worst of all claims, the median one beside it and a typical one, each once', () => {
    const { shownTrials, claims } = network;
    const [worst, median] = shownTrials;
    expect(shownTrials.map((t) => t.role).slice(0, 2)).toEqual(['worst', 'median']);
    expect(new Set(shownTrials.map((t) => t.token)).size).toBe(shownTrials.length);
    const of = (claims as ProbabilityClaimRecord[]).find((c) => c.id === worst!.claim)!;
    expect(worst!.token).toBe(of.worst!.token);
    expect({ claim: median!.claim, d0: median!.d0 }).toEqual({ claim: worst!.claim, d0: worst!.d0 });
    expect(median!.slack).toBe(of.strata.find((s) => s.d0 === median!.d0)!.slack.median);
    for (const c of claims as ProbabilityClaimRecord[])
      expect(worst!.slack).toBeLessThanOrEqual(c.worst!.slack!);
  });
});

describe('the calibration', () => {
  it('is told with the constants that are from it', () => {
    expect(network.calibration).toEqual(constants().madeBy);
    expect(theoremPage(network)).toContain(`<code>${constants().madeBy.command}</code>`);
  });

  it('is not claimed for other constants, nor for one of its own that was changed', async () => {
    const frozen = constants().constants.idRisk;
    const constant: BoundedQuantity = {
      id: frozen.id,
      study: 'coins',
      words: 'a bound',
      side: 'upper',
      frozen,
      valueOf: () => 0,
    };
    const changed = { ...constant, frozen: { ...frozen, value: 2 * frozen.value } };
    const foreign = { ...constant, id: 'coin-theorem/bound' };
    expect((await coinRecord(constant)).calibration).toEqual(constants().madeBy);
    for (const other of [changed, foreign]) {
      const record = await coinRecord(other);
      expect(record.calibration).toBeNull();
      expect(theoremPage(record)).not.toContain(constants().madeBy.command);
    }
  });
});
