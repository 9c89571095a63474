/** The house: imports go one way, as eslint.config.js says, in no circle, and no file is long. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/fct.ts';

const FOLDERS = ['sim', 'theorems', 'properties', 'reports', 'cli', 'bench'];

/** Every source file with its text; the kernel's own language is another. */
const sources = new Map(
  FOLDERS.flatMap((folder) =>
    readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
      .map((name) => `${folder}/${name}`)
      .filter((file) => /\.m?ts$/.test(file) && !file.includes('assembly'))
      .map((file) => [file, readFileSync(join(ROOT, file), 'utf8')] as const),
  ),
);

/** What a source text imports of ours, types and `import()` included. */
function importsOf(file: string, text: string): readonly string[] {
  return [...text.matchAll(/(?:from|import\()\s*'(\.[^']+)'/g)].map((m) => join(file, '..', m[1]!));
}

/** The files of a circle of imports; none where there is none. */
function circle(imports: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const clear = new Set<string>();
  const visit = (file: string, above: readonly string[]): readonly string[] => {
    if (above.includes(file)) return above.slice(above.indexOf(file));
    if (clear.has(file)) return [];
    for (const next of imports.get(file) ?? []) {
      const found = visit(next, [...above, file]);
      if (found.length > 0) return found;
    }
    clear.add(file);
    return [];
  };
  for (const file of imports.keys()) {
    const found = visit(file, []);
    if (found.length > 0) return found;
  }
  return [];
}

describe('the lint rules', () => {
  // These rules read text alone; to know types takes seconds.
  const eslint = new ESLint({ cwd: ROOT, overrideConfig: tseslint.configs.disableTypeChecked });
  /** The rules that a text breaks in the place of a file. */
  const broken = async (file: string, text: string) => {
    const [result] = await eslint.lintText(text, { filePath: join(ROOT, file) });
    return result!.messages.map((m) => m.ruleId);
  };

  it.each([
    ['sim/network.ts', '../theorems/types.ts'],
    ['theorems/types.ts', '../properties/index.ts'],
    ['properties/trials/seeds.ts', '../../reports/text.ts'],
    ['properties/index.ts', '../cli/lock.ts'],
    ['reports/text.ts', '../cli/lock.ts'],
    ['cli/lock.ts', '../bench/clock.ts'],
    ['cli/lock.ts', '../test/support/coins.ts'],
    ['properties/judge/statistics/student.ts', '../verdict.ts'],
    ['properties/judge/statistics/student.ts', '../scaling/fit.ts'],
    ['properties/judge/judge.ts', '../trials/seeds.ts'],
    ['properties/judge/scaling/fit.ts', '../../gather/queue.ts'],
    ['properties/trials/seeds.ts', '../judge/judge.ts'],
    ['properties/gather/queue.ts', '../records/claims.ts'],
    ['properties/power/plan.ts', '../records/claims.ts'],
    ['properties/records/claims.ts', '../explore/plan.ts'],
    ['properties/explore/plan.ts', '../hunt/space.ts'],
    ['properties/hunt/space.ts', '../checkTheorem.ts'],
    ['properties/judge/scaling/fit.ts', '../../index.ts'],
    ['properties/index.ts', '../theorems/registry.ts'],
    ['properties/gather/run.ts', '../../theorems/studies/network/study.ts'],
    ['reports/text.ts', '../theorems/thm-4.1.ts'],
    ['cli/list.ts', '../theorems/profiles.ts'],
  ])('%s may not import %s', async (file, target) => {
    const types = `import type { T } from '${target}';\nexport type U = T;\n`;
    for (const text of [`import '${target}';\n`, types])
      expect(await broken(file, text)).toEqual(['no-restricted-imports']);
  });

  it.each([
    ['sim/network.ts', 'export const x = Math.random();', 'no-restricted-properties'],
    ['theorems/types.ts', 'export const x = new Date();', 'no-restricted-globals'],
    ['properties/judge/judge.ts', 'export const x = performance.now();', 'no-restricted-globals'],
    ['properties/judge/judge.ts', "console.log('');", 'no-console'],
  ])('%s may not say `%s`', async (file, text, rule) => {
    expect(await broken(file, text)).toEqual([rule]);
  });

  it.each([
    ['properties/hunt/space.ts', '../explore/target.ts'],
    ['properties/judge/scaling/fit.ts', '../statistics/index.ts'],
    ['properties/index.ts', './records/claimRecord.ts'],
    ['reports/text.ts', '../properties/index.ts'],
    ['cli/list.ts', '../theorems/types.ts'],
  ])('%s may import %s', async (file, target) => {
    expect(await broken(file, `import '${target}';\n`)).toEqual([]);
  });
});

describe('the imports', () => {
  it('make no circle', () => {
    expect(sources.size).toBeGreaterThan(200);
    expect(circle(new Map([...sources].map(([file, text]) => [file, importsOf(file, text)])))).toEqual([]);
  });

  it('would show one, through a type or a later import as well', () => {
    const [a, b] = ["import type { B } from './b.ts';", "const a = await import('../cli/a.ts');"];
    const made = new Map([
      ['cli/a.ts', importsOf('cli/a.ts', a)],
      ['cli/b.ts', importsOf('cli/b.ts', b)],
    ]);
    expect(circle(made)).toEqual(['cli/a.ts', 'cli/b.ts']);
  });
});

it('no file is longer than 250 lines', () => {
  const long = [...sources].filter(([file]) => !file.startsWith('bench/'));
  expect(long.filter(([, text]) => text.split('\n').length > 251).map(([file]) => file)).toEqual([]);
});
