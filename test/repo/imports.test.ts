/** Imports go one way: sim <- theorems <- properties <- reports <- cli. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const ROOT = new URL('../../', import.meta.url).pathname;
const ORDER = ['sim', 'theorems', 'properties', 'reports', 'cli'];

const sources = ORDER.flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
    .filter((f) => f.endsWith('.ts') && !f.includes('assembly'))
    .map((f) => ({ folder, file: join(folder, f) })),
);

/** Folders of ours that a source text imports from. */
function importedFolders(file: string, text: string): string[] {
  const targets = [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((m) => join(file, '..', m[1]!));
  return targets.map((t) => t.split('/')[0]!);
}

describe('the house', () => {
  it('imports go one way', () => {
    const wrong = sources.flatMap(({ folder, file }) =>
      importedFolders(file, readFileSync(join(ROOT, file), 'utf8'))
        .filter((target) => ORDER.indexOf(target) > ORDER.indexOf(folder) || !ORDER.includes(target))
        .map((target) => `${file} imports ${target}`),
    );
    expect(sources.length).toBeGreaterThan(20);
    expect(wrong).toEqual([]);
  });

  it('sees an import the wrong way', () => {
    expect(importedFolders('sim/a.ts', "import { x } from '../cli/main.ts';")).toEqual(['cli']);
  });

  it('has no unseeded randomness, clock or console below the command line', () => {
    const forbidden = /Math\.random|Date\.now|new Date\(|performance\.now|console\./;
    const below = sources.filter(({ folder }) => folder !== 'cli' && folder !== 'reports');
    const found = below.filter(({ file }) => forbidden.test(readFileSync(join(ROOT, file), 'utf8')));
    expect(found.map((f) => f.file)).toEqual([]);
  });
});
