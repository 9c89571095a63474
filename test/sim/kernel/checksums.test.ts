import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { checksum, runs } from './checksums.ts';

const file = new URL('checksums.json', import.meta.url);

it('gives the committed bits', () => {
  const engine = loadKernel();
  const found = Object.fromEntries(runs.map((run) => [run.name, checksum(engine, run)]));
  if (process.env['UPDATE_CHECKSUMS']) writeFileSync(file, `${JSON.stringify(found, undefined, 2)}\n`);
  expect(existsSync(file)).toBe(true);
  expect(found).toEqual(JSON.parse(readFileSync(file, 'utf8')));
});
