/**
 * Every kind of page that `fct` writes, in a real browser: no serious finding of axe, in light and dark, with and without its
 * script; no request, no message on the console; no wider than the screen.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, seriousViolations, UNFOLD, visit } from '../../support/browser.ts';
import { newFolder } from '../../support/fct.ts';
import { madePages } from '../../support/madePages.ts';
import { sampleResults, writeSample } from '../../support/sampleRun.ts';

const SCRIPTS = /<script>[^]*<\/script>/;

let browser: Browser;
/** Name -> its HTML. */
let pages: Readonly<Record<string, string>>;
const folder = newFolder();

beforeAll(async () => {
  browser = await openBrowser();
  const out = join(folder, 'run');
  await writeSample(out, await sampleResults());
  const reports = readdirSync(out, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.html'))
    .map((name) => [name.replace('/report', '').replace('.html', ''), readFileSync(join(out, name), 'utf8')]);
  const made = await madePages();
  // The script of the live page asks a server that is not there: with it, the page is in serve.test.ts.
  const live = made['live']!.replace(SCRIPTS, '');
  pages = { ...(Object.fromEntries(reports) as Record<string, string>), ...made, live };
});
afterAll(() => browser.close());

/** The address of the page as a file of its own. */
function fileOf(name: string, html: string): string {
  const file = join(folder, `${name}.html`);
  writeFileSync(file, html);
  return pathToFileURL(file).href;
}

const unfolded = (address: string, scheme: 'light' | 'dark') =>
  visit(
    browser,
    address,
    async (page) => {
      await page.evaluate(UNFOLD);
      return seriousViolations(page);
    },
    { bypassCSP: true, colorScheme: scheme },
  );

it('there is a page of every kind', () => {
  expect(Object.keys(pages).sort()).toEqual([
    ...['decides', 'figures', 'history', 'hunt', 'hunt-nothing', 'index', 'live', 'map', 'plane'],
    ...['sample-ladder', 'sample-network', 'sample-outside', 'sample-sum'],
  ]);
});

it.each([
  ['with', 'light'],
  ['with', 'dark'],
  ['without', 'light'],
] as const)('no page has a serious violation of accessibility %s its script, in %s', async (how, scheme) => {
  for (const [name, html] of Object.entries(pages)) {
    const shown = how === 'with' ? html : html.replace(SCRIPTS, '');
    expect(await unfolded(fileOf(name, shown), scheme), name).toEqual([]);
  }
});

it.each([
  ['with', 380],
  ['without', 1400],
] as const)(
  'no page %s scripts is wider than a screen of %i pixels, cuts a table off, or says or asks anything',
  async (how, width) => {
    for (const [name, html] of Object.entries(pages)) {
      const [wide, cut] = await visit(
        browser,
        fileOf(name, html),
        async (page) => {
          const tables = await page
            .locator('.scroll')
            .evaluateAll((all) =>
              all.map((e) => (e as unknown as Sized).scrollWidth - (e as unknown as Sized).clientWidth),
            );
          return [
            await page.locator('html').evaluate((root) => (root as unknown as Sized).scrollWidth),
            Math.max(0, ...tables),
          ] as const;
        },
        { viewport: { width, height: 900 }, javaScriptEnabled: how === 'with' },
      );
      expect(wide, name).toBeLessThanOrEqual(width);
      expect(cut, `${name}: a table is cut off`).toBeLessThanOrEqual(1);
    }
  },
);

interface Sized {
  readonly scrollWidth: number;
  readonly clientWidth: number;
}

it('a page with pale text is found out', async () => {
  const pale = fileOf('pale', pages['hunt']!.replace('</style>', 'p{color:#ddd}</style>'));
  expect((await unfolded(pale, 'light')).map(([id]) => id)).toContain('color-contrast');
});
