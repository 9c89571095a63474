/** `fct report <dir>`: judges the evidence of an earlier run again and renders its reports. */
import { join } from 'node:path';
import { SUMMARY_SCHEMA, type Summary } from '../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../properties/records/theoremRecord.ts';
import type { KnownCounterexample } from '../properties/records/knownRecord.ts';
import { judgeRun } from '../properties/gather/judged.ts';
import type { ReadySuite } from '../properties/gather/suite.ts';
import { suiteAgenda } from './agenda.ts';
import { checkSchema, earlierRun, readSealed } from './earlier.ts';
import { exitCode } from './exitCode.ts';
import { renderHistory } from './history.ts';
import { fingerprint } from './fingerprint.ts';
import { readIncidents } from './evidenceLog.ts';
import { knownEntry, readFailures } from './failures.ts';
import { lock } from './lock.ts';
import { writeReport } from './output.ts';
import { OutputError } from './outputError.ts';
import { readOwnEvidence } from './ownEvidence.ts';
import { readRun, type Configuration } from './storedRun.ts';
import { profileOf } from './arguments.ts';
import { resultsOf } from './results.ts';
import { suiteOfRun, type SuiteOptions } from './suite.ts';
import { writeReports, type Results } from './writeReports.ts';
import { UsageError } from './usage.ts';

export interface ReportArguments {
  readonly compare?: string;
  readonly history?: boolean;
}

export async function renderAgain(
  options: SuiteOptions,
  folder: string | undefined,
  args: ReportArguments,
): Promise<number> {
  if (args.history) {
    if ((folder ?? args.compare) !== undefined)
      throw new UsageError('--history draws all runs of this folder; leave out the folder and --compare');
    return renderHistory();
  }
  if (folder === undefined) throw new UsageError('name the --out folder of a run, or ask for --history');
  const path = folder;
  const earlier = earlierRun(args.compare);
  const { configuration } = readRun(path);
  const suite = await suiteOfRun(path, configuration, options);
  const now = fingerprint(configuration.engine, suite);
  if (configuration.fingerprint !== now) {
    throw new UsageError(
      `the run in ${path} was made by other sources (${configuration.fingerprint}, these are ${now}); check out the version that made it`,
    );
  }
  const release = lockToWrite(path);
  try {
    const results = judgedAgain(suite, path, configuration);
    const write = (name: string, text: string) => writeReport(path, configuration, name, text);
    writeReports(suite, { path, write }, results, earlier);
    return exitCode(results.summary);
  } finally {
    release();
  }
}

function judgedAgain(suite: ReadySuite, path: string, configuration: Configuration): Results {
  const before = readSealed<Summary>(join(path, 'summary.json'));
  if (before !== undefined) checkSchema(join(path, 'summary.json'), before.schema, SUMMARY_SCHEMA);
  const { selected, profile, regime } = configuration;
  const agenda = suiteAgenda(suite, selected, profileOf(suite, profile), regime);
  const evidence = readOwnEvidence(path, configuration, agenda);
  const results = resultsOf(
    configuration,
    agenda,
    judgeRun(agenda.campaigns, evidence),
    before?.timing ?? { durationSeconds: 0, trialsBefore: evidence.size },
    readIncidents(path),
    knownAgain(suite, new Set(selected), before?.known ?? []),
  );
  if (before !== undefined && before.command !== results.summary.command)
    throw new UsageError(
      `the run.json in ${path} is not that of its summary.json (\`${results.summary.command}\`, and there \`${before.command}\`): one of them was changed`,
    );
  if (before !== undefined && before.evidence.digest !== results.summary.evidence.digest) {
    throw new UsageError(
      `the evidence in ${path} is not what its summary.json was made from: one of them was changed`,
    );
  }
  for (const record of results.records) readSealed<TheoremRecord>(join(path, record.id, 'report.json'));
  return results;
}

/** Saved counterexamples as the run found them, and those that were saved since, which it did not look at. */
function knownAgain(
  suite: ReadySuite,
  selected: ReadonlySet<string>,
  before: readonly KnownCounterexample[],
): readonly KnownCounterexample[] {
  const since = readFailures(suite, selected)
    .filter(({ file }) => before.every((known) => known.file !== file))
    .map((one) => knownEntry(suite, one));
  return [...before, ...since];
}

/** The folder could be written once. If it cannot be any more, the machine is at fault. */
function lockToWrite(path: string): () => void {
  try {
    return lock(path);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).syscall === undefined) throw error;
    throw new OutputError(
      `no report can be written to ${path} (${(error as Error).message.split(',')[0]}); mend that and run the same command again`,
    );
  }
}
