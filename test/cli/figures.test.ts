/** Figures as values: what they plan, what they refuse, and which files of a folder are theirs. */
import { describe, expect, it } from 'vitest';
import { filesOf } from '../../cli/contents.ts';
import { figures } from '../../cli/figures.ts';
import { FIGURE_NAMES, loadFigure } from '../../cli/figures/registry.ts';

const suite = { name: 'paper', figures: ['figure-3'] as const };
const args = { figure: '3', seed: '1', backend: 'wasm', out: 'never-made' };

describe.each(FIGURE_NAMES)('figure %s', (name) => {
  it.each(['first', 'last'])('has a plan of plain data for its %s preset', async (which) => {
    const kind = await loadFigure(name);
    const plan = kind.plan({
      seed: 5,
      seeds: 2,
      preset: kind.presets.at(which === 'first' ? 0 : -1)!,
      options: {},
    });
    expect(kind.name).toBe(name);
    expect(plan.seeds).toBe(2);
    expect(plan.tasks.length).toBeGreaterThan(0);
    expect(JSON.parse(JSON.stringify(plan.tasks))).toEqual(plan.tasks);
  });

  it('writes a page, and files that its folder knows as its own', async () => {
    const { files } = await loadFigure(name);
    expect(files).toContain('index.html');
    const known = filesOf({ schema: 'fct-figures/1', files });
    for (const file of files) expect(known).toContain(file);
  });
});

it('a run.json cannot claim files that no figure writes', () => {
  const mine = ['thesis.tex', '../figure-3.json', 'figure-3.json/../notes.csv', 'notes.csv'];
  const known = filesOf({ schema: 'fct-figures/1', files: mine });
  for (const file of mine) expect(known.has(file), file).toBe(false);
  expect(filesOf({ schema: 'fct-hunt/1', files: ['figure-1.csv'] }).has('figure-1.csv')).toBe(false);
});

it.each([
  [{ figure: '7' }, /unknown --figure "7"/],
  [{ preset: 'papercode' }, /did you mean "paper-code"/],
  [{ backend: 'wsm' }, /did you mean "wasm"/],
  [{ core: 'spheres' }, /--core belongs to --preset paper-code/],
  [{ preset: 'paper-code', core: 'cubes' }, /unknown --core "cubes"/],
  [{ seeds: '0' }, /--seeds needs a whole number from 1/],
])('%j is refused before any work', async (change, message) => {
  await expect(figures(suite, { ...args, ...change })).rejects.toThrow(message);
});

it('a suite that declares none has none', async () => {
  await expect(figures({ name: 'mine', figures: [] }, args)).rejects.toThrow(/declares no figure/);
});
