/**
 * Evidence knows its age: everything committed as evidence has an entry that says what makes it, and a tool tells what is stale. Whether
 * anything is stale is no test: `npm run evidence:check` says it.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { FINDINGS } from '../evidence/findings.ts';
import { ITEMS } from '../evidence/manifest.ts';
import { remake, staleOf, staleTable } from '../evidence/remake.ts';
import { causesOf, codeOf, stamp, stampsOf, whyStale, type Item, type Shelf } from '../evidence/stamps.ts';
import { commands, fctArguments, pages } from '../support/docs.ts';
import { newFolder, ROOT } from '../support/fct.ts';

describe('the manifest', () => {
  const made = Object.values(ITEMS).flatMap(({ run, makes }) => (run === null ? [] : makes));
  const unclaimed = (files: readonly string[]) =>
    files.filter((file) => !made.includes(file) && file !== 'docs/certificates/README.md');

  it('knows every committed table, picture and certificate, and each of them once', () => {
    const committed = ['test/evidence/results', 'docs/images', 'docs/certificates'].flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, withFileTypes: true })
        .filter((f) => f.isFile())
        .map((f) => join(f.parentPath, f.name).slice(ROOT.length)),
    );
    expect(committed.length).toBeGreaterThan(40);
    expect(unclaimed(committed)).toEqual([]);
    expect(unclaimed([...committed, 'test/evidence/results/unheard-of.md'])).toHaveLength(1);
    expect(new Set(made).size).toBe(made.length);
  });

  it('names scripts and modules that there are, and items in order', () => {
    const names = Object.keys(ITEMS);
    for (const [name, { run, code, from }] of Object.entries(ITEMS)) {
      for (const file of [...(run === null ? [] : [run[0]]), ...code])
        expect(existsSync(join(ROOT, file)), `${name}: ${file}`).toBe(true);
      for (const one of from) expect(names.indexOf(one), `${name}: ${one}`).toBeGreaterThanOrEqual(0);
      for (const one of from)
        expect(names.indexOf(one), `${name} is made from ${one}`).toBeLessThan(names.indexOf(name));
    }
    expect(Object.keys(stampsOf(ROOT)).filter((name) => !names.includes(name))).toEqual([]);
  });

  it('has an item for every script of evidence', () => {
    const { scripts } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8')) as {
      scripts: Record<string, string>;
    };
    const run = Object.entries(scripts).filter(([name]) => /^evidence:(?!check)/.test(name));
    for (const [name, line] of run)
      expect(line, name).toBe(`tsx test/evidence/main.ts --force ${name.slice('evidence:'.length)}`);
    expect(run.map(([name]) => name.slice('evidence:'.length)).filter((name) => !(name in ITEMS))).toEqual(
      [],
    );
  });

  it('has every map, ranking and hunt of the findings', () => {
    const page = pages().find(({ file }) => file === 'docs/findings.md')!;
    const plain = (args: string) => args.replace(/ --out \S+/, '').trim();
    const listed = Object.values(FINDINGS).map(({ args }) => args);
    const named = page.blocks
      .flatMap(commands)
      .flatMap((line) => {
        const args = fctArguments(line);
        return args === undefined ? [] : [plain(args.join(' '))];
      })
      // A theorem with one claim is written without it.
      .map((args) => args.replace('explore thm-4.1 --what', 'explore thm-4.1/asymmetry --what'));
    expect(named.length).toBeGreaterThan(10);
    expect(named.filter((args) => !listed.includes(args))).toEqual([]);
  });

  it('keeps README to what its runs printed', () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    for (const file of ITEMS['first-run']!.makes.filter((name) => existsSync(join(ROOT, name))))
      expect(readme).toContain(`\`\`\`text\n${readFileSync(join(ROOT, file), 'utf8')}\`\`\``);
  });
});

/** A checkout of three items: two tables made by scripts, and a page that quotes them. */
function shelf(
  over: Readonly<Record<string, Partial<Item>>> = {},
): Shelf & { edit: (file: string, text: string) => void } {
  const root = newFolder();
  const edit = (file: string, text: string) => {
    mkdirSync(dirname(join(root, file)), { recursive: true });
    writeFileSync(join(root, file), text);
  };
  edit('sim/rule.ts', 'export const rule = (x: number) => x + 1;\nexport const other = 1;\n');
  edit('sim/table.json', '{}');
  edit('test/evidence/first.ts', "import { rule } from '../../sim/rule.ts';\nconsole.log(rule(1));\n");
  edit('test/evidence/second.ts', 'console.log(2);\n');
  edit('docs/page.md', 'It is 2.\n');
  const item = { makes: [], code: [], streams: false, from: [], needs: '' };
  const items: Record<string, Item> = {
    first: { ...item, run: ['test/evidence/first.ts'], makes: ['test/evidence/results/first.md'] },
    second: {
      ...item,
      run: ['test/evidence/second.ts'],
      makes: ['test/evidence/results/second.md'],
      streams: true,
    },
    page: { ...item, run: null, makes: ['docs/page.md'], from: ['first', 'second'] },
  };
  for (const [name, changed] of Object.entries(over)) items[name] = { ...items[name]!, ...changed };
  return { root, items, fingerprint: () => '0123456789ab', edit };
}

/** Tables made so far: no two are alike. */
let tables = 0;

/** Remakes as the tool does, with scripts that write what they are told; tells which ran. */
async function remade(
  made: ReturnType<typeof shelf>,
  {
    force = false,
    codes = {},
  }: { force?: boolean; codes?: Readonly<Record<string, number | undefined>> } = {},
) {
  const ran: string[] = [];
  const failed = await remake(made, Object.keys(made.items), {
    force,
    commit: () => 'abc',
    say: () => {},
    run: (script) => {
      const name = /(\w+)\.ts$/.exec(script[0]!)![1]!;
      ran.push(name);
      if (name in codes) return Promise.resolve(codes[name]);
      made.edit(`test/evidence/results/${name}.md`, `Table ${++tables}\n`);
      return Promise.resolve(0);
    },
  });
  return { ran, failed };
}

const stale = async (made: Shelf) => (await staleOf(made, Object.keys(made.items))).map(({ name }) => name);

describe('an item', () => {
  it('is stale until it is made, and fresh afterwards; a page is, until it was read', async () => {
    const made = shelf();
    expect(await stale(made)).toEqual(['first', 'second', 'page']);
    expect(await remade(made)).toEqual({ ran: ['first', 'second'], failed: [] });
    expect(await stale(made)).toEqual(['page']);
    stamp(made, 'page', await causesOf(made, made.items['page']!), 'abc');
    expect(await stale(made)).toEqual([]);
    expect(await remade(made), 'what is fresh is left alone').toEqual({ ran: [], failed: [] });
    expect((await remade(made, { force: true })).ran).toEqual(['first', 'second']);
    expect(await stale(made), 'what it quotes was made anew').toEqual(['page']);
    expect(await whyStale(made, 'page')).toBe('what it quotes was made anew since abc');
  });

  it('goes stale when code that it runs changes, and when a data file beside that does', async () => {
    const made = shelf();
    await remade(made);
    made.edit('sim/rule.ts', 'export const rule = (x: number) => x + 2;\nexport const other = 1;\n');
    expect(await stale(made)).toContain('first');
    expect(await whyStale(made, 'first')).toMatch(/^the code is another than at abc$/);
    await remade(made);
    made.edit('sim/table.json', '{"a":1}');
    expect(await stale(made)).toContain('first');
    expect(await stale(made)).not.toContain('second');
  });

  it('stays fresh when a comment, a type or code that it does not run changes', async () => {
    const made = shelf();
    await remade(made);
    made.edit(
      'sim/rule.ts',
      '/** Words. */\nexport const rule = (x: number): number =>\n  x + 1;\nexport const other = 2;\n',
    );
    expect(await stale(made)).toEqual(['page']);
  });

  it('goes stale when the fingerprint names other random streams, where it uses them', async () => {
    const made = shelf();
    await remade(made);
    const other = { ...made, fingerprint: () => 'ba9876543210' };
    expect(await stale(other)).toEqual(['second', 'page']);
    expect(await whyStale(other, 'second')).toMatch(/were 0123456789ab and are ba9876543210$/);
  });

  it('goes stale when its file is changed by hand or removed', async () => {
    const made = shelf();
    await remade(made);
    made.edit('test/evidence/results/first.md', 'Better numbers\n');
    expect(await whyStale(made, 'first')).toBe('it was changed by hand since it was made at abc');
  });

  it('names the first file that changed where the history has the commit', async () => {
    const made = shelf();
    const git = (...args: string[]) => execFileSync('git', args, { cwd: made.root, encoding: 'utf8' });
    const someone = ['-c', 'user.name=n', '-c', 'user.email=e'];
    git('init', '-q');
    git('add', '.');
    git(...someone, 'commit', '-qm', 'first');
    const commit = git('rev-parse', '--short=12', 'HEAD').trim();
    made.edit('test/evidence/results/first.md', 'Made\n');
    stamp(made, 'first', await causesOf(made, made.items['first']!), commit);
    made.edit('sim/rule.ts', 'export const rule = (x: number) => x;\n');
    expect(await whyStale(made, 'first')).toBe(`the code is another than at ${commit}: sim/rule.ts`);
  });
});

describe('remaking', () => {
  it('goes on after one that fails or writes nothing, names it, and begins with it the next time', async () => {
    const made = shelf();
    const { ran, failed } = await remade(made, { codes: { first: 3 } });
    expect(ran).toEqual(['first', 'second']);
    expect(failed).toEqual([{ name: 'first', why: 'test/evidence/first.ts ended with exit code 3' }]);
    expect((await remade(made, { codes: { first: 0 } })).failed![0]!.why).toBe(
      'test/evidence/first.ts wrote no file of it',
    );
    expect((await remade(made)).ran).toEqual(['first']);
  });

  it('stops when it is stopped, and goes on with the rest', async () => {
    const made = shelf();
    expect(await remade(made, { codes: { second: undefined } })).toEqual({
      ran: ['first', 'second'],
      failed: undefined,
    });
    expect((await remade(made)).ran).toEqual(['second']);
  });

  it('makes no stamp when the code changed on the way', async () => {
    const made = shelf();
    const failed = await remake(made, ['first'], {
      force: false,
      commit: () => 'abc',
      say: () => {},
      run: () => {
        made.edit('test/evidence/results/first.md', 'Made\n');
        made.edit('sim/rule.ts', 'export const rule = (x: number) => x;\n');
        return Promise.resolve(0);
      },
    });
    expect(failed![0]!.why).toMatch(/^the code changed while it was made/);
    expect(stampsOf(made.root)).toEqual({});
  });

  it('has a table of the stale ones, each with its command', async () => {
    const made = shelf({ second: { needs: 'a Chromium' } });
    const lines = staleTable(made, await staleOf(made, ['second', 'page']));
    expect(lines.slice(1)).toEqual(
      [
        'second  npm run evidence -- second (needs a Chromium)        there is no test/evidence/results/second.md',
        'page    read it, then npm run evidence -- --read page  nobody knows what made it: it has no stamp',
      ].map((line) => expect.stringMatching(line.replace(/[()]/g, '\\$&').replace(/ {2,}/g, ' +'))),
    );
  });
});

it('the digest of code is the same in another folder', async () => {
  const made = shelf();
  const copy = newFolder();
  cpSync(made.root, copy, { recursive: true });
  const [one, two] = [
    await codeOf(made.root, ['test/evidence/first.ts']),
    await codeOf(copy, ['test/evidence/first.ts']),
  ];
  expect(two).toEqual(one);
  expect(one.files).toEqual(['sim/rule.ts', 'sim/table.json', 'test/evidence/first.ts']);
});
