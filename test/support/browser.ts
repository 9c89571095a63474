/** A headless Chromium for tests of pages. There is no skipping: without a browser the tests say how to get one. */
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { chromium, type Browser, type BrowserContextOptions, type Page } from 'playwright-core';
import { expect } from 'vitest';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Opens every fold of a page. */
export const UNFOLD = "for (const d of document.querySelectorAll('details')) d.open = true";

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('no Chromium found: `apt-get install chromium`, or set CHROMIUM to the path of one');
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}

/**
 * Opens an address, does something there, and fails if on the way anything was said on the console or asked of anybody but
 * the page's own host.
 */
export async function visit<T>(
  browser: Browser,
  address: string,
  work: (page: Page) => Promise<T>,
  options: BrowserContextOptions = {},
): Promise<T> {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  try {
    const page = await context.newPage();
    const noise: string[] = [];
    page.on('console', (message) => noise.push(`console: ${message.text()}`));
    page.on('pageerror', (error) => noise.push(`error: ${error.message}`));
    page.on('request', (request) => {
      const { protocol, host } = new URL(request.url());
      const own = /^https?:$/.test(protocol) && host === new URL(address).host;
      if (!own && !/^(file|data):$/.test(protocol)) noise.push(`request: ${request.url()}`);
    });
    await page.goto(address);
    const found = await work(page);
    expect(noise, address).toEqual([]);
    return found;
  } finally {
    await context.close();
  }
}

/** Violations of accessibility that axe calls serious or critical, with an element for each; the page's policy must be bypassed. */
export async function seriousViolations(page: Page): Promise<readonly (readonly [string, string])[]> {
  await page.evaluate(AXE);
  return page.evaluate(
    "axe.run().then((r) => r.violations.filter((v) => ['serious', 'critical'].includes(v.impact)).map(({ id, nodes }) => [id, nodes[0].html]))",
  );
}
