/** A run of a million trials in every stratum: its pages stay below a megabyte and tell the truth. */
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { replayOf } from '../../../reports/html/replay.ts';
import { indexPage } from '../../../reports/html/indexPage.ts';
import { theoremPage } from '../../../reports/html/theoremPage.ts';
import { sampleResults } from '../../support/sampleRun.ts';

const MILLION = 1_000_000;

it('pages of a million trials a stratum are below a megabyte', async () => {
  const { records, summary, trials } = await sampleResults();
  const climb = Array.from({ length: MILLION }, (_, i) => i / MILLION);
  const record = {
    ...records[0]!,
    claims: records[0]!.claims.map((claim) =>
      claim.kind === 'withHighProbability'
        ? {
            ...claim,
            trials: MILLION * claim.strata.length,
            strata: claim.strata.map((s) => ({
              ...s,
              trials: MILLION,
              logE: { support: climb, refute: climb.map((e) => -e) },
            })) as unknown as typeof claim.strata,
          }
        : claim,
    ),
  };
  const [row] = trials;
  const rows = Array.from({ length: MILLION }, (_, index) => ({ ...row!, index }));
  const page = theoremPage(record, {}, replayOf(rows));
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  const strata = parseHTML(page).document.querySelectorAll(
    '[aria-label^="Strata of"] td[data-label="trials"]',
  );
  expect(new Set([...strata].map((cell) => cell.textContent!.trim()))).toEqual(new Set(['1×10⁶']));
  const claims = summary.theorems.map((t) => ({
    ...t,
    claims: t.claims.map((c) => ({ ...c, trials: MILLION })),
  }));
  expect(Buffer.byteLength(indexPage({ ...summary, theorems: claims }, null))).toBeLessThan(1_000_000);
});

it('a page of a million trials in ladders is below a megabyte, and says how many it draws', async () => {
  const { records } = await sampleResults();
  const record = records.find(({ id }) => id === 'sample-ladder')!;
  const claims = record.claims.map((claim) =>
    claim.kind === 'scaling' && claim.ladders.length > 0
      ? {
          ...claim,
          ladders: Array.from({ length: MILLION / claim.sizes.length }, (_, index) => ({
            ...claim.ladders[index % claim.ladders.length]!,
            index,
          })),
        }
      : claim,
  );
  const page = theoremPage({ ...record, claims });
  expect(Buffer.byteLength(page)).toBeLessThan(1_000_000);
  expect(page).toContain('single ladders, 200 of 250000');
  const { document } = parseHTML(page);
  const label = document.querySelector('[data-chart="claim-1-ladders"]')!.getAttribute('aria-label');
  expect(label).toContain('250000 ladders');
});
