/** What a record says beside its verdicts: who made it, which networks it shows, where its constants are from. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../../cli/writeReports.ts';
import { assembleRecords } from '../../../properties/records/assemble.ts';
import type { ProbabilityClaimRecord } from '../../../properties/records/claimRecord.ts';
import type { TheoremRecord } from '../../../properties/records/theoremRecord.ts';
import { theoremPage } from '../../../reports/html/theoremPage.ts';
import { constants } from '../../../theorems/constants.ts';
import type { BoundedQuantity, Json } from '../../../theorems/types.ts';
import { coinFindings, coinSelection, fails, gather } from '../../support/coins.ts';
import { smokeResults } from '../../support/smokeRun.ts';

let network: TheoremRecord;
beforeAll(async () => {
  const { records }: Results = await smokeResults('thm-4.3', 4);
  network = records[0]!;
});

/** The record of the coin theorem, whose only constant is `constant`. */
async function coinRecord(...constants: readonly BoundedQuantity[]): Promise<TheoremRecord> {
  const selection = coinSelection(fails(0));
  const evidence = await gather(selection, 1);
  const suite = selection.suite.map((t) => ({ ...t, constants }));
  return assembleRecords(coinFindings({ ...selection, suite }, evidence), { durationSeconds: 1 })[0]!;
}

describe('the version', () => {
  it('is that of the package, in the record and on the page', () => {
    const { version } = JSON.parse(readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'));
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

describe('a constant beside the run', () => {
  const frozen = { value: 3, q01: 1, q50: 2, q99: 2.5, worst: 2.8, untrainedBest: 4 };
  const bound = (side: 'upper' | 'lower', valueOf: BoundedQuantity['valueOf']): BoundedQuantity => ({
    id: 'coin-theorem/bound',
    study: 'coins',
    words: 'a bound',
    side,
    frozen,
    valueOf,
  });
  const path = (m: Json) => (m as { path: number }).path;

  it('is beside the worst value that some network gave, and how far the mean is off', async () => {
    const upper = (await coinRecord(bound('upper', path))).constants[0]!;
    const lower = (await coinRecord(bound('lower', path))).constants[0]!;
    expect(upper.worstInRun).toBeGreaterThan(0.9);
    expect(lower.worstInRun).toBeLessThan(0.1);
    // Paths are uniform on 0, 0.001 … 0.999: mean 0.5, standard deviation 0.289.
    expect(upper.distance).toBeGreaterThan(7.5);
    expect(upper.distance).toBeLessThan(10);
    expect(lower.distance).toBeCloseTo(-upper.distance!, 12);
  });

  it('is beside no number where a network does not have the quantity, and is that of the others', async () => {
    const some = (await coinRecord(bound('upper', (m) => (path(m) < 0.5 ? NaN : path(m))))).constants[0]!;
    expect(some.worstInRun).toBeGreaterThan(0.9);
    const none = (await coinRecord(bound('upper', () => NaN))).constants[0]!;
    expect([none.worstInRun, none.distance]).toEqual([null, null]);
  });
});

describe('the calibration', () => {
  it('is told with the constants that are from it', () => {
    expect(network.calibration).toEqual(constants().madeBy);
    expect(theoremPage(network)).toContain(`<code>${constants().madeBy.command}</code>`);
  });

  it('is told where all constants say the same of themselves, and only there', async () => {
    const { madeBy } = constants();
    const derived: BoundedQuantity = {
      id: 'coin-theorem/bound',
      study: 'coins',
      words: 'a bound',
      side: 'upper',
      frozen: constants().constants.idRisk,
      valueOf: () => 0,
    };
    const own = { ...derived, calibration: madeBy };
    const elsewhere = { ...derived, calibration: { ...madeBy, command: 'elsewhere' } };
    expect((await coinRecord(own, own)).calibration).toEqual(madeBy);
    for (const others of [[derived], [own, derived], [derived, own], [own, elsewhere], []]) {
      const record = await coinRecord(...others);
      expect(record.calibration).toBeNull();
      expect(theoremPage(record)).not.toContain(madeBy.command);
    }
  });
});
