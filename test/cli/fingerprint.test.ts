/** The name of the sources: the same wherever a checkout lies, and another with every change of a source. */
import { __version as fastCheck } from 'fast-check';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, symlinkSync, writeFileSync, appendFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fingerprint, sourceHash } from '../../cli/fingerprint.ts';
import { newFolder, ROOT } from '../support/fct.ts';

/** A copy of what is hashed, and of what hashes it, in `folder` of a new folder. */
function copyIn(folder: string): string {
  const copy = join(newFolder(), folder);
  for (const part of ['sim', 'theorems', 'cli/fingerprint.ts'])
    cpSync(join(ROOT, part), join(copy, part), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** The fingerprint as the copy's own code computes it. */
async function fingerprintOf(copy: string): Promise<string> {
  const file = pathToFileURL(join(copy, 'cli/fingerprint.ts')).href;
  const { fingerprint } = await import(/* @vite-ignore */ file);
  return fingerprint('kernel', { sources: '' });
}

function put(copy: string, file: string, text = 'export {};\n'): void {
  mkdirSync(dirname(join(copy, file)), { recursive: true });
  writeFileSync(join(copy, file), text);
}

describe('the fingerprint', () => {
  it('holds sources, engine and the version of what draws the instances', () => {
    const hash = createHash('sha256').update(`${sourceHash()}\nkernel\nfast-check ${fastCheck}`);
    expect(fingerprint('kernel', { sources: '' })).toBe(hash.digest('hex').slice(0, 12));
    expect(fastCheck).toMatch(/^4\./);
  });

  it('does not depend on the folders above the checkout', async () => {
    const here = await fingerprintOf(copyIn('checkout'));
    expect(here).toMatch(/^[0-9a-f]{12}$/);
    for (const folder of ['sim/checkout', 'theorems/sim', '.hidden/sim/theorems', 'sim/a b/theorems/c'])
      expect(await fingerprintOf(copyIn(folder)), folder).toBe(here);
  });

  it('does not depend on what editors and file systems leave beside sources', async () => {
    const before = await fingerprintOf(copyIn('checkout'));
    const copy = copyIn('checkout');
    for (const name of ['._x.ts', 'x.ts~', '.x.ts.swp', '.x.ts', '#x.ts#', '~x.ts', 'x copy.ts', '.DS_Store'])
      put(copy, `theorems/studies/${name}`);
    put(copy, 'sim/.idea/settings.json', '{}');
    put(copy, 'theorems/.cache/x.ts');
    symlinkSync('nobody@nowhere.1234:1', join(copy, 'sim/.#probes.ts'));
    expect(await fingerprintOf(copy)).toBe(before);
  });

  it('depends on every source, on its path and on its text, and not on line ends', async () => {
    const edits: Record<string, (copy: string) => void> = {
      none: () => {},
      'a line more': (copy) => appendFileSync(join(copy, 'theorems/thm-4.1.ts'), '//\n'),
      'a constant': (copy) => appendFileSync(join(copy, 'theorems/constants.json'), ' '),
      'a byte of the kernel': (copy) => appendFileSync(join(copy, 'sim/kernel/kernel.wasm'), '\0'),
      'a source more': (copy) => put(copy, 'theorems/studies/mine.ts'),
      'a source more, elsewhere': (copy) => put(copy, 'theorems/mine.ts'),
    };
    const seen = new Map<string, string>();
    for (const [name, edit] of Object.entries(edits)) {
      const copy = copyIn('checkout');
      edit(copy);
      seen.set(name, await fingerprintOf(copy));
    }
    expect(new Set(seen.values()).size, JSON.stringify([...seen])).toBe(seen.size);
    const [unix, windows] = [copyIn('checkout'), copyIn('checkout')];
    put(unix, 'sim/mine.ts', 'export {};\n//\n');
    put(windows, 'sim/mine.ts', 'export {};\r\n//\r\n');
    expect(await fingerprintOf(windows)).toBe(await fingerprintOf(unix));
  });
});
