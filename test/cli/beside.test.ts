/** Pages of one working folder find each other; neighbours elsewhere have nothing to do with each other. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { pagesBeside } from '../../cli/beside.ts';
import { newFolder } from '../support/fct.ts';

const before = process.cwd();
let cwd: string;
const made = (name: string, run: object | string, page = true) => {
  mkdirSync(join(cwd, name), { recursive: true });
  writeFileSync(join(cwd, name, 'run.json'), typeof run === 'string' ? run : JSON.stringify(run));
  if (page) writeFileSync(join(cwd, name, 'index.html'), '');
};
beforeEach(() => {
  cwd = newFolder();
  process.chdir(cwd);
});
afterEach(() => process.chdir(before));

it('names every run of fct that has a page, by what it is', () => {
  made('out', { schema: 'fct-run/3', profile: 'smoke', seed: 1 });
  made('a map', {
    schema: 'fct-explore/1',
    target: 'thm-4.1',
    axes: [
      ['x', 1, 2],
      ['y', 1, 2],
    ],
  });
  made('decides', { schema: 'fct-what-decides/1', target: 'thm-4.1' });
  made('figures', { schema: 'fct-figures/1', preset: 'theory' });
  made('hunt', { schema: 'fct-hunt/1', target: 'thm-4.4', domain: 'wide' });
  const regime = { where: [{ field: 'd0', low: 16, high: 32 }], set: { activation: 'identity' } };
  made('set', { schema: 'fct-run/3', profile: 'smoke', seed: 1, regime });
  made('unfinished', { schema: 'fct-hunt/1' }, false);
  made('strange', 'no json');
  mkdirSync(join(cwd, 'empty'));
  expect(pagesBeside('out')).toEqual([
    { kind: 'map', href: '../a%20map/index.html', words: 'Map a map: thm-4.1 over x and y' },
    { kind: 'map', href: '../decides/index.html', words: 'Map decides: what decides whether thm-4.1 holds' },
    { kind: 'figures', href: '../figures/index.html', words: 'Figures figures: Figure 3, preset theory' },
    { kind: 'hunt', href: '../hunt/index.html', words: 'Hunt hunt: thm-4.4, domain wide' },
    expect.objectContaining({ kind: 'run', href: '../set/index.html' }),
  ]);
  expect(pagesBeside('hunt').filter(({ kind }) => kind === 'run')).toEqual([
    { kind: 'run', href: '../out/index.html', words: 'Verification out: profile smoke, seed 1' },
    {
      kind: 'run',
      href: '../set/index.html',
      words: 'Verification set with activation = identity where d0 = 16..32: profile smoke, seed 1',
    },
  ]);
});

it('looks at nothing outside the working folder', () => {
  made('out', { schema: 'fct-run/3' });
  made('hunt', { schema: 'fct-hunt/1' });
  process.chdir(before);
  expect(pagesBeside(join(cwd, 'out'))).toEqual([]);
});
