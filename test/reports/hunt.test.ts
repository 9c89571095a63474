/** The page of a hunt: what was tried, how it shrank, what is left with its interval, and the way back. */
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { huntCsv } from '../../reports/hunt/csv.ts';
import { huntPage } from '../../reports/hunt/page.ts';
import { CHANGES, checkMarkup, checkText } from '../support/hostile.ts';
import { madeHunt } from '../support/madePages.ts';
import { problemsWith } from '../support/schema.ts';

const found = await madeHunt((a) => (a > 1 ? 1 : 0));
const nothing = await madeHunt(() => 0);
const flat = (text: string | null) => (text ?? '').replace(/\s+/g, ' ').trim();

it('is recorded as its schema says', () => {
  for (const record of [found, nothing])
    expect(problemsWith('hunt', JSON.parse(JSON.stringify(record)))).toBe('');
});

it('shows every trial of the search, every question of the shrinking, and the minimal instance', () => {
  const [result] = found.results;
  const { failure, looks, shrinking } = result!;
  const { document } = parseHTML(huntPage(found));
  const text = flat(document.querySelector('main')!.textContent);
  expect(text).toContain(
    `fails ${failure!.rate.failures} of ${failure!.rate.trials} times on fresh streams (95 % 0.912 to 1)`,
  );
  expect(text).toContain('Saved as fct-failures/dial.json');
  const rows = document.querySelectorAll('[aria-label="Shrinking"] tbody tr');
  expect(rows).toHaveLength(shrinking.length);
  expect(looks.map((look) => look.values)).toContainEqual(shrinking[0]!.values);
  const confirmed = shrinking.filter((step) => step.ending === 'confirmed');
  expect(confirmed).toHaveLength(failure!.shrinking.steps + 1);
  expect(confirmed.at(-1)!.values).toMatchObject(failure!.changed);
  const chart = JSON.parse(
    document.querySelector('[data-chart="hunt-1-search"]')!.getAttribute('data-hover'),
  );
  expect(chart.series[0].points).toHaveLength(4 * looks.length);
  expect(huntCsv(found).trim().split('\r\n')).toHaveLength(1 + looks.length);
});

it('that found nothing says so, and how near it came', () => {
  const text = flat(parseHTML(huntPage(nothing)).document.body.textContent);
  expect(text).toContain('No counterexample was found');
  expect(text).toMatch(/nothing found In \d+ trials, \d+ starts?: smallest slack 1\./);
});

it('leads back to the verifications beside it', () => {
  const beside = [
    { kind: 'run', href: '../out/index.html', words: 'Verification out' },
    { kind: 'map', href: '../map/index.html', words: 'Map' },
  ] as const;
  const links = parseHTML(huntPage(found, beside)).document.querySelectorAll('header a');
  expect([...links].map((a) => a.getAttribute('href'))).toEqual(['../out/index.html']);
});

describe.each(CHANGES)('a hunt %s', (_, change) => {
  it('renders safely', () => {
    const record = change(found, ['ending', 'kind']);
    checkMarkup('page', huntPage(record));
    checkText('page', huntPage(record));
    checkText('csv', huntCsv(record));
  });
});
