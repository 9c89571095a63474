/** Pictures of the pages, light and dark, wide and on a phone: `npm run evidence:pictures` (needs a Chromium); some minutes. */
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { openBrowser } from '../support/browser.ts';
import { fct, newFolder, ROOT } from '../support/fct.ts';
import { commit } from './record.ts';

const VIEWS = [
  { suffix: '', width: 1400, height: 900 },
  { suffix: '-phone', width: 380, height: 1200 },
];
const RUNS: readonly (readonly string[])[] = [
  ['verify', '--profile', 'smoke', '--out', 'out/run'],
  ['explore', 'thm-4.1', '--x', 'dBackground/dCore=0.125:8', '--out', 'out/map'],
  ['hunt', 'thm-4.1', '--domain', 'paper', '--out', 'out/hunt'],
  ['figures', '--preset', 'theory', '--out', 'out/figures'],
];
const PAGES: Readonly<Record<string, string>> = {
  index: 'run/index.html',
  theorem: 'run/thm-4.3/index.html',
  explore: 'map/index.html',
  hunt: 'hunt/index.html',
  figures: 'figures/index.html',
};

commit();
const cwd = newFolder();
for (const args of RUNS) {
  const { code, stderr } = await fct(args, { cwd });
  // A hunt that found something ends with 1.
  if (code !== 0 && !(args[0] === 'hunt' && code === 1))
    throw new Error(`fct ${args.join(' ')} ended with ${code}: ${stderr}`);
}
const browser = await openBrowser();
for (const [name, file] of Object.entries(PAGES)) {
  for (const colorScheme of ['light', 'dark'] as const) {
    for (const { suffix, width, height } of VIEWS) {
      const context = await browser.newContext({ viewport: { width, height }, colorScheme });
      const page = await context.newPage();
      await page.goto(pathToFileURL(join(cwd, 'out', file)).href);
      await page.screenshot({ path: join(ROOT, 'docs/images', `${name}-${colorScheme}${suffix}.png`) });
      await context.close();
    }
  }
}
await browser.close();
