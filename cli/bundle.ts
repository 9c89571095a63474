/**
 * A suite's modules as one: what is loaded here and in every worker is the same text, and the hash names it. Modules may be
 * TypeScript. Packages stay where they are; this package is the one that runs, wherever the suite would find another copy.
 */
import { build, type Metafile, type Plugin } from 'esbuild';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

export interface Bundle {
  /** A data: URL, so that nothing is written anywhere. */
  readonly module: string;
  /** Hash of the modules' sources, and of the names and versions of the packages that they import. */
  readonly sources: string;
  /** Modules that import each other, in a sentence; empty where none do. */
  readonly circle: string;
}

const IS_SOURCE = import.meta.url.endsWith('.ts');
const ROOT = new URL('../', import.meta.url);
const MANIFEST = new URL(IS_SOURCE ? 'package.json' : '../package.json', ROOT);
const { name: OWN, exports: DOORS } = JSON.parse(readFileSync(MANIFEST, 'utf8')) as {
  name: string;
  exports: Readonly<Record<string, string>>;
};

/** Throws what esbuild says of modules that cannot be put together. */
export async function bundled(file: string): Promise<Bundle> {
  const packages = new Set<string>();
  const folder = dirname(file);
  const { outputFiles, metafile } = await build({
    entryPoints: [file],
    absWorkingDir: folder,
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Any list keeps esbuild from the conditions of bundlers, which Node does not know.
    conditions: ['node'],
    logLevel: 'silent',
    define: { 'import.meta.url': HERE },
    plugins: [packagesOutside(packages), ownUrls],
  });
  const inputs = Object.keys(metafile.inputs).sort();
  const hash = createHash('sha256');
  for (const input of inputs)
    hash.update(`${input}\n`).update(readFileSync(resolve(folder, input), 'utf8').replaceAll('\r\n', '\n'));
  for (const one of [...packages].sort()) hash.update(`${one}\n`);
  const text = Buffer.from(outputFiles[0]!.contents).toString('base64');
  return {
    module: `data:text/javascript;base64,${text}`,
    sources: hash.digest('hex'),
    circle: circleOf(metafile),
  };
}

const HERE = '__fct_module_url';

/** Every module keeps its own URL: files beside it are found. */
const ownUrls: Plugin = {
  name: 'own-urls',
  setup: ({ onLoad }) => {
    onLoad({ filter: /\.[cm]?[jt]s$/ }, ({ path }) => ({
      contents: `const ${HERE} = ${JSON.stringify(pathToFileURL(path).href)};${readFileSync(path, 'utf8')}`,
      loader: /\.[cm]?ts$/.test(path) ? 'ts' : 'js',
    }));
  },
};

/** Leaves packages outside, under the address at which Node would find them. One that is a part of the project is no package here. */
function packagesOutside(packages: Set<string>): Plugin {
  return {
    name: 'packages-outside',
    setup: ({ onResolve, ...esbuild }) => {
      onResolve({ filter: /^[^./]/ }, async ({ path, kind, importer, resolveDir, pluginData }) => {
        if (pluginData === ASKED || path.startsWith('node:') || kind === 'entry-point') return undefined;
        const own = ownModule(path);
        if (own !== undefined) return { path: own, external: true };
        const found = await esbuild.resolve(path, { kind, importer, resolveDir, pluginData: ASKED });
        if (found.errors.length > 0 || found.external) return found;
        if (!found.path.split(sep).includes('node_modules')) return found;
        packages.add(packageOf(found.path));
        return { path: pathToFileURL(found.path).href, external: true };
      });
    },
  };
}

const ASKED = Symbol('asked');

/** The URL of a door of this package. */
function ownModule(path: string): string | undefined {
  if (path !== OWN && !path.startsWith(`${OWN}/`)) return undefined;
  const door = DOORS[`.${path.slice(OWN.length)}`];
  if (door === undefined) return undefined;
  const module = door.replace('./dist/', '');
  return new URL(IS_SOURCE ? module.replace(/\.js$/, '.ts') : module, ROOT).href;
}

/** Name and version of the package that a file belongs to. */
function packageOf(file: string): string {
  for (let at = dirname(file); at !== dirname(at); at = dirname(at)) {
    const manifest = join(at, 'package.json');
    if (!existsSync(manifest)) continue;
    const { name, version } = JSON.parse(readFileSync(manifest, 'utf8')) as {
      name?: string;
      version?: string;
    };
    if (name !== undefined && version !== undefined) return `${name} ${version}`;
  }
  return relative(fileURLToPath(ROOT), file);
}

function circleOf({ inputs }: Metafile): string {
  const importsOf = (file: string) =>
    inputs[file]!.imports.filter((i) => i.external !== true).map((i) => i.path);
  const done = new Set<string>();
  const visit = (file: string, above: readonly string[]): readonly string[] | undefined => {
    if (above.includes(file)) return above.slice(above.indexOf(file));
    if (done.has(file)) return undefined;
    done.add(file);
    for (const next of importsOf(file)) {
      const circle = visit(next, [...above, file]);
      if (circle !== undefined) return circle;
    }
    return undefined;
  };
  for (const file of Object.keys(inputs).sort()) {
    const circle = visit(file, []);
    if (circle !== undefined) return `${circle.join(' imports ')} imports ${circle[0]}`;
  }
  return '';
}
