/** `fct serve` in a real browser: the curves of a run in progress grow, and the server ends with the run, writes nothing and is reached from here alone. */
import { readdirSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { openBrowser, seriousViolations, visit } from '../../support/browser.ts';
import { fct, newFolder, startFct } from '../../support/fct.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

const RUN = ['verify', 'thm-4.1', 'thm-4.2', '--profile', 'smoke', '--jobs', '1', '--out'];

/** A run in progress, and a server of it with its address. */
async function served() {
  const out = join(newFolder(), 'run');
  const run = startFct([...RUN, out]);
  const server = startFct(['serve', out]);
  const address = await new Promise<string>((resolve, reject) => {
    server.child.stdout!.on('data', (text: Buffer) => {
      const found = /http:\/\/127\.0\.0\.1:\d+\//.exec(String(text));
      if (found !== null) resolve(found[0]);
    });
    void server.ended.then(({ stderr }) => reject(new Error(stderr)));
  });
  return { out, run, server, address };
}

/** The status of an answer. */
const status = (address: string, options: object, path = '/') =>
  new Promise<number>((resolve, reject) => {
    const asked = request(new URL(path, address), options, (answer) => {
      answer.resume();
      resolve(answer.statusCode!);
    });
    asked.on('error', reject);
    asked.end();
  });

it('shows trials and curves growing, says when the run has ended, and ends with it', async () => {
  const { run, server, address } = await served();
  const page = await browser.newPage();
  const noise: string[] = [];
  page.on('console', (message) => noise.push(message.text()));
  page.on('pageerror', (error) => noise.push(error.message));
  await page.goto(address);
  const trials = async () => Number(await page.locator('dl.facts dd').first().innerText());
  const points = () =>
    page.evaluate<number>(
      "[...document.querySelectorAll('svg.plot path')].map((p) => p.getAttribute('d').length).reduce((a, b) => a + b, 0)",
    );
  await expect.poll(trials, { timeout: 60_000, interval: 500 }).toBeGreaterThan(5);
  const [before, drawn] = [await trials(), await points()];
  await expect.poll(trials, { timeout: 60_000, interval: 500 }).toBeGreaterThan(before + 5);
  expect(await points()).toBeGreaterThan(drawn);
  const facts = (await page.locator('dl.facts').innerText()).replace(/\s+/g, ' ');
  expect(facts).toMatch(/trials a minute \d+/);
  expect(facts).toMatch(/time left at most \d+/);
  await expect
    .poll(() => page.locator('#now').innerText(), { timeout: 300_000 })
    .toMatch(/^The run has ended/);
  expect((await run.ended).code).toBe(0);
  const ended = await server.ended;
  expect([ended.code, ended.stderr]).toEqual([0, '']);
  expect(ended.stdout).toContain('The run has ended: ');
  expect(await page.locator('.answer').innerText()).toMatch(
    /^The run has ended\. (\d+) of \1 claims that trials decide are decided$/,
  );
  expect(noise).toEqual([]);
  await page.close();
});

// Without its script: accessible.test.ts.
it('is accessible while the run goes on, and asks nobody else', async () => {
  const { run, server, address } = await served();
  expect(await visit(browser, address, seriousViolations, { bypassCSP: true })).toEqual([]);
  run.child.kill('SIGKILL');
  await Promise.all([run.ended, server.ended]);
});

it('answers to read alone, under its own name alone, and writes nothing', async () => {
  const { out, run, server, address } = await served();
  expect(await status(address, {})).toBe(200);
  expect(await status(address, { method: 'POST' })).toBe(405);
  expect(await status(address, { headers: { host: 'elsewhere.example' } })).toBe(403);
  expect(await status(address, {}, '/run.json')).toBe(404);
  expect(await status(address, {}, '/../../etc/passwd')).toBe(404);
  server.child.kill('SIGTERM');
  expect((await server.ended).code).toBe(143);
  expect(run.child.exitCode, 'the run goes on').toBe(null);
  run.child.kill('SIGKILL');
  await run.ended;
  const there = readdirSync(out).filter((name) => name !== 'evidence');
  expect(there.sort()).toEqual(['.fct-lock', 'run.json']);
});

it('ends when the run is killed, and nothing stays behind', async () => {
  const { run, server, address } = await served();
  run.child.kill('SIGKILL');
  await run.ended;
  expect((await server.ended).code).toBe(0);
  await expect(status(address, {})).rejects.toThrow('ECONNREFUSED');
});

it('without a run in progress it says so', async () => {
  const out = join(newFolder(), 'run');
  const { code, stderr } = await fct(['serve', out]);
  expect(code).toBe(2);
  expect(stderr).toBe(`fct: no run is in progress in ${out}; begin one, or open its index.html\n`);
});
