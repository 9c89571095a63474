/**
 * The evidence of a run on the disk: `evidence/<study>.jsonl`, written line by line as trials end. What the machine did to trials is
 * kept in a file beside it, which no verdict reads.
 */
import {
  closeSync,
  existsSync,
  fdatasyncSync,
  fstatSync,
  ftruncateSync,
  mkdirSync,
  openSync,
  readSync,
} from 'node:fs';
import { join } from 'node:path';
import { EvidenceError, keyString, parseLog, toLine, type Evidence } from '../properties/trials/evidence.ts';
import type { Incident } from '../properties/trials/incident.ts';
import { EXACT } from '../properties/trials/task.ts';
import { syncFolder } from './wholeFile.ts';
import { wholeLines } from './wholeLines.ts';
import { writeAll } from './writeAll.ts';

export const EVIDENCE = 'evidence';

const nameOf = (study: string) => `${study}.jsonl`;

/** The names that the logs of a suite with these studies can have; no other file in the folder is one. */
export function logNames(studies: readonly string[]): readonly string[] {
  return [...studies, EXACT].map((study) => `${EVIDENCE}/${nameOf(study)}`);
}

export const INCIDENTS = 'incidents.jsonl';

export interface EvidenceLog {
  /** Returns when the line is on the disk. After an error of the system the log takes no further line. */
  readonly append: (evidence: Evidence) => void;
  readonly note: (incident: Incident) => void;
  readonly close: () => void;
}

/** Opens the logs of a run for its only writer: a last line that a crash tore is cut off. */
export function openLog(run: string, studies: readonly string[]): EvidenceLog {
  const folder = join(run, EVIDENCE);
  const files = new Map<string, { readonly descriptor: number; end: number }>();
  let fault: unknown;
  const open = (name: string) => {
    const descriptor = openSync(join(run, name), 'a+');
    const end = endOfLines(descriptor);
    ftruncateSync(descriptor, end);
    const file = { descriptor, end };
    files.set(name, file);
    return file;
  };
  const begin = (name: string) => {
    mkdirSync(folder, { recursive: true });
    const file = open(name);
    syncFolder(folder);
    syncFolder(run);
    return file;
  };
  for (const name of logsIn(run, studies)) open(name);
  if (existsSync(join(run, INCIDENTS))) open(INCIDENTS);
  const write = (name: string, line: string) => {
    if (fault !== undefined) throw fault;
    try {
      appendLine(files.get(name) ?? begin(name), Buffer.from(line));
    } catch (error) {
      fault = error;
      throw error;
    }
  };
  return {
    append: (evidence) => write(`${EVIDENCE}/${nameOf(evidence.key.study)}`, toLine(evidence)),
    note: (incident) => write(INCIDENTS, `${JSON.stringify(incident)}\n`),
    close: () => {
      for (const { descriptor } of files.values()) closeSync(descriptor);
      files.clear();
    },
  };
}

/** Removes a line that was written only in part, because it would spoil the next one. */
function appendLine(file: { readonly descriptor: number; end: number }, line: Uint8Array): void {
  try {
    writeAll(file.descriptor, line);
    fdatasyncSync(file.descriptor);
    file.end += line.length;
  } catch (error) {
    try {
      ftruncateSync(file.descriptor, file.end);
    } catch {
      // If the disk fails altogether, the line is cut off when the log is opened next.
    }
    throw error;
  }
}

/** All evidence of a finished or interrupted run. */
export function readEvidence(run: string, studies: readonly string[]): Map<string, Evidence> {
  const known = new Map<string, Evidence>();
  for (const name of logsIn(run, studies)) {
    const file = join(run, name);
    for (const e of parseLog(wholeLines(file), file)) known.set(keyString(e.key), e);
  }
  return known;
}

/** What the machine did to trials of a run, in the order in which it happened. */
export function readIncidents(run: string): readonly Incident[] {
  const file = join(run, INCIDENTS);
  if (!existsSync(file)) return [];
  return [...wholeLines(file)].map((line, i) => {
    try {
      return JSON.parse(line) as Incident;
    } catch {
      throw new EvidenceError(`${file}, line ${i + 1} is not JSON; remove the file: no verdict reads it`);
    }
  });
}

/** The logs that are there, relative to the run. */
function logsIn(run: string, studies: readonly string[]): readonly string[] {
  return logNames(studies)
    .filter((name) => existsSync(join(run, name)))
    .sort();
}

const PIECE = 1 << 16;
const NEWLINE = 0x0a;

/** Where the last whole line ends, in bytes. */
export function endOfLines(descriptor: number): number {
  const bytes = Buffer.allocUnsafe(PIECE);
  for (let end = fstatSync(descriptor).size; end > 0;) {
    const start = Math.max(0, end - PIECE);
    const read = readSync(descriptor, bytes, 0, end - start, start);
    const last = bytes.subarray(0, read).lastIndexOf(NEWLINE);
    if (last !== -1) return start + last + 1;
    end = start;
  }
  return 0;
}
