/**
 * How old evidence is. Of everything that is committed, `stamps.json` keeps the commit that made it, a digest of the code that decides what
 * it says, the fingerprint where that names its random streams, a digest of other evidence that it is made from, and a digest of
 * what was made. A stamp needs no history: it holds in a shallow clone and after a rebase.
 */
import { build, type Plugin } from 'esbuild';
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeWhole } from '../../cli/wholeFile.ts';

export interface Item {
  /** A script with its arguments; null where a person reads a page and sets it right. */
  readonly run: readonly [script: string, ...args: string[]] | null;
  /** Files, from the root; a name that ends in / is a folder. */
  readonly makes: readonly string[];
  /** Modules, from the root, that decide what it says, beside the script and with all that they import. */
  readonly code: readonly string[];
  /** Its random streams are named by the fingerprint, so any change of the sources draws others. */
  readonly streams: boolean;
  /** Items that it is made from, or quotes. */
  readonly from: readonly string[];
  /** What must be installed, or how the machine must be. */
  readonly needs: string;
}
export type Items = Readonly<Record<string, Item>>;

/** A checkout with its items. */
export interface Shelf {
  readonly root: string;
  readonly items: Items;
  /** The fingerprint that names the random streams of the sources in the root. */
  readonly fingerprint: () => string;
}

export interface Stamp {
  readonly commit: string;
  readonly code: string;
  readonly streams?: string;
  readonly from?: string;
  readonly made: string;
}

export const STAMPS = 'test/evidence/stamps.json';

const short = (hash: ReturnType<typeof createHash>) => hash.digest('hex').slice(0, 12);

/** Every file of the item that there is, in order of their names. */
export function filesOf(root: string, { makes }: Pick<Item, 'makes'>): readonly string[] {
  const inside = (name: string) =>
    readdirSync(join(root, name), { withFileTypes: true })
      .filter((f) => f.isFile())
      .map((f) => `${name}${f.name}`);
  return makes
    .filter((name) => existsSync(join(root, name)))
    .flatMap((name) => (name.endsWith('/') ? inside(name) : [name]))
    .sort();
}

function digestOfFiles(root: string, files: readonly string[]): string {
  const hash = createHash('sha256');
  for (const file of files) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return short(hash);
}

/** How a table is headed and written decides nothing that it says. */
const headersApart: Plugin = {
  name: 'headers-apart',
  setup: ({ onResolve }) => {
    onResolve({ filter: /\/record\.ts$/ }, ({ path, resolveDir }) =>
      join(resolveDir, path).endsWith('/test/evidence/record.ts') ? { path, external: true } : undefined,
    );
  },
};

/**
 * A digest of the code that some modules run, with all that they import, and of the data files beside it; and the names of
 * all these. Comments, types, formatting, and what is imported but never used do not count.
 */
export async function codeOf(
  root: string,
  modules: readonly string[],
): Promise<{ readonly digest: string; readonly files: readonly string[] }> {
  const { outputFiles, metafile } = await build({
    entryPoints: modules.map((module) => join(root, module)),
    absWorkingDir: root,
    outbase: root,
    outdir: join(root, 'bundle'),
    bundle: true,
    write: false,
    metafile: true,
    packages: 'external',
    platform: 'node',
    format: 'esm',
    target: 'node20',
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'silent',
    plugins: [headersApart],
  });
  const used = Object.values(metafile.outputs).flatMap(({ inputs }) =>
    Object.entries(inputs).flatMap(([file, { bytesInOutput }]) => (bytesInOutput > 0 ? [file] : [])),
  );
  const data = [...new Set(used.map((file) => dirname(file)))]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((file) => /^(sim|theorems)\/.*\.(wasm|json)$/.test(file))
    .sort();
  const hash = createHash('sha256');
  for (const { path, text } of [...outputFiles].sort((a, b) => (a.path < b.path ? -1 : 1)))
    hash.update(`${path.slice(root.length)}\n`).update(text);
  for (const file of data) hash.update(`${file}\n`).update(readFileSync(join(root, file)));
  return { digest: short(hash), files: [...new Set([...used, ...data])].sort() };
}

const modulesOf = ({ run, code }: Item) => [...new Set([...(run === null ? [] : [run[0]]), ...code])];

/** What a stamp of the item says of what makes it, as the root is. */
export async function causesOf(shelf: Shelf, item: Item): Promise<Pick<Stamp, 'code' | 'streams' | 'from'>> {
  const modules = modulesOf(item);
  const { digest } = modules.length === 0 ? { digest: '' } : await codeOf(shelf.root, modules);
  const sources = item.from.flatMap((name) => filesOf(shelf.root, shelf.items[name]!));
  return {
    code: digest,
    ...(item.streams ? { streams: shelf.fingerprint() } : {}),
    ...(item.from.length > 0 ? { from: digestOfFiles(shelf.root, sources) } : {}),
  };
}

export function stampsOf(root: string): Readonly<Record<string, Stamp>> {
  const file = join(root, STAMPS);
  return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Stamp>) : {};
}

/** Keeps the stamp of an item whose files are those made by these causes. One line an item. */
export function stamp(
  shelf: Shelf,
  name: string,
  causes: Omit<Stamp, 'made' | 'commit'>,
  commit: string,
): void {
  const { root, items } = shelf;
  const item = items[name]!;
  // A page is judged by what it quotes alone: its own text is a person's.
  const made = item.run === null ? '' : digestOfFiles(root, filesOf(root, item));
  const all = { ...stampsOf(root), [name]: { commit, ...causes, made } };
  const lines = Object.keys(items)
    .filter((one) => all[one] !== undefined)
    .map((one) => `  ${JSON.stringify(one)}: ${JSON.stringify(all[one])}`);
  writeWhole(join(root, STAMPS), `{\n${lines.join(',\n')}\n}\n`);
}

/** The newest time at which a file of the item was written; 0 where there is none. */
export function lastWritten(root: string, item: Item): number {
  return Math.max(0, ...filesOf(root, item).map((file) => statSync(join(root, file)).mtimeMs));
}

/** Why the item is stale; undefined where it is fresh. */
export async function whyStale(shelf: Shelf, name: string): Promise<string | undefined> {
  const { root, items } = shelf;
  const item = items[name]!;
  const missing = item.makes.filter((file) => filesOf(root, { makes: [file] }).length === 0);
  if (missing.length > 0) return `there is no ${missing.join(', ')}`;
  const kept = stampsOf(root)[name];
  if (kept === undefined) return 'nobody knows what made it: it has no stamp';
  const { commit, code, streams, from, made } = kept;
  if (item.run !== null && digestOfFiles(root, filesOf(root, item)) !== made)
    return `it was changed by hand since it was made at ${commit}`;
  const causes = await causesOf(shelf, item);
  if (causes.code !== code)
    return `the code is another than at ${commit}${await whatChanged(shelf, item, commit)}`;
  if (causes.streams !== streams)
    return `the sources, and with them all random streams, were ${streams ?? 'unnamed'} and are ${causes.streams ?? 'unnamed'}`;
  if (causes.from !== from)
    return item.run === null
      ? `what it quotes was made anew since ${commit}`
      : `what it is made from changed since ${commit}`;
  return undefined;
}

/** Which files changed, where git can tell. */
async function whatChanged({ root }: Shelf, item: Item, commit: string): Promise<string> {
  const { files } = await codeOf(root, modulesOf(item));
  const changed = git(root, 'diff', '--name-only', commit, '--', ...files)?.split('\n');
  if (changed === undefined) return '';
  const [first, ...others] = changed.filter((file) => file !== '');
  if (first === undefined) return '';
  return `: ${first}${others.length === 0 ? '' : ` and ${others.length} more`}`;
}

/** What git prints; undefined where it cannot answer. */
export function git(root: string, ...args: readonly string[]): string | undefined {
  try {
    return execFileSync('git', args, {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 1e9,
    }).trim();
  } catch {
    return undefined;
  }
}
