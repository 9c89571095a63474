/**
 * The fingerprint names the code that makes the data: samplers, measurements, constants, simulation, engine. It is
 * part of every stream's name, so changed code meets fresh data and old evidence is never mixed with new.
 *
 * From a checkout it is the hash of the sources; a built package carries the same hash in fingerprint.json.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../', import.meta.url);
const FOLDERS = ['sim', 'theorems'];
const SUFFIXES = ['.ts', '.json', '.wasm'];

/** 48 bits of SHA-256, as hex. */
export function fingerprint(engine: string): string {
  const sources = import.meta.url.endsWith('.ts')
    ? sourceHash()
    : (JSON.parse(readFileSync(new URL('fingerprint.json', ROOT), 'utf8')) as { sources: string }).sources;
  return createHash('sha256').update(`${sources}\n${engine}`).digest('hex').slice(0, 12);
}

/** The hash of every source below sim/ and theorems/, in order of their paths; line ends do not count. */
export function sourceHash(): string {
  const hash = createHash('sha256');
  const files = FOLDERS.flatMap((folder) =>
    readdirSync(new URL(folder, ROOT), { recursive: true, withFileTypes: true })
      .filter((f) => f.isFile() && SUFFIXES.some((suffix) => f.name.endsWith(suffix)))
      .map((f) => `${f.parentPath}/${f.name}`.replaceAll('\\', '/')),
  );
  const relative = (file: string) =>
    file.slice(file.lastIndexOf('/sim/') + 1 || file.lastIndexOf('/theorems/') + 1);
  for (const file of files.sort((a, b) => (relative(a) < relative(b) ? -1 : 1))) {
    const bytes = readFileSync(file);
    const content = file.endsWith('.wasm') ? bytes : bytes.toString('utf8').replaceAll('\r\n', '\n');
    hash.update(`${relative(file)}\n`).update(content);
  }
  return hash.digest('hex');
}
