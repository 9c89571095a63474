/** Every page leads to the one before, the one after and the index, and is titled by its number in the paper. */
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { heading, theoremPage } from '../../reports/html/theoremPage.ts';
import type { Results } from '../../cli/writeReports.ts';
import { sampleResults } from '../support/sampleRun.ts';

let records: Results['records'];
beforeAll(async () => {
  ({ records } = await sampleResults());
});

/** The links of the first line of a page: where to, and as what. */
const links = (page: string) =>
  [...parseHTML(page).document.querySelectorAll('nav.around a')].map((a) => [
    a.getAttribute('href'),
    a.getAttribute('rel'),
  ]);

it('leads from a page in the middle to both', () => {
  const [previous, middle, next] = records;
  expect(links(theoremPage(middle!, { previous, next }))).toEqual([
    ['../index.html', null],
    [`../${previous!.id}/report.html`, 'prev'],
    [`../${next!.id}/report.html`, 'next'],
  ]);
});

it('leads from a page alone to the index', () => {
  expect(links(theoremPage(records[0]!))).toEqual([['../index.html', null]]);
});

describe('a heading', () => {
  it.each([
    ['thm-4.3', 'Theorem 4.3. Title'],
    ['lemma-1.2', 'Lemma 1.2. Title'],
    ['figure-2', 'Figure 2. Title'],
    ['definition-3.1', 'Definition 3.1. Title'],
    ['symmetries', 'Title'],
  ])('of %s', (id, words) => {
    expect(heading({ id, title: 'Title' })).toBe(words);
  });
});
