/**
 * `fct merge <dirs...>`: the evidence of shards put into one folder, and that run finished as `fct verify` would.
 * Shards gather their whole budget, so nothing but second looks (stability, audit) is left to run.
 */
import { digestOf, EvidenceError, keyString, type Evidence } from '../properties/trials/evidence.ts';
import { WHOLE } from '../properties/gather/shard.ts';
import { suiteAgenda } from './agenda.ts';
import { jobsOf, profileOf } from './arguments.ts';
import { knownEntry, readFailures } from './failures.ts';
import { fingerprint } from './fingerprint.ts';
import { readIncidents } from './evidenceLog.ts';
import { refuseHeld } from './lock.ts';
import { withOutput } from './output.ts';
import { checkOwn, readOwnEvidence } from './ownEvidence.ts';
import { readRun, type Configuration } from './storedRun.ts';
import { suiteOfRun, type SuiteOptions } from './suite.ts';
import { UsageError } from './usage.ts';
import { finish } from './verify.ts';

export interface MergeArguments {
  readonly out: string;
  readonly force?: boolean;
  readonly jobs?: string;
}

export async function merge(
  options: SuiteOptions,
  folders: readonly string[],
  args: MergeArguments,
): Promise<number> {
  const jobs = jobsOf(args.jobs);
  const { configuration, started, shards } = wholeRun(folders);
  const suite = await suiteOfRun(shards[0]!.path, configuration, options);
  const now = fingerprint(configuration.engine, suite);
  if (configuration.fingerprint !== now) {
    throw new UsageError(
      `the shards were made by other sources (${configuration.fingerprint}, these are ${now}); check out the version that made them`,
    );
  }
  const { selected, regime } = configuration;
  const agenda = suiteAgenda(suite, selected, profileOf(suite, configuration.profile), regime);
  const evidence = new Map<string, Evidence>();
  // Every trial belongs to exactly one shard, so the evidence of one shard cannot replace that of another.
  for (const shard of shards)
    for (const [key, e] of readOwnEvidence(shard.path, shard.configuration, agenda)) evidence.set(key, e);
  const incidents = folders.flatMap(readIncidents);
  const output = { out: args.out, configuration, started, force: args.force, inputs: folders };
  return withOutput(output, async (folder) => {
    checkOwn(folder.path, configuration, agenda, folder.known);
    const known = new Map(folder.known);
    for (const e of evidence.values()) {
      const before = known.get(keyString(e.key));
      if (before !== undefined && digestOf(before) !== digestOf(e))
        throw new EvidenceError(
          `${folder.path} has trial ${keyString(e.key)} with another result than the shards; choose another --out`,
        );
      known.set(keyString(e.key), e);
    }
    for (const [key, e] of evidence) if (!folder.known.has(key)) folder.append(e);
    const noted = new Set(folder.incidents.map((i) => JSON.stringify(i)));
    const fresh = incidents.filter((i) => !noted.has(JSON.stringify(i)));
    for (const incident of fresh) folder.note(incident);
    const merged = { ...folder, known, incidents: [...folder.incidents, ...fresh] };
    const saved = readFailures(suite, agenda.selected).map((one) => knownEntry(suite, one));
    return finish(suite, merged, configuration, agenda, { jobs, maxMilliseconds: undefined, known: saved });
  });
}

interface WholeRun {
  readonly configuration: Configuration;
  /** When the first of its shards began. */
  readonly started: string;
  readonly shards: readonly { readonly path: string; readonly configuration: Configuration }[];
}

/** The run that all folders are shards of; each shard is there once. */
function wholeRun(folders: readonly string[]): WholeRun {
  const runs = folders.map((path) => ({ path, ...readRun(path) }));
  const [first] = runs;
  if (first === undefined) throw new UsageError('name the folders of the shards to merge');
  const { shard, ...shared } = first.configuration;
  const seen = new Set<number>();
  for (const { path, configuration } of runs) {
    refuseHeld(path);
    const { shard: own, ...rest } = configuration;
    if (JSON.stringify(rest) !== JSON.stringify(shared) || own.count !== shard.count) {
      throw new UsageError(
        `${path} and ${first.path} are not shards of one run; merge shards of the same command`,
      );
    }
    if (seen.has(own.index))
      throw new UsageError(`shard ${own.index}/${own.count} is given twice; name each once`);
    seen.add(own.index);
  }
  const missing = Array.from({ length: shard.count }, (_, i) => i + 1).filter((i) => !seen.has(i));
  if (missing.length > 0)
    throw new UsageError(`shard ${missing.join(', ')} of ${shard.count} is missing; name its folder too`);
  const [started] = runs.map((run) => run.started).sort();
  return { configuration: { ...first.configuration, shard: WHOLE }, started: started!, shards: runs };
}
