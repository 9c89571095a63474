/**
 * The output folder: who may write there, and its evidence logs. An absent or empty folder starts a new run; one
 * that holds the same configuration is resumed; anything else is refused, and nothing is overwritten.
 */
import {
  accessSync,
  appendFileSync,
  closeSync,
  constants as fs,
  existsSync,
  fdatasyncSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { keyString, parseLog, toLine, type Evidence } from '../properties/evidence.ts';
import type { Regime } from '../properties/regime.ts';
import type { Shard } from '../properties/run.ts';
import { checkSchema } from './earlier.ts';
import { UsageError } from './usage.ts';
import { wholeLines } from './wholeLines.ts';

export const RUN_SCHEMA = 'fct-run/1';

/** What must be equal for a folder to be resumed. */
export interface Configuration {
  readonly schema: typeof RUN_SCHEMA;
  readonly fingerprint: string;
  readonly seed: number;
  readonly profile: string;
  readonly engine: string;
  readonly selected: readonly string[];
  readonly regime: Regime;
  readonly shard: Shard;
}

/** The folder stopped taking what it is given. */
export class OutputError extends Error {
  override readonly name = 'OutputError';
}

const CONFIGURATION = 'run.json';
const EVIDENCE = 'evidence';

export interface OutputFolder {
  readonly path: string;
  /** Evidence that was already there, by key. */
  readonly known: ReadonlyMap<string, Evidence>;
  readonly resumed: boolean;
  readonly append: (evidence: Evidence) => void;
  readonly write: (name: string, text: string) => void;
  readonly close: () => void;
}

/** Opens the folder for a run. With `force`, whatever an earlier run left there is removed first. */
export function openOutput(path: string, configuration: { schema: string }, force: boolean): OutputFolder {
  checkWritable(path);
  const before = readConfiguration(path);
  const text = `${JSON.stringify(configuration, null, 2)}\n`;
  let resumed = false;
  if (before !== undefined && before !== text && !force) {
    throw new UsageError(
      `${path} holds another run (${difference(before, configuration)}); choose another --out, or --force to replace it`,
    );
  }
  if (before === undefined && readdirSync(path).length > 0 && !force) {
    throw new UsageError(
      `${path} is not empty and holds no run; choose another --out, or --force to replace it`,
    );
  }
  if (force) for (const name of readdirSync(path)) rmSync(join(path, name), { recursive: true });
  else resumed = before === text;
  mkdirSync(join(path, EVIDENCE), { recursive: true });
  if (!resumed) writeFileSync(join(path, CONFIGURATION), text);
  const known = resumed ? readEvidence(path) : new Map<string, Evidence>();
  const files = new Map<string, number>();
  return {
    path,
    known,
    resumed,
    append: (evidence) => {
      const name = `${evidence.key.study}.jsonl`;
      if (!files.has(name)) files.set(name, openSync(join(path, EVIDENCE, name), 'a'));
      const file = files.get(name)!;
      try {
        appendFileSync(file, toLine(evidence));
        fdatasyncSync(file);
      } catch (error) {
        throw new OutputError(
          `evidence cannot be written to ${path} (${(error as Error).message}); what was written before is kept: mend that and run the same command again`,
        );
      }
    },
    write: (name, content) => {
      const file = join(path, name);
      try {
        mkdirSync(join(file, '..'), { recursive: true });
        writeFileSync(file, content);
      } catch (error) {
        throw new OutputError(
          `${file} cannot be written (${(error as Error).message}); the evidence is kept: mend that and run \`fct report ${path}\``,
        );
      }
    },
    close: () => {
      for (const file of files.values()) closeSync(file);
    },
  };
}

/** All evidence of a finished or interrupted run. A torn last line is cut off. */
export function readEvidence(path: string): Map<string, Evidence> {
  const known = new Map<string, Evidence>();
  const folder = join(path, EVIDENCE);
  if (!existsSync(folder)) return known;
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name);
    for (const e of parseLog(wholeLines(file), file)) known.set(keyString(e.key), e);
  }
  return known;
}

/** The configuration of the run in a folder; undefined when there is none. */
export function readRun(path: string): Configuration {
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw new UsageError(`${path} is no folder; name the --out folder of an earlier run`);
  }
  const text = readConfiguration(path);
  if (text === undefined)
    throw new UsageError(`${path} holds no run; name the --out folder of an earlier run`);
  const schema = schemaOf(text);
  if (!schema?.startsWith('fct-run/'))
    throw new UsageError(
      `${path} holds no verification (${schema ?? 'its run.json is unreadable'}); name the --out folder of \`fct verify\``,
    );
  checkSchema(join(path, CONFIGURATION), schema, RUN_SCHEMA);
  return JSON.parse(text) as Configuration;
}

/** When the run in a folder began, in seconds since 1970: its configuration is written once, before any work. */
export function runStart(path: string): number {
  return statSync(join(path, CONFIGURATION)).mtimeMs / 1000;
}

function schemaOf(text: string): string | undefined {
  try {
    const { schema } = JSON.parse(text) as { schema: unknown };
    return typeof schema === 'string' ? schema : undefined;
  } catch {
    return undefined;
  }
}

function readConfiguration(path: string): string | undefined {
  const file = join(path, CONFIGURATION);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

/** Makes the folder where it is missing; refuses with a UsageError what cannot be written to. */
export function checkWritable(path: string): void {
  try {
    if (existsSync(path) && !statSync(path).isDirectory()) {
      throw new UsageError(`--out ${path} is a file; name a folder`);
    }
    makeFolder(path);
    accessSync(path, fs.W_OK | fs.X_OK);
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(
      `--out ${path} cannot be written (${(error as NodeJS.ErrnoException).code}); name another folder`,
    );
  }
}

/** One level at a time: Node's own `recursive` never returns where a system answers ENOENT to mkdir (such as /proc). */
function makeFolder(path: string): void {
  const parent = dirname(resolve(path));
  if (!existsSync(parent)) makeFolder(parent);
  if (!existsSync(path)) mkdirSync(path);
}

function difference(before: string, now: { schema: string }): string {
  try {
    const then = JSON.parse(before) as Record<string, unknown>;
    const fields = Object.entries(now).filter(([k, v]) => JSON.stringify(then[k]) !== JSON.stringify(v));
    return fields.map(([k, v]) => `${k} ${JSON.stringify(then[k])}, now ${JSON.stringify(v)}`).join('; ');
  } catch {
    return 'its run.json is unreadable';
  }
}
