/** README and docs: links lead somewhere, quoted code is the code that runs, commands exist, printed output is what is printed. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { EXIT } from '../../cli/exitCode.ts';
import { PROFILES } from '../support/paper.ts';
import { suiteLevels } from '../../properties/gather/selection.ts';
import { trialsNeeded } from '../../properties/judge/statistics/index.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import { commands, fctArguments, pages, pins, printed, quoted, type Page } from '../support/docs.ts';
import { checkCalls } from '../support/calls.ts';
import { ROOT } from '../support/fct.ts';

const ALL = pages();
const prose = (page: Page) => page.text.replace(/^```.*?^```$/gms, '');
const linksOf = (page: Page) => [...prose(page).matchAll(/\]\(([^)\s]+)\)/g)].map((m) => m[1]!);
const anchors = (text: string) =>
  [...text.matchAll(/^#+ (.*)$/gm)].map(([, title]) =>
    title!
      .toLowerCase()
      .replace(/[^\w\- ]/g, '')
      .replaceAll(' ', '-'),
  );

describe('links', () => {
  it.each(ALL)('of $file lead somewhere', (page) => {
    const dead = linksOf(page).filter((target) => {
      if (/^https?:/.test(target)) return false;
      const [path, anchor] = target.split('#') as [string, string | undefined];
      const file = path === '' ? join(ROOT, page.file) : join(ROOT, dirname(page.file), path);
      if (!existsSync(file)) return true;
      return anchor !== undefined && !anchors(readFileSync(file, 'utf8')).includes(anchor);
    });
    expect(dead).toEqual([]);
  });

  it.each(ALL)('$file names files that exist', ({ text }) => {
    const named =
      /`((?:sim|theorems|properties|reports|cli|test|bench|examples|docs|scripts)\/[\w./-]+\.\w+)`/g;
    const missing = [...text.matchAll(named)]
      .map((m) => m[1]!)
      .filter((file) => !existsSync(join(ROOT, file)));
    expect(missing).toEqual([]);
  });

  it('all pages are linked from the README', () => {
    const linked = linksOf(ALL[0]!);
    expect(
      ALL.slice(1)
        .map(({ file }) => file)
        .filter((file) => !linked.includes(file)),
    ).toEqual([]);
  });
});

describe('code', () => {
  const blocks = ALL.flatMap((page) =>
    page.blocks.filter((b) => b.language === 'ts').map((block) => ({ page, block })),
  );

  it('is quoted word for word from files that are type-checked and run', () => {
    expect(blocks.length).toBeGreaterThan(3);
    for (const { page, block } of blocks) {
      const source = quoted(block);
      expect(source, `${page.file}: a block without a first line "// examples/..."`).toBeDefined();
      expect(readFileSync(join(ROOT, source!.file), 'utf8'), page.file).toContain(source!.excerpt);
    }
  });

  const programs = blocks.filter(({ page, block }) => printed(page, block) !== undefined);
  it.each(programs.map(({ page, block }) => [quoted(block)?.file, page, block] as const))(
    '%s prints what its page says',
    async (file, page, block) => {
      const lines: string[] = [];
      const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
      try {
        await import(join(ROOT, file!));
      } finally {
        log.mockRestore();
      }
      expect(`${lines.join('\n')}\n`).toBe(printed(page, block));
    },
  );
});

describe('commands', () => {
  const lines = ALL.flatMap((page) => page.blocks.flatMap(commands));
  const calls = lines.flatMap((line) => fctArguments(line) ?? []).length;

  it('are ours, or of npm and of the shell', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const known =
      /^(npm (ci|test|pack|install( [\w./@^-]+)*)|git clone .*|cd .*|mkdir .*|npm init -y|npm pkg set type=module|cp .*|npx vitest run)$/;
    const unknown = lines.filter((line) => {
      const run = /^npx (?:tsx|vitest run) (\S+)$/.exec(line)?.[1];
      if (run !== undefined) return !existsSync(join(ROOT, run));
      const script = /^npm run (?:--silent )?([\w:]+)/.exec(line)?.[1];
      if (script !== undefined) return !Object.hasOwn(scripts, script);
      return fctArguments(line) === undefined && !known.test(line);
    });
    expect(calls).toBeGreaterThan(5);
    expect(unknown).toEqual([]);
  });

  it('have the verbs, options, theorems and profiles that they name', () => checkCalls(lines));
});

describe('tables', () => {
  const text = ALL.map((page) => page.text).join('\n');

  it('name tests that exist', () => {
    const all = ALL.flatMap(pins);
    expect(all.length).toBeGreaterThan(20);
    const missing = all.filter(({ file, name }) => !readFileSync(join(ROOT, file), 'utf8').includes(name));
    expect(missing).toEqual([]);
  });

  it.each(THEOREMS)(
    'say of $id where its statement is from, and the printed run has it',
    ({ id, statement }) => {
      expect(ALL[0]!.text).toContain(`\n✓ ${id}: supported\n`);
      expect(ALL[0]!.text).toMatch(new RegExp(`^\\| \`${id}\` \\| [^|]+ \\| ${statement.mark}\\b`, 'm'));
    },
  );

  it('have the trials that "supported" needs', () => {
    const alphas = [1e-2, 1e-3, 1e-4, 1e-6];
    for (const delta of [0.1, 0.05, 0.01]) {
      const needed = (alpha: number) =>
        [0, 1].map((failures) => trialsNeeded({ delta, alpha, failures })).join(', ');
      expect(text).toContain(`| ${delta} | ${alphas.map(needed).join(' | ')} |`);
    }
  });

  it('have the share of alpha that a claim gets', () => {
    for (const profile of Object.values(PROFILES)) {
      const { claim, twin } = suiteLevels(THEOREMS, profile);
      const short = (level: number) => String(Number(level.toPrecision(3)));
      expect(text).toContain(`${short(claim)} each claim and ${short(twin)} each twin`);
    }
  });

  it.each(Object.values(PROFILES))('tell profile $name as it is', (profile) => {
    const { name, studies, delta, deltaBySize, scaling, controls } = profile;
    const { relu, linear, gradient, balanced, onset, 'large-batch': largeBatch, ...others } = studies;
    const { sizes, ladders } = relu!;
    expect(linear).toEqual(relu);
    expect(gradient!.ladders).toBe(ladders);
    // A slope needs four sizes; studies of slopes alone stop one size earlier.
    const slopes = scaling === null ? undefined : { sizes: sizes.slice(0, -1), ladders };
    expect(balanced).toEqual(slopes);
    expect(onset).toEqual(slopes);
    expect(largeBatch).toEqual(slopes);
    // The repaired statements stop at the smallest sizes.
    const least = { smoke: 1, quick: 2, standard: 3, deep: 4 }[name]!;
    const repaired = { sizes: sizes.slice(0, least), ladders };
    expect(others).toEqual(
      Object.fromEntries(['4.1', '4.2', '4.3', '4.4'].map((of) => [`region-${of}`, repaired])),
    );
    const deltas = [...new Set([delta, ...Object.values(deltaBySize)])].join(', ');
    expect(text).toContain(
      `| ${name} | ${sizes.join(', ')} | ${gradient!.sizes.join(', ')} | ${ladders} | ${deltas} | ${scaling?.delta ?? '–'} | ${controls.ladders} |`,
    );
  });

  it.each(Object.entries(EXIT))('have the exit code of "%s"', (_, code) => {
    expect(ALL[0]!.text).toMatch(new RegExp(`^\\| ${code} \\|`, 'm'));
  });
});
