/** A comparison and a covered case on a theorem's page: what is bet on, what is counted, and what was seen. */
import { beforeAll, describe, expect, it } from 'vitest';
import { intransitiveDice, rolls } from '../../examples/intransitive-dice.ts';
import { bins, twoChoices } from '../../examples/two-choices.ts';
import { checkTheorem } from '../../properties/checkTheorem.ts';
import type { TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { junitXml } from '../../reports/junit.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { planText } from '../../reports/plan.ts';
import { terminalPlan, terminalSummary } from '../../reports/terminal.ts';
import { existsClaim, type ExistsClaim } from '../../theorems/types.ts';
import { checkedOf, type Checked } from '../support/oneTheorem.ts';

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

describe('a claim that a witness exists', () => {
  const flat = (text: string) => text.replace(/\s+/g, ' ');
  const terminal = ({ summary, records }: Checked) =>
    flat(
      terminalSummary(summary, records, {
        ...{ color: false, columns: 200, folder: 'out', comparison: null, detail: false },
      }),
    );

  it('has a card with what was searched, the witness, and the line that runs its trial again', async () => {
    const made = await checkedOf(intransitiveDice, rolls, { sizes: [2000], ladders: 1000 });
    const { summary, records, plan } = made;
    const [record] = records;
    const claim = record!.claims[0]!;
    if (claim.kind !== 'exists') throw new Error();
    const { found, draws, candidates } = claim.searches[0]!;
    const { shown, trials, replay } = found!;
    const card = flat(theoremPage(record!));
    for (const words of [
      'Searches of intransitive-dice/ring',
      'The witness at n = 2000',
      `It showed it in ${shown} of ${trials} fresh trials`,
      `npx ${replay}`,
      'is shown more often than 1 - δ',
      'on fresh streams: of the witness, else of the last candidate',
    ])
      expect(card).toContain(words);
    expect(card).toMatch(new RegExp(`>${draws}</td>.*>${candidates}</td>`));
    expect(card).not.toContain('never occurred');
    expect(record!.sentence).toContain('has a confirmed witness at every size');
    const counts = `${trials - shown} ${trials - shown === 1 ? 'failure' : 'failures'} in ${trials} trials`;
    expect(terminal(made)).toContain(`intransitive-dice/ring: supported ${counts}`);
    expect(summaryMarkdown(summary, records, null)).toContain('a witness shows it in 0.');
    expect(flat(indexPage(summary, null))).toContain('a witness shows it in 0.');
    expect(junitXml(summary, records)).toContain('<testcase name="intransitive-dice/ring" ');
    const time = { jobs: 1, likely: 1, most: 2 };
    const planned = flat(planText(plan, { claims: 0, instances: 0 }, time, 200));
    expect(planned).toContain(
      'A witness that shows it in more than 0.7 of its trials is looked for among 1000 draws',
    );
    expect(planned).not.toContain('Infinity');
    expect(flat(terminalPlan(plan, [], 200))).toMatch(
      /a witness among 1000 draws of every size and \d+ fresh trials of it/,
    );
  });

  it('that was not found says what was searched, on the page, in the terminal and in JUnit', async () => {
    const nowhere = existsClaim({
      ...(intransitiveDice.claims[0] as ExistsClaim),
      study: rolls,
      shows: () => false,
    });
    const theorem = { ...intransitiveDice, claims: [nowhere] };
    const made = await checkedOf(theorem, rolls, { sizes: [50], ladders: 60 });
    const { summary, records } = made;
    const words = 'n = 50: 0 of 60 draws were candidates, so nothing was confirmed';
    expect(records[0]!.claims[0]).toMatchObject({ kind: 'exists', verdict: 'inconclusive' });
    expect(flat(theoremPage(records[0]!))).toContain(words);
    expect(flat(junitXml(summary, records))).toContain(words);
    expect(terminal(made)).toContain('intransitive-dice: inconclusive');
  });
});
