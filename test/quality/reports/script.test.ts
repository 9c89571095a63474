/** The script of a page in a real browser: what it adds, and that nothing is missing or said without it. */
import { readFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Results } from '../../../cli/writeReports.ts';
import { hashOf, SCRIPT } from '../../../reports/html/script.ts';
import { openBrowser, UNFOLD, visit } from '../../support/browser.ts';
import { newFolder } from '../../support/fct.ts';
import { sampleResults, writeSample } from '../../support/sampleRun.ts';

let browser: Browser;
let out: string;
let results: Results;

beforeAll(async () => {
  browser = await openBrowser();
  results = await sampleResults();
  out = join(newFolder(), 'run');
  await writeSample(out, results);
});
afterAll(() => browser.close());

const NETWORK = 'sample-network/report.html';

/** Opens a page of the run and does something there. */
const at = <T>(
  name: string,
  work: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {},
  base = pathToFileURL(out).href,
): Promise<T> => visit(browser, `${base}/${name}`, work, options);

const token = (trial: number) =>
  results.trials.filter((t) => t.claim === 'sample-network/rarely-fails' && t.d0 === 16)[trial - 1]!.token;

it('a point tells its trial, its value and the command that replays it, by pointer and by keys', () =>
  at(NETWORK, async (page) => {
    await page.evaluate(UNFOLD);
    const chart = page.locator('[data-chart="claim-1-evidence-1"]');
    await chart.scrollIntoViewIfNeeded();
    await chart.hover();
    expect(await page.locator('.tip').innerText()).toMatch(/^trial \d+ (for|against): ln e [\d.−]+/);
    await chart.focus();
    for (let i = 0; i < 400; i++) await page.keyboard.press('ArrowLeft');
    await page.keyboard.press('ArrowRight');
    const text = await page.locator('.tip').innerText();
    expect(text).toMatch(/^trial 1 for: ln e /);
    expect(text).toContain(`npx fct replay ${token(1)}`);
    await page.keyboard.press('Escape');
    expect(await page.locator('.tip').isHidden()).toBe(true);
  }));

it('a link to a trial opens what is around it and shows it', () =>
  at(`${NETWORK}#claim-1-evidence-1/3`, async (page) => {
    const tip = page.locator('.tip');
    await tip.waitFor();
    expect(await tip.innerText()).toContain(`npx fct replay ${token(3)}`);
    expect(await tip.locator('a').getAttribute('href')).toBe('#claim-1-evidence-1/3');
    expect(await page.locator('[data-chart="claim-1-evidence-1"]').isVisible()).toBe(true);
  }));

it('strata are hidden and shown', () =>
  at(NETWORK, async (page) => {
    await page.evaluate(UNFOLD);
    const box = page.locator('fieldset.tools').first().locator('input').first();
    const figure = page.locator('[data-chart="claim-1-evidence-1"]');
    await box.uncheck();
    expect(await figure.isVisible()).toBe(false);
    await box.check();
    expect(await figure.isVisible()).toBe(true);
  }));

it('the claims are sorted within their theorem by a head, and filtered by words', () =>
  at('index.html', async (page) => {
    const table = page.locator('[aria-label="Claims"] table');
    const trials = (body: number) =>
      table.locator(`tbody:nth-of-type(${body}) td[data-label="trials"]`).allInnerTexts();
    const before = (await trials(1)).map(Number);
    await table.getByRole('button', { name: 'trials' }).click();
    const up = (await trials(1)).map(Number);
    expect(up).toEqual([...before].sort((a, b) => a - b));
    expect(up).not.toEqual(before);
    await table.getByRole('button', { name: 'trials' }).click();
    expect((await trials(1)).map(Number)).toEqual([...up].reverse());
    expect(await table.locator('[aria-sort=descending]').innerText()).toContain('trials');
    await page.getByLabel('Rows with').first().fill('product');
    expect(await table.locator('tbody tr:not(.group):visible').count()).toBe(1);
    expect(await page.locator('p.tools [role=status]').first().innerText()).toBe('1 of 12 rows');
  }));

it('without scripts nothing is missing, and nothing is said', async () => {
  const words = (page: Page) =>
    page.locator('main').evaluate((main) => (main as unknown as { textContent: string }).textContent);
  const plain = await at(NETWORK, (page) => words(page), { javaScriptEnabled: false });
  const html = readFileSync(join(out, NETWORK), 'utf8');
  expect(html).not.toContain('<noscript');
  const lively = await at(NETWORK, (page) => words(page));
  const bare = (text: string) => text.replace(/Strata shown|Rows with/g, '').replace(/\s+/g, '');
  expect(bare(lively).length).toBeGreaterThanOrEqual(bare(plain).length);
  expect(plain).toContain('All 2 strata');
});

it('a server whose policy allows the hash gets the same page', async () => {
  const server: Server = createServer((request, response) => {
    response.setHeader(
      'Content-Security-Policy',
      `default-src 'none'; script-src ${hashOf(SCRIPT)}; style-src 'unsafe-inline'; font-src data:; img-src data:`,
    );
    response.setHeader('Content-Type', 'text/html; charset=utf-8');
    response.end(readFileSync(join(out, new URL(request.url!, 'http://x').pathname)));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const base = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const buttons = await at('index.html', (page) => page.locator('button.sort').count(), {}, base);
    expect(buttons).toBeGreaterThan(3);
  } finally {
    server.close();
  }
});

const PAGES = ['index.html', NETWORK, 'sample-ladder/report.html', 'sample-sum/report.html'];

it.each([380, 1400])('all type in charts has one size on a screen of %i pixels', async (width) => {
  for (const name of PAGES) {
    const sizes = await at(
      name,
      async (page) => {
        await page.evaluate(UNFOLD);
        return page.evaluate<number[]>(
          `[...document.querySelectorAll('svg.plot')].filter((svg) => svg.getBoundingClientRect().width > 0).map((svg) =>
            parseFloat(getComputedStyle(svg.querySelector('text')).fontSize) * svg.getBoundingClientRect().width / svg.viewBox.baseVal.width)`,
        );
      },
      { viewport: { width, height: 900 } },
    );
    for (const size of sizes) expect(Math.abs(size - 12), name).toBeLessThan(0.5);
  }
});
