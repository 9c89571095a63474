/** A saved counterexample stands beside the verdict, in every format, and changes none. */
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { knownSentence } from '../../reports/known.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { sampleResults } from '../support/sampleRun.ts';

const { records, summary } = await sampleResults();
const [known] = summary.known!;
const SENTENCE =
  'd0 = 17, backgroundMean = 0.7: failed 38 of 40 times when found (95 % 0.83 to 0.994); ' +
  'it does not meet the hypothesis small; now still fails: the same bits in 4 trials; it failed 38 of 40 times.';

const flat = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

it('is told in one sentence', () => {
  expect(knownSentence(known!)).toBe(SENTENCE);
  expect(knownSentence({ ...known!, broken: [], again: null, sentence: '' })).toMatch(
    /; it meets every hypothesis; this run did not look at it again\.$/,
  );
  expect(knownSentence({ ...known!, broken: ['a', 'b'] })).toContain('does not meet the hypotheses a, b;');
});

it('is on the index, in what to look at first and beside its claim alone', () => {
  const { document } = parseHTML(indexPage(summary, null));
  expect(flat(document.querySelector('.first')!.textContent)).toContain(SENTENCE);
  const rows = [...document.querySelectorAll('[aria-label="Claims"] tbody tr')].map((r) =>
    flat(r.textContent),
  );
  const marked = rows.filter((row) => row.includes('known counterexample'));
  expect(marked).toEqual([expect.stringMatching(/^the coin rarely fails. supported 1 known counterexample/)]);
});

it('is on the page of its theorem, under the verdict, and on no other', () => {
  for (const record of records) {
    const note = parseHTML(theoremPage(record)).document.querySelector('header #known');
    expect(note === null, record.id).toBe(record.id !== 'sample-network');
    if (note !== null) expect(flat(note.textContent)).toContain(SENTENCE);
  }
});

it('is in the summary and on the terminal', () => {
  const options = { color: false, columns: 1000, folder: 'out', comparison: null, detail: false };
  expect(terminalSummary(summary, records, options)).toContain(SENTENCE);
  expect(summaryMarkdown(summary, records, null)).toContain(
    '## 1 known counterexample\n\n- sample-network/rarely-fails, d0 = 17',
  );
});

it('is part of no verdict', async () => {
  const verdicts = summary.theorems.flatMap((t) => t.claims.map((c) => c.verdict));
  expect(verdicts[0]).toBe('supported');
});
