/** `fct merge <dirs...>`: the evidence of shards put together and judged as one run. */
import { keyString, type Evidence } from '../properties/evidence.ts';
import { profileOf } from './arguments.ts';
import { exitCode } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { openOutput, readEvidence, readRun, type Configuration } from './output.ts';
import { WHOLE } from '../properties/run.ts';
import { report } from './verify.ts';
import { writeReports } from './writeReports.ts';
import { UsageError } from './usage.ts';

export interface MergeArguments {
  readonly out: string;
  readonly force?: boolean;
}

export function merge(folders: readonly string[], args: MergeArguments): number {
  const runs = folders.map((path) => ({ path, configuration: readRun(path) }));
  const [first] = runs;
  if (first === undefined) throw new UsageError('name the folders of the shards to merge');
  const { shard, ...shared } = first.configuration;
  const seen = new Set<number>();
  for (const { path, configuration } of runs) {
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
  const now = fingerprint(shared.engine);
  if (shared.fingerprint !== now) {
    throw new UsageError(`the shards were made by other sources (${shared.fingerprint}, these are ${now})`);
  }
  const evidence = new Map<string, Evidence>();
  for (const { path } of runs) for (const [key, e] of readEvidence(path)) evidence.set(key, e);
  const whole: Configuration = { ...shared, shard: WHOLE };
  const folder = openOutput(args.out, whole, args.force ?? false);
  for (const e of evidence.values()) if (!folder.known.has(keyString(e.key))) folder.append(e);
  folder.close();
  const { records, summary } = report(whole, profileOf(whole.profile), evidence, true, 0);
  writeReports(folder, records, summary, evidence);
  return exitCode(summary);
}
