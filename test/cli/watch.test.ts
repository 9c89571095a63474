/** Which theorems a change of the paper's sources touches, and in which order they run again. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { modulesOf } from '../../cli/touched.ts';
import { inOrder } from '../../cli/watch.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import { ROOT } from '../support/fct.ts';

const ids = THEOREMS.map((t) => t.id);
const modules = await modulesOf(join(ROOT, 'theorems/registry.ts'), ids);
const touched = (file: string) => modules.touchedBy(join(ROOT, file));

describe('a change of', () => {
  it.each(['theorems/thm-4.4.ts', 'theorems/lemma-1.1.ts', 'theorems/definition-3.1.ts'])(
    '%s touches its theorem, and not all',
    (file) => {
      const id = /([^/]*)\.ts$/.exec(file)![1]!;
      expect(touched(file)).toContain(id);
      expect(touched(file).length).toBeLessThan(ids.length);
    },
  );

  it('what the suite itself says touches every theorem', () => {
    for (const file of ['theorems/registry.ts', 'theorems/profiles.ts', 'nowhere.ts'])
      expect(touched(file), file).toEqual(ids);
  });

  it('what they all import touches every theorem', () => {
    expect(touched('theorems/types.ts')).toEqual(ids);
    expect(modules.files.size).toBeGreaterThan(30);
  });
});

it('what failed runs by itself, before the rest', () => {
  expect(inOrder(['a', 'b/one', 'c'], ['b'], false)).toEqual([['b/one'], ['a', 'c']]);
  expect(inOrder(['a', 'c'], ['b'], false)).toEqual([['a', 'c']]);
  expect(inOrder(['b'], ['b'], false)).toEqual([['b']]);
  expect(inOrder([], ['b'], false)).toEqual([]);
});

it('what failed runs before all of the suite, which may have a theorem that nobody knew', () => {
  expect(inOrder(['a', 'b', 'c'], ['b'], true)).toEqual([['b'], ['a', 'b', 'c']]);
  expect(inOrder(['a', 'b'], [], true)).toEqual([['a', 'b']]);
  expect(inOrder(['a', 'b'], ['a', 'b'], true)).toEqual([['a', 'b']]);
});
