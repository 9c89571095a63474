/** The history of a made-up run: what changed beyond noise, what merely was not run, and nothing across experiments. */
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { historyLine, type HistoryLine } from '../../properties/records/historyRecord.ts';
import { historyPage } from '../../reports/history/page.ts';
import { CHANGES, checkMarkup, checkText } from '../support/hostile.ts';
import { sampleResults } from '../support/sampleRun.ts';

const results = await sampleResults();
const first = historyLine(results, '2026-01-01T10:00:00.000Z');
const later = (day: string, change: Partial<HistoryLine> = {}): HistoryLine => ({
  ...first,
  at: `2026-01-${day}T10:00:00.000Z`,
  digest: day,
  ...change,
});
const RARELY = 'sample-network/rarely-fails';
/** The claim's rates are far off, and so is its verdict. */
const worse = later('03', {
  fingerprint: 'edited',
  verdicts: { ...first.verdicts, [RARELY]: 'refuted' },
  strata: first.strata.map((s) => (s.id === RARELY ? { ...s, failures: s.trials } : s)),
  claims: first.claims.map((c) => (c.id === RARELY ? { ...c, verdict: 'refuted' } : c)),
});
/** A run of one theorem. */
const part = later('04', {
  verdicts: Object.fromEntries(Object.entries(first.verdicts).filter(([id]) => id.startsWith('sample-sum'))),
  strata: [],
  claims: first.claims.filter(({ id }) => id.startsWith('sample-sum')),
});
const flat = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
const rows = (page: string) =>
  [...parseHTML(page).document.querySelectorAll('[aria-label="Runs"] tbody tr')].map((row) =>
    flat(row.lastElementChild!.textContent),
  );

it('says of every run what changed against the one before, and that a part is no change', () => {
  const page = historyPage([part, worse, first, later('02')]);
  const [one, two, three, four] = rows(page);
  expect(one).toBe('');
  expect(two).toBe('Nothing changed beyond noise');
  expect(three).toMatch(/^3 things changed beyond noise$/);
  expect(four).toMatch(/^Nothing changed beyond noise; \d+ claims and twins judged by one of them alone$/);
});

it('tells the last change in full', () => {
  const text = flat(parseHTML(historyPage([first, worse])).document.querySelector('.card')!.textContent);
  expect(text).toContain(`${RARELY} was supported, is refuted`);
  expect(text).toMatch(/different: fingerprint/);
});

it('draws every claim over all runs, with a gap where it was not judged', () => {
  const { document } = parseHTML(historyPage([first, worse, part]));
  const charts = [...document.querySelectorAll('svg.plot')].map((svg) => svg.getAttribute('aria-label')!);
  expect(charts).toHaveLength(first.claims.length + 1);
  expect(charts[0]).toBe(`${RARELY}, failure rate over 3 runs: run 1 supported, run 2 refuted`);
  expect(charts.find((label) => label.startsWith('sample-sum/commutes'))).toMatch(/run 3 supported$/);
});

it('compares nothing across experiments', () => {
  const changed = later('05', { set: ['coin=broken'], verdicts: { [RARELY]: 'refuted' } });
  const { document } = parseHTML(historyPage([first, changed]));
  expect([...document.querySelectorAll('h2')].map((h) => flat(h.textContent))).toEqual([
    'coins with coin = broken',
    'coins',
  ]);
  expect(document.querySelectorAll('.card')).toHaveLength(0);
});

// Numbers that are none are refused where a line is read.
describe.each(CHANGES.slice(0, 2))('a history %s', (_, change) => {
  it('renders safely', () => {
    const page = historyPage([change(first), change(worse), first]);
    checkMarkup('history', page);
    checkText('history', page);
  });
});
