/** Records that an earlier run left: read whole, or refused in one sentence. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { sealHolds } from '../properties/records/seal.ts';
import type { RunRecords } from '../properties/records/compare.ts';
import { RECORD_SCHEMA, type TheoremRecord } from '../properties/records/theoremRecord.ts';
import { SUMMARY_SCHEMA, type Summary } from '../properties/records/summaryRecord.ts';
import { UsageError } from './usage.ts';

/** The run to compare with (`--compare`); undefined when none is named. */
export function earlierRun(path: string | undefined): RunRecords | undefined {
  if (path === undefined) return undefined;
  const summary = needed(readSealed<Summary>(join(path, 'summary.json')), path, 'summary.json');
  checkSchema(join(path, 'summary.json'), summary.schema, SUMMARY_SCHEMA);
  const records = summary.theorems.map(({ id }) => {
    const name = join(id, 'report.json');
    const record = needed(readSealed<TheoremRecord>(join(path, name)), path, name);
    checkSchema(join(path, name), record.schema, RECORD_SCHEMA);
    return record;
  });
  return { summary, records };
}

/** Reads a record; undefined if the file does not exist. A record that was edited after it was written is refused. */
export function readSealed<T extends { seal: string; timing: unknown }>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  let record: T;
  try {
    record = JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    throw new UsageError(`${file} is not JSON; remove it and render again`);
  }
  if (typeof record !== 'object' || record === null || !sealHolds(record))
    throw new UsageError(`${file} does not match its seal: it was changed after it was written`);
  return record;
}

function needed<T>(record: T | undefined, path: string, name: string): T {
  if (record === undefined) {
    throw new UsageError(`${path} has no ${name} to compare with; name the --out folder of a finished run`);
  }
  return record;
}

/** Refuses what another version wrote, and says so. */
export function checkSchema(path: string, found: unknown, expected: string): void {
  if (found !== expected) {
    throw new UsageError(
      `${path} was written by another version: its schema is ${JSON.stringify(found)}, this version reads "${expected}"; use the version that wrote it, or run the verification again`,
    );
  }
}
