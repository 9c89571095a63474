/** A suite's modules put together: what counts for their name, and what is left outside. */
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { bundled } from '../../cli/bundle.ts';
import { newFolder, ROOT } from '../support/fct.ts';

const FILES: Readonly<Record<string, string>> = {
  'fct.config.ts': "import { one } from './parts/one.js';\nexport default one as number;\n",
  'parts/one.ts':
    "import data from './data.json' with { type: 'json' };\nexport const one: number = data.one;\n",
  'parts/data.json': '{ "one": 1 }',
  'parts/unread.ts': 'export {};\n',
};

function folderOf(files: Readonly<Record<string, string>>): string {
  const folder = newFolder();
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
  return folder;
}

const bundleOf = (files: Readonly<Record<string, string>>) => bundled(join(folderOf(files), 'fct.config.ts'));
const textOf = ({ module }: { readonly module: string }) =>
  Buffer.from(module.split(',')[1]!, 'base64').toString('utf8');

describe('the name of the sources', () => {
  it('does not depend on the folder, on line ends or on files that are not imported', async () => {
    const { sources } = await bundleOf(FILES);
    expect(sources).toMatch(/^[0-9a-f]{64}$/);
    const others = { ...FILES, 'parts/unread.ts': 'export const x = 1;\n' };
    expect((await bundleOf(others)).sources).toBe(sources);
    const windows = Object.entries(FILES).map(([name, text]) => [name, text.replaceAll('\n', '\r\n')]);
    expect((await bundleOf(Object.fromEntries(windows))).sources).toBe(sources);
  });

  it.each([
    ['fct.config.ts', '// a comment\n'],
    ['parts/one.ts', '// a comment\n'],
    ['parts/data.json', '\n'],
  ])('depends on every byte of %s', async (name, more) => {
    const { sources } = await bundleOf(FILES);
    expect((await bundleOf({ ...FILES, [name]: FILES[name]! + more })).sources).not.toBe(sources);
  });

  it('depends on the version of a package that is imported', async () => {
    const withVersion = (version: string) =>
      bundleOf({
        'fct.config.ts': "import { two } from 'two';\nexport default two;\n",
        'node_modules/two/package.json': JSON.stringify({ name: 'two', version, main: 'index.js' }),
        'node_modules/two/index.js': 'exports.two = 2;\n',
      });
    const [first, again, next] = await Promise.all(['1.0.0', '1.0.0', '1.0.1'].map(withVersion));
    expect(again!.sources).toBe(first!.sources);
    expect(next!.sources).not.toBe(first!.sources);
    expect(textOf(first!)).toMatch(/from "file:\/\/\/.*\/node_modules\/two\/index\.js"/);
  });
});

describe('a bundle', () => {
  it('takes this package to be the one that runs', async () => {
    const text = textOf(
      await bundleOf({
        'fct.config.ts':
          "import { defineSuite } from 'feature-contamination-theorems';\nexport default defineSuite;\n",
      }),
    );
    expect(text).toContain(`from "file://${ROOT}properties/index.ts"`);
  });

  it('keeps the address of each module, and the same program otherwise', async () => {
    const folder = folderOf({
      ...FILES,
      'fct.config.ts': "import { one } from './parts/one.js';\nexport default [one, import.meta.url];\n",
      'parts/one.ts': 'export const one: string = import.meta.url;\n',
    });
    const { module } = await bundled(join(folder, 'fct.config.ts'));
    const { default: found } = (await import(/* @vite-ignore */ module)) as { default: string[] };
    expect(found).toEqual([`file://${folder}/parts/one.ts`, `file://${folder}/fct.config.ts`]);
  });

  it('bundles a package of the same project, which a link names', async () => {
    const folder = folderOf({
      'fct.config.ts': "import { mine } from 'mine';\nexport default mine;\n",
      'mine/package.json': JSON.stringify({ name: 'mine', version: '1.0.0', exports: './index.ts' }),
      'mine/index.ts': 'export const mine: number = 3;\n',
      'node_modules/.keep': '',
    });
    symlinkSync(join(folder, 'mine'), join(folder, 'node_modules/mine'));
    expect(textOf(await bundled(join(folder, 'fct.config.ts')))).toContain('mine = 3');
  });

  it('names modules that import each other', async () => {
    const { circle } = await bundleOf({
      'fct.config.ts': "export { a as default } from './a.js';\n",
      'a.ts': "import { b } from './b.js';\nexport const a: number = b + 1;\n",
      'b.ts': "import { a } from './a.js';\nexport const b: number = a + 1;\n",
    });
    expect(circle).toBe('a.ts imports b.ts imports a.ts');
    expect((await bundleOf(FILES)).circle).toBe('');
  });
});
