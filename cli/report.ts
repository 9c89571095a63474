/** `fct report <dir>`: judges the evidence of an earlier run again and renders its reports. */
import { writeFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { SUMMARY_SCHEMA, type Summary, type TheoremRecord } from '../properties/record.ts';
import { checkSchema, earlierRun, readSealed } from './earlier.ts';
import { exitCode } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { readEvidence, readRun } from './output.ts';
import { profileOf } from './arguments.ts';
import { resultsOf } from './verify.ts';
import { writeReports } from './writeReports.ts';
import { UsageError } from './usage.ts';

export interface ReportArguments {
  readonly compare?: string;
}

export function renderAgain(path: string, args: ReportArguments): number {
  const earlier = earlierRun(args.compare);
  const configuration = readRun(path);
  if (configuration.fingerprint !== fingerprint(configuration.engine)) {
    throw new UsageError(
      `the run in ${path} was made by other sources (${configuration.fingerprint}, these are ${fingerprint(configuration.engine)}); check out the version that made it`,
    );
  }
  const before = readSealed<Summary>(join(path, 'summary.json'));
  if (before !== undefined) checkSchema(join(path, 'summary.json'), before.schema, SUMMARY_SCHEMA);
  const evidence = readEvidence(path);
  const interrupted = before?.theorems.some((t) => t.claims.some((c) => c.verdict === 'interrupted')) ?? true;
  const results = resultsOf(
    configuration,
    profileOf(configuration.profile),
    evidence,
    interrupted,
    before?.timing ?? { durationSeconds: 0, trialsBefore: evidence.size },
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
  writeReports({ path, write }, results, earlier);
  return exitCode(results.summary);
}
