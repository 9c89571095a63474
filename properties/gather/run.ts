/**
 * Runs a suite: hands out trials, collects evidence, stops each campaign once its claims are decided. It knows no
 * clock, file, worker or console: `execute` runs a task somewhere, `onEvidence` keeps what it brought.
 *
 * Timing affects which trials are run in one harmless way: there may be a few trials beyond a decision, and the
 * judge never reads them.
 */
import type { Engine } from '../../sim/engines/engine.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import type { SeedRoot, TrialKey } from '../trials/seeds.ts';
import { EXACT, runTask } from '../trials/task.ts';
import { auditKeys } from './audit.ts';
import type { Agenda } from './agenda.ts';
import { CampaignQueue, ShardQueue } from './campaignQueue.ts';
import { drain, type GatherOptions } from './drain.ts';
import { exactIds, exactKey, exactRunsOf } from './exact.ts';
import { CampaignFold, type JudgedRun } from './judged.ts';
import { listQueue, type Queue } from './queue.ts';
import { inShard, WHOLE, type Shard } from './shard.ts';
import { stabilityKeys } from './stability.ts';
import { witnessFolds, WitnessQueue } from './witness.ts';

export interface RunOptions extends Agenda, GatherOptions {
  readonly root: SeedRoot;
  readonly engine: string;
}

/** Gathers evidence until every claim is decided, its budget is spent, or the signal aborts. The evidence is judged as it comes in. */
export async function gatherEvidence(options: RunOptions): Promise<JudgedRun> {
  const evidence = new Map(options.known);
  const folds = options.campaigns.map((campaign) => new CampaignFold(campaign));
  await drain(options, evidence, [
    exactQueue(options, WHOLE, evidence),
    ...folds.map((fold) => new CampaignQueue(fold, evidence, options.concurrency)),
  ]);
  const campaigns = folds.map((fold) => fold.result());
  const searches = campaigns.flatMap((c) => c.readers.flatMap((j) => witnessFolds(j, options.root)));
  await drain(
    options,
    evidence,
    searches.map((fold) => new WitnessQueue(fold, evidence)),
  );
  // Two claims may look again at the same instance.
  const again = new Map(campaigns.flatMap(stabilityKeys).map((key) => [keyString(key), key] as const));
  await drain(options, evidence, [
    listQueue('stability', [...again.values()], evidence, () => 0),
    listQueue('audit', campaigns.flatMap(auditKeys), evidence, () => 0),
  ]);
  return { evidence, campaigns };
}

/** Gathers a shard's part of the whole budget: a shard never judges. */
export async function gatherShard(options: RunOptions, shard: Shard): Promise<ReadonlyMap<string, Evidence>> {
  const evidence = new Map(options.known);
  await drain(options, evidence, [
    exactQueue(options, shard, evidence),
    ...options.campaigns.map((c) => new ShardQueue(c, evidence, options.concurrency, shard)),
  ]);
  return evidence;
}

/** Options of a run in this process, one task at a time, that keeps no log. */
export function inProcess({ studies, suite }: Agenda, engine: Engine): GatherOptions {
  return {
    execute: (task) => runTask(task, studies, suite, engine),
    concurrency: () => 1,
    known: new Map(),
    onEvidence: () => {},
    onProgress: () => {},
    signal: new AbortController().signal,
  };
}

/** One task for each exact claim and twin. */
function exactQueue(agenda: Agenda, shard: Shard, evidence: ReadonlyMap<string, Evidence>): Queue {
  const runs = exactRunsOf(agenda.suite, agenda.profile);
  const keys: readonly TrialKey[] = exactIds(agenda)
    .filter((_, at) => inShard(shard, at))
    .map(exactKey);
  return listQueue(EXACT, keys, evidence, (key) => runs.get(key.variant)!);
}
