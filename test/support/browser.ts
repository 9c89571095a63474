/** A headless Chromium for tests of pages. There is no skipping: without a browser the tests say how to get one. */
import { existsSync } from 'node:fs';
import { chromium, type Browser } from 'playwright-core';

const PLACES = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

export async function openBrowser(): Promise<Browser> {
  const executablePath = process.env['CHROMIUM'] ?? PLACES.find((path) => existsSync(path));
  if (executablePath === undefined) {
    throw new Error('no Chromium found: `apt-get install chromium`, or set CHROMIUM to the path of one');
  }
  return chromium.launch({ executablePath, args: ['--no-sandbox'] });
}
