/**
 * The fingerprint names the code that makes the data: samplers, measurements, constants, simulation, engine. It is
 * part of every stream's name, so changed code meets fresh data and old evidence is never mixed with new.
 *
 * From a checkout it is the hash of the sources; a built package carries the same hash in fingerprint.json. fast-check draws
 * the instances and comes from the project that uses this package, so its version counts as well: another version may draw other instances.
 */
import { __version as fastCheck } from 'fast-check';
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);
/** `sources` is what the fingerprint counts, `trials` what else makes evidence of a task. */
const FOLDERS = { sources: ['sim', 'theorems'], trials: ['properties/trials'] } as const;
type Part = keyof typeof FOLDERS;
/**
 * What a source may be called, and its folders: nothing that editors and file systems leave beside sources (`._x.ts`,
 * `.#x.ts`, `x.ts~`, `x copy.ts`, `.cache/x.ts`), which would rename every stream.
 */
const SOURCE = /^(?:[A-Za-z0-9][\w.-]*\/)+[A-Za-z0-9][\w.-]*\.(?:ts|json|wasm)$/;

/** The hashes of the sources that run, each read once. */
const own = new Map<Part, string>();

/** 48 bits of SHA-256, as hex. The sources of a suite outside this package count besides. */
export function fingerprint(engine: string, suite: { readonly sources: string }): string {
  return createHash('sha256')
    .update(
      `${ownHash('sources')}\n${engine}\nfast-check ${fastCheck}${suite.sources === '' ? '' : `\n${suite.sources}`}`,
    )
    .digest('hex')
    .slice(0, 12);
}

/** The hash of a part of the sources that run. */
export function ownHash(part: Part): string {
  const hash =
    own.get(part) ??
    (import.meta.url.endsWith('.ts')
      ? sourceHash(part)
      : (JSON.parse(readFileSync(new URL('fingerprint.json', ROOT), 'utf8')) as Record<Part, string>)[part]);
  own.set(part, hash);
  return hash;
}

/** The hash of every source below the folders of the part, in order of their paths from the package's root; line ends do not count. */
export function sourceHash(part: Part = 'sources'): string {
  const root = fileURLToPath(ROOT);
  const hash = createHash('sha256');
  const files = FOLDERS[part].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((f) => f.isFile() || f.isSymbolicLink())
      .map((f) => relative(root, join(f.parentPath, f.name)).split(sep).join('/'))
      .filter((file) => SOURCE.test(file)),
  );
  for (const file of files.sort()) {
    const bytes = readFileSync(join(root, file));
    const content = file.endsWith('.wasm') ? bytes : bytes.toString('utf8').replaceAll('\r\n', '\n');
    hash.update(`${file}\n`).update(content);
  }
  return hash.digest('hex');
}
