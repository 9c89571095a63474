/** Strata on the page of a theorem: every size and part under its own name, with the failure rate allowed there. */
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { assembleRecords } from '../../properties/records/assemble.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { COIN_PROFILE, coinFindings, coinSelection, fails, gather } from '../support/coins.ts';

it('are told apart by size and part, each with its own delta', async () => {
  const selection = coinSelection(fails(0), {
    ...COIN_PROFILE,
    strata: 'size-and-part',
    deltaBySize: { 32: 0.05 },
    studies: { coins: { sizes: [16, 32], ladders: 400 } },
  });
  const evidence = await gather(selection, 1);
  const [record] = assembleRecords(coinFindings(selection, evidence), { durationSeconds: 0 });
  expect(record!.sentence).toBe(
    'Coins: held at every size (d0 = 16, 32) with failure rate at most 0.1; a false claim would pass with probability at most 0.04.',
  );
  const { document } = parseHTML(theoremPage(record!));
  const cells = [...document.querySelectorAll('tbody tr')]
    .filter((row) => row.querySelector('th[scope=row]')?.textContent.startsWith('d₀'))
    .map((row) => [row.querySelector('th')!.textContent, row.querySelectorAll('td')[1]!.textContent]);
  const expected = [
    ['d₀ = 16 (low)', '0.1'],
    ['d₀ = 32 (low)', '0.05'],
    ['d₀ = 16 (high)', '0.1'],
    ['d₀ = 32 (high)', '0.05'],
  ];
  expect(cells).toEqual(expected);
  const captions = [...document.querySelectorAll('figcaption')].map((c) =>
    c.textContent.replace(/\s+/g, ' ').trim(),
  );
  for (const [name, delta] of expected)
    expect(
      captions.some((caption) => caption.startsWith(`${name} δ = ${delta}, supported`)),
      name,
    ).toBe(true);
});
