/** `fct report <dir>`: judges the evidence of an earlier run again and renders its reports. */
import { existsSync, readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { sealHolds } from '../properties/assemble.ts';
import type { Summary, TheoremRecord } from '../properties/record.ts';
import { exitCode } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { readEvidence, readRun } from './output.ts';
import { profileOf } from './arguments.ts';
import { resultsOf } from './verify.ts';
import { writeReports } from './writeReports.ts';
import { UsageError } from './usage.ts';

export function renderAgain(path: string): number {
  const configuration = readRun(path);
  if (configuration.fingerprint !== fingerprint(configuration.engine)) {
    throw new UsageError(
      `the run in ${path} was made by other sources (${configuration.fingerprint}, these are ${fingerprint(configuration.engine)}); check out the version that made it`,
    );
  }
  const before = readSealed<Summary>(join(path, 'summary.json'));
  const evidence = readEvidence(path);
  const interrupted = before?.theorems.some((t) => t.claims.some((c) => c.verdict === 'interrupted')) ?? true;
  const results = resultsOf(
    configuration,
    profileOf(configuration.profile),
    evidence,
    interrupted,
    before?.timing.durationSeconds ?? 0,
  );
  if (before !== undefined && before.evidence.digest !== results.summary.evidence.digest) {
    throw new UsageError(
      `the evidence in ${path} is not what its summary.json was made from: one of them was changed`,
    );
  }
  for (const record of results.records) readSealed<TheoremRecord>(join(path, record.id, 'report.json'));
  const write = (name: string, text: string) => {
    mkdirSync(dirname(join(path, name)), { recursive: true });
    writeFileSync(join(path, name), text);
  };
  writeReports({ path, write }, results);
  return exitCode(results.summary);
}

/** Reads a record; one that was edited after it was written is refused. */
function readSealed<T extends { seal: string; timing: unknown }>(file: string): T | undefined {
  if (!existsSync(file)) return undefined;
  let record: T;
  try {
    record = JSON.parse(readFileSync(file, 'utf8')) as T;
  } catch {
    throw new UsageError(`${file} is not JSON; remove it and render again`);
  }
  if (!sealHolds(record))
    throw new UsageError(`${file} does not match its seal: it was changed after it was written`);
  return record;
}
