/**
 * Which theorems a change of sources touches. A theorem is touched by the modules that name it and by all that these import. Whatever
 * is not known to belong to some theorems alone, as the module of the suite itself does, touches all.
 */
import { build } from 'esbuild';
import { readFileSync, realpathSync } from 'node:fs';
import { resolve } from 'node:path';

export interface Modules {
  /** Absolute paths of all modules of the suite. */
  readonly files: ReadonlySet<string>;
  /** The theorems, by id, that a changed file touches. */
  readonly touchedBy: (file: string) => readonly string[];
}

/** Reads the modules of a suite anew. Throws what esbuild says of modules that cannot be put together. */
export async function modulesOf(entry: string, theorems: readonly string[]): Promise<Modules> {
  const { metafile } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    metafile: true,
    format: 'esm',
    platform: 'node',
    packages: 'external',
    loader: { '.wasm': 'empty' },
    logLevel: 'silent',
  });
  const imports = new Map(
    Object.entries(metafile.inputs).map(([file, input]) => [
      resolve(file),
      input.imports.filter((i) => i.external !== true).map((i) => resolve(i.path)),
    ]),
  );
  const suite = realpathSync(entry);
  const below = (file: string, seen: Set<string>): Set<string> => {
    if (seen.has(file)) return seen;
    seen.add(file);
    for (const next of imports.get(file) ?? []) below(next, seen);
    return seen;
  };
  const texts = new Map([...imports.keys()].map((file) => [file, readFileSync(file, 'utf8')]));
  const own = new Map(
    theorems.map((id) => {
      const naming = [...texts]
        .filter(([file, text]) => file !== suite && names(text, id))
        .map(([file]) => file);
      return [id, new Set(naming.flatMap((file) => [...below(file, new Set())]))];
    }),
  );
  const touchedBy = (file: string) => {
    const known = theorems.filter((id) => own.get(id)!.has(file));
    return known.length === 0
      ? theorems
      : theorems.filter((id) => own.get(id)!.size === 0 || known.includes(id));
  };
  return { files: new Set(imports.keys()), touchedBy };
}

/** Does the text have the id as a string of its own? */
const names = (text: string, id: string) => ["'", '"', '`'].some((q) => text.includes(`${q}${id}${q}`));
