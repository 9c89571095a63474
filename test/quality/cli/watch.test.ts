/** `fct verify --watch` on a suite of somebody's: what a change touches runs again, what failed first; killed half-way, nothing stays behind. */
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Browser } from 'playwright-core';
import { openBrowser } from '../../support/browser.ts';
import { startFct } from '../../support/fct.ts';
import { suiteFolder } from '../../support/suiteFolder.ts';
import { summaryOf } from '../../support/records.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

/** A folder with a second theorem beside the example's, which is a copy of it under another name. */
function twoTheorems(): string {
  const folder = suiteFolder({
    suite: (text) =>
      text
        .replace(
          "'./largest-normal.js';",
          "'./largest-normal.js';\nimport { largestNormal as second } from './second.ts';",
        )
        .replace('theorems: [largestNormal]', 'theorems: [largestNormal, second]'),
  });
  const file = join(folder, 'largest-normal.ts');
  const text = readFileSync(file, 'utf8');
  // One study for both: the second takes that of the first.
  const second = text
    .replaceAll("'largest-normal", "'second")
    .replace(/export const maxima = defineStudy/, 'const _unused = defineStudy')
    .replaceAll('study: maxima', 'study: shared');
  writeFileSync(join(folder, 'second.ts'), `import { maxima as shared } from './shared.ts';\n${second}`);
  writeFileSync(join(folder, 'shared.ts'), "export { maxima } from './largest-normal.ts';\n");
  return folder;
}

function watching(cwd: string) {
  const { child, ended } = startFct(['verify', '--watch', '--jobs', '1', '--out', 'out'], { cwd });
  let said = '';
  child.stdout!.on('data', (text: Buffer) => (said += String(text)));
  child.stderr!.on('data', (text: Buffer) => (said += String(text)));
  return {
    child,
    ended,
    said: () => said,
    hears: async (words: RegExp) => {
      await expect.poll(() => said, { timeout: 120_000, interval: 100 }).toMatch(words);
      const heard = said;
      said = '';
      return heard;
    },
  };
}

/** Processes whose command line names the folder, or that stand in it. */
const processesIn = (cwd: string) =>
  readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return readFileSync(`/proc/${pid}/environ`, 'utf8').includes(`FCT_TEST_FOLDER=${cwd}`);
      } catch {
        return false;
      }
    });

it('runs all, then what a change touches, then what failed first', async () => {
  const cwd = suiteFolder();
  const file = join(cwd, 'largest-normal.ts');
  const text = readFileSync(file, 'utf8');
  const { child, ended, hears } = watching(cwd);
  expect(await hears(/Watching 2 files of 1 theorem; Ctrl-C ends\./)).toContain('1 theorem: 1 supported');
  writeFileSync(file, text.replace('const FACTOR = 1.25;', 'const FACTOR = 0.5;'));
  expect(await hears(/Watching/)).toMatch(
    /largest-normal\.ts changed: largest-normal\n[^]*1 theorem: 1 refuted/,
  );
  const page = await browser.newPage();
  await page.goto(pathToFileURL(join(cwd, 'out/index.html')).href);
  expect(await page.locator('.answer').innerText()).toBe('0 of 1 claim supported, 1 refuted');
  writeFileSync(file, 'this is no module');
  expect(await hears(/Watching/)).toMatch(/gives no suite/);
  writeFileSync(file, text);
  expect(await hears(/Watching/)).toContain('1 theorem: 1 supported');
  await page.reload();
  expect(await page.locator('.answer').innerText()).toBe('1 of 1 claim supported');
  await page.close();
  child.kill('SIGINT');
  expect((await ended).code).toBe(130);
});

it('a theorem that a change does not touch is not run again', async () => {
  const cwd = twoTheorems();
  const { child, ended, hears } = watching(cwd);
  await hears(/Watching/);
  const file = join(cwd, 'second.ts');
  writeFileSync(file, `${readFileSync(file, 'utf8')}\n// edited\n`);
  expect(await hears(/Watching/)).toMatch(/second\.ts changed: second\n/);
  expect(summaryOf(join(cwd, 'out')).theorems.map(({ id }) => id)).toEqual(['second']);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
});

it('a theorem that changes its name goes on under the new one', async () => {
  const cwd = twoTheorems();
  const { child, ended, hears } = watching(cwd);
  await hears(/Watching/);
  const file = join(cwd, 'second.ts');
  writeFileSync(file, readFileSync(file, 'utf8').replaceAll("'second", "'third"));
  expect(await hears(/Watching/)).toContain('all of the suite runs again');
  expect(summaryOf(join(cwd, 'out')).theorems.map(({ id }) => id)).toEqual(['largest-normal', 'third']);
  child.kill('SIGTERM');
  expect((await ended).code).toBe(143);
});

it('killed half-way, its run ends too, and the folder is free', async () => {
  const cwd = suiteFolder();
  process.env['FCT_TEST_FOLDER'] = cwd;
  const { child, ended } = watching(cwd);
  delete process.env['FCT_TEST_FOLDER'];
  await expect
    .poll(() => existsSync(join(cwd, 'out/evidence')), { timeout: 60_000, interval: 20 })
    .toBe(true);
  expect(processesIn(cwd).length).toBeGreaterThan(1);
  child.kill('SIGKILL');
  await ended;
  await expect.poll(() => processesIn(cwd), { timeout: 30_000 }).toEqual([]);
  expect(existsSync(join(cwd, 'out/.fct-lock'))).toBe(false);
});
