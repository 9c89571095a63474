/** A comparison and a covered case on a theorem's page: what is bet on, what is counted, and what was seen. */
import { beforeAll, expect, it } from 'vitest';
import { bins, twoChoices } from '../../examples/two-choices.ts';
import { checkTheorem } from '../../properties/checkTheorem.ts';
import type { TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';

let record: TheoremRecord;
let page: string;
beforeAll(async () => {
  record = await checkTheorem(twoChoices, { studies: [bins], sizes: [64, 256], seed: 1 });
  page = theoremPage(record).replace(/\s+/g, ' ');
});

it('a comparison has a margin, a mean and its interval, and no failure rate', () => {
  const [claim] = record.claims;
  if (claim?.kind !== 'compares') throw new Error();
  const card = page.slice(page.indexOf('two-choices/fewer'), page.indexOf('two-choices/four'));
  for (const words of [
    'has a mean below the margin',
    'mean difference',
    'its 95 % interval',
    'above the margin',
    'margin = −0.5',
  ])
    expect(card).toContain(words);
  expect(card).not.toContain('failure rate');
  for (const { mean } of claim.strata)
    expect(card).toContain(String(Number(mean!.toPrecision(3))).replace('-', '−'));
});

it('a covered case says what is missing how often', () => {
  const card = page.slice(page.indexOf('two-choices/four'));
  for (const words of [
    'is missing less often than δ',
    'A failure is a draw without the case',
    'of the draws has a bin with four balls',
  ])
    expect(card).toContain(words);
});
