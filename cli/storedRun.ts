/** The verification that a folder holds: what its run.json says. */
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Regime } from '../properties/trials/regime.ts';
import type { Shard } from '../properties/gather/shard.ts';
import { CONFIGURATION } from './aside.ts';
import { parseRun } from './contents.ts';
import { checkSchema } from './earlier.ts';
import { schemaProblem } from './foreignJson.ts';
import type { SuiteRecord } from './suite.ts';
import { UsageError } from './usage.ts';

export const RUN_SCHEMA = 'fct-run/3';

/** What must be equal for a verification to be continued. */
export type Configuration = {
  readonly schema: typeof RUN_SCHEMA;
  readonly suite: SuiteRecord;
  readonly fingerprint: string;
  readonly seed: number;
  readonly profile: string;
  readonly engine: string;
  readonly selected: readonly string[];
  readonly regime: Regime;
  readonly shard: Shard;
};

export interface StoredRun {
  readonly configuration: Configuration;
  /** When the run began, in ISO 8601. It is set once, before any work, however often the run is continued. */
  readonly started: string;
}

export function readRun(path: string): StoredRun {
  if (!existsSync(path) || !statSync(path).isDirectory()) {
    throw new UsageError(`${path} is no folder; name the --out folder of an earlier run`);
  }
  const file = join(path, CONFIGURATION);
  if (!existsSync(file))
    throw new UsageError(`${path} holds no run; name the --out folder of an earlier run`);
  const run = parseRun(readFileSync(file, 'utf8'));
  if (!run?.schema.startsWith('fct-run/'))
    throw new UsageError(
      `${path} holds no verification (${run?.schema ?? 'its run.json is unreadable'}); name the --out folder of \`fct verify\``,
    );
  checkSchema(file, run.schema, RUN_SCHEMA);
  const { started, ...configuration } = run;
  if (!(typeof started === 'string' && Number.isFinite(Date.parse(started))))
    throw new UsageError(`${file} does not say when the run began; run the verification again`);
  const problem = schemaProblem('run', configuration);
  if (problem !== undefined)
    throw new UsageError(
      `${file} is not what \`fct verify\` writes (${problem}); run the verification again`,
    );
  return { configuration: configuration as unknown as Configuration, started };
}
