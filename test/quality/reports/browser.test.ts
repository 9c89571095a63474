/** Every page of a real run in a real browser: silent, still, and never wider than the screen. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openBrowser, seriousViolations, UNFOLD, visit } from '../../support/browser.ts';
import { fct, newFolder } from '../../support/fct.ts';

let browser: Browser;
let pages: string[];

beforeAll(async () => {
  browser = await openBrowser();
  const out = newFolder();
  const { code, stderr } = await fct(['verify', '--profile', 'smoke', '--out', out]);
  expect(code, stderr).toBe(0);
  pages = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .sort()
    .map((name) => join(out, name));
});
afterAll(() => browser.close());

interface Look {
  readonly width: number;
  readonly scheme: 'light' | 'dark';
}

/** Opens a page and gives back what `look` finds. */
const open = <T>(file: string, { width, scheme }: Look, script: string): Promise<T> =>
  visit(browser, pathToFileURL(file).href, (page) => page.evaluate<T>(script), {
    viewport: { width, height: 900 },
    colorScheme: scheme,
  });

describe('every page of a smoke run', () => {
  it('is one of six or more, each below a megabyte', () => {
    expect(pages.length).toBeGreaterThanOrEqual(6);
    for (const file of pages) expect(readFileSync(file).length, file).toBeLessThan(1_000_000);
  });

  it.each([380, 1400])('is silent and no wider than a screen of %i pixels', async (width) => {
    for (const file of pages) {
      const found = await open<number>(
        file,
        { width, scheme: 'light' },
        'document.documentElement.scrollWidth',
      );
      expect(found, file).toBeLessThanOrEqual(width);
    }
  });

  // Pages of every kind, of made-up runs: accessible.test.ts.
  it.each(['index.html', 'thm-4.1/report.html', 'lemma-1.1/report.html'])(
    '%s has no serious violation of accessibility',
    async (name) => {
      const file = pages.find((page) => page.endsWith(name))!;
      const found = await visit(browser, pathToFileURL(file).href, seriousViolations, { bypassCSP: true });
      expect(found).toEqual([]);
    },
  );

  it('answers on the first screen of the index how many hold, how sure that is, and what to look at first', async () => {
    const seen = await open<{ selector: string; bottom: number; text: string }[]>(
      pages.find((file) => file.endsWith('index.html'))!,
      { width: 1400, scheme: 'light' },
      "['.answer','.lead','.first','[aria-label=\"Claims\"] tbody tr:nth-child(2)'].map((selector) => { const e = document.querySelector(selector); return { selector, bottom: e.getBoundingClientRect().bottom, text: e.textContent.replace(/\\s+/g, ' ').trim() } })",
    );
    for (const { selector, bottom } of seen) expect(bottom, selector).toBeLessThanOrEqual(900);
    const [hold, sure, first] = seen.map(({ text }) => text);
    expect(hold).toMatch(/^(\d+) of \1 claims supported$/);
    expect(sure).toMatch(
      /probability at most 0\.05\..* \d+ trials of sizes 4 to 32; (\d+) of \1 broken twins/,
    );
    expect(first).toBe(
      'Look at first Nothing needs a look: every claim is supported, and every broken twin was refuted.',
    );
  });

  it('folds most of a theorem’s page, and opens what a link points into', async () => {
    const file = pages.find((name) => name.endsWith('thm-4.1/report.html'))!;
    const found = await open<{ folded: number; open: number; constants: number }>(
      file,
      { width: 1400, scheme: 'light' },
      `(async () => {
        const height = () => document.documentElement.scrollHeight;
        const folded = height();
        location.hash = '#constants';
        await new Promise((done) => setTimeout(done, 100));
        const constants = document.querySelector('#constants').getBoundingClientRect().height;
        for (const d of document.querySelectorAll('details')) d.open = true;
        return { folded, open: height(), constants };
      })()`,
    );
    expect(found.folded).toBeLessThan(found.open / 2);
    expect(found.constants).toBeGreaterThan(0);
  });

  it('cuts no table off at 1400 pixels', async () => {
    for (const file of pages) {
      const cut = await open<string[]>(
        file,
        { width: 1400, scheme: 'light' },
        `(() => { ${UNFOLD}; return [...document.querySelectorAll('.scroll')].filter((e) => e.scrollWidth > e.clientWidth + 1).map((e) => e.getAttribute('aria-label')) })()`,
      );
      expect(cut, file).toEqual([]);
    }
  });

  it('shows its text without scripts, with headings in order', async () => {
    for (const file of pages) {
      const levels = await open<number[]>(
        file,
        { width: 1400, scheme: 'light' },
        "[...document.querySelectorAll('h1,h2,h3,h4')].map((h) => Number(h.tagName[1]))",
      );
      expect(levels[0], file).toBe(1);
      levels.forEach((level, i) => expect(level - (levels[i - 1] ?? 0), file).toBeLessThanOrEqual(1));
    }
  });
});
