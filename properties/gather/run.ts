/**
 * Runs a suite: hands out trials, collects evidence, stops each campaign once its claims are decided. It knows no
 * clock, file, worker or console: `execute` runs a task somewhere, `onEvidence` keeps what it brought.
 *
 * What is run depends on timing only in the harmless direction: a few trials beyond a decision may exist, and the
 * judge never reads them.
 */
import { auditKeys } from './audit.ts';
import {
  campaignsOf,
  completeLadders,
  judgeOf,
  judgeReader,
  readLadder,
  trialKey,
  type Campaign,
  type Selection,
} from './campaign.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import type { Profile } from '../judge/profile.ts';
import { listQueue, TrialQueue, type Queue } from './queue.ts';
import type { SeedRoot, TrialKey } from '../trials/seeds.ts';
import type { Theorem } from '../../theorems/types.ts';
import { AUDIT, EXACT, type Task } from '../trials/task.ts';

export interface RunOptions extends Omit<Selection, 'regime'> {
  readonly root: SeedRoot;
  readonly engine: string;
  /** This run's part of the work: shard i of n, i from 1. A shard never judges, so it runs its whole budget. */
  readonly shard: Shard;
  /** Undefined: it brought no evidence, and the trial stays open. */
  readonly execute: (task: Task) => Promise<Evidence | undefined>;
  /** Tasks to keep under way at once. */
  readonly concurrency: number;
  /** Evidence from an earlier, interrupted run of the same configuration. */
  readonly known: ReadonlyMap<string, Evidence>;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

export interface Shard {
  readonly index: number;
  readonly count: number;
}

export const WHOLE: Shard = { index: 1, count: 1 };

/** Is the ladder, or exact claim, at place `at` (from 0) in the shard? */
export const inShard = ({ index, count }: Shard, at: number): boolean => at % count === index - 1;

/** Work left is counted in cost units of the studies, at most: a claim may be decided before its budget ends. */
export interface Progress {
  readonly trials: number;
  readonly costDone: number;
  readonly costLeft: number;
  readonly what: string;
}

/** Ladders handed out beyond the last complete one, per task under way. */
const LOOKAHEAD = 1;

/** Gathers evidence until every claim is decided, its budget is spent, or the signal aborts. */
export async function gatherEvidence(options: RunOptions): Promise<ReadonlyMap<string, Evidence>> {
  const evidence = new Map(options.known);
  const campaigns = campaignsOf({ ...options, regime: options.root.regime });
  await drain(options, evidence, [
    exactQueue(options, evidence),
    ...campaigns.map((campaign) => new CampaignQueue(campaign, evidence, options)),
  ]);
  if (options.shard.count === 1) {
    await drain(options, evidence, [stabilityQueue(campaigns, evidence), auditQueue(campaigns, evidence)]);
  }
  return evidence;
}

/** Works the queues off, the first with work first. */
export async function drain(
  options: Pick<
    RunOptions,
    'root' | 'engine' | 'execute' | 'concurrency' | 'onEvidence' | 'onProgress' | 'signal'
  >,
  evidence: Map<string, Evidence>,
  queues: readonly Queue[],
): Promise<void> {
  const { root, engine, signal } = options;
  let trials = 0;
  let costDone = 0;
  let failed = false;
  const underWay = new Set<Promise<void>>();
  const keep = (queue: Queue, key: TrialKey, result: Evidence) => {
    options.onEvidence(result);
    evidence.set(keyString(key), result);
    trials++;
    costDone += queue.costOf(key);
    queue.settle();
    const costLeft = queues.reduce((sum, q) => sum + q.costLeft(), 0);
    options.onProgress({ trials, costDone, costLeft, what: queue.what });
  };
  for (;;) {
    const queue = signal.aborted ? undefined : queues.find((q) => q.peek() !== undefined);
    if (queue === undefined && underWay.size === 0) return;
    if (queue === undefined || underWay.size >= options.concurrency) {
      try {
        await Promise.race(underWay);
      } catch (error) {
        // What else is under way is kept as well, if it can be.
        await Promise.allSettled(underWay);
        throw error;
      }
      continue;
    }
    const key = queue.take()!;
    const work = options.execute({ root, engine, key, runs: queue.runsOf(key) }).then((result) => {
      // Evidence that could not be kept has ended the run: its promise stays, for the race to find.
      if (failed || result === undefined) return void underWay.delete(work);
      failed = true;
      keep(queue, key, result);
      failed = false;
      underWay.delete(work);
    });
    underWay.add(work);
  }
}

/** Trials of one campaign, ladder by ladder, the largest size first. */
class CampaignQueue extends TrialQueue {
  readonly what: string;
  readonly #sizes: readonly number[];
  readonly #judges;
  #complete = 0;

  constructor(
    readonly campaign: Campaign,
    evidence: ReadonlyMap<string, Evidence>,
    readonly options: Pick<RunOptions, 'concurrency' | 'shard'>,
  ) {
    super(evidence);
    this.what = campaign.variant === 'main' ? campaign.study.id : `${campaign.study.id}~${campaign.variant}`;
    this.#sizes = [...campaign.budget.sizes].sort((a, b) => b - a);
    this.#judges = campaign.readers.map((reader) => ({ reader, judge: judgeOf(campaign, reader) }));
    this.settle();
  }

  peek(): TrialKey | undefined {
    if (this.#done) return undefined;
    const { concurrency, shard } = this.options;
    const window = this.#complete + (1 + LOOKAHEAD * concurrency) * shard.count;
    for (let index = this.#complete; index < Math.min(window, this.campaign.budget.ladders); index++) {
      if (!inShard(shard, index)) continue;
      for (const d0 of this.#sizes) {
        const key = trialKey(this.campaign, index, d0);
        if (this.isFree(key)) return key;
      }
    }
    return undefined;
  }

  /** Reads the ladders that have become complete, in index order. */
  settle(): void {
    const { shard } = this.options;
    for (; this.#complete < this.campaign.budget.ladders; this.#complete++) {
      if (!inShard(shard, this.#complete)) continue;
      const ladder = this.campaign.budget.sizes.map((d0) =>
        this.evidence.get(keyString(trialKey(this.campaign, this.#complete, d0))),
      );
      if (ladder.some((e) => e === undefined)) return;
      if (shard.count > 1) continue;
      for (const { reader, judge } of this.#judges) {
        readLadder(this.campaign, reader, judge, ladder as Evidence[]);
      }
    }
  }

  get #done(): boolean {
    return this.options.shard.count === 1 && this.#judges.every(({ judge }) => judge.decided);
  }

  costLeft(): number {
    if (this.#done) return 0;
    const perLadder = this.#sizes.reduce((sum, d0) => sum + d0, 0);
    return ((this.campaign.budget.ladders - this.#complete) * perLadder) / this.options.shard.count;
  }
}

/** Worst instances looked at again, and fresh streams for each. */
const STABILITY_INSTANCES = 3;
export const STABILITY_STREAMS = 8;

/** The trials of a refuted claim's worst instances on fresh streams: `again:<ladder>`, indices 0 … 7. */
export function stabilityKeys(
  campaign: Campaign,
  evidence: ReadonlyMap<string, Evidence>,
): readonly TrialKey[][] {
  if (campaign.purpose !== 'main') return [];
  const ladders = completeLadders(campaign, evidence);
  return campaign.readers.flatMap((reader) => {
    const { claim } = reader;
    if (claim.kind === 'scaling') return [];
    const judged = judgeReader(campaign, reader, ladders);
    if (judged.verdict !== 'refuted') return [];
    return ladders
      .slice(0, judged.laddersRead)
      .flat()
      .flatMap((e) =>
        e.outcome.status === 'measured' ? [{ key: e.key, ...claim.event(e.outcome.measurement) }] : [],
      )
      .filter((e) => e.holds === false)
      .sort((a, b) => a.slack - b.slack || a.key.index - b.key.index || a.key.d0 - b.key.d0)
      .slice(0, STABILITY_INSTANCES)
      .map(({ key }) =>
        Array.from({ length: STABILITY_STREAMS }, (_, i) => ({
          ...key,
          purpose: `again:${key.index}`,
          index: i,
        })),
      );
  });
}

function stabilityQueue(campaigns: readonly Campaign[], evidence: ReadonlyMap<string, Evidence>): Queue {
  const keys = new Map(
    campaigns.flatMap((c) => stabilityKeys(c, evidence).flat()).map((key) => [keyString(key), key] as const),
  );
  return listQueue('stability', [...keys.values()], evidence, () => 0);
}

function auditQueue(campaigns: readonly Campaign[], evidence: ReadonlyMap<string, Evidence>): Queue {
  const keys = campaigns.flatMap((campaign) => auditKeys(campaign, evidence));
  return listQueue(AUDIT, keys, evidence, () => 0);
}

/** fast-check runs of every exact claim and of its twins, by id. */
export function exactRunsOf(suite: readonly Theorem[], profile: Profile): ReadonlyMap<string, number> {
  return new Map(
    suite.flatMap((theorem) =>
      theorem.claims.flatMap((claim) => {
        if (claim.kind !== 'exact') return [];
        const runs = Math.ceil(profile.exactRuns * claim.runsShare);
        const twins = theorem.controls.filter((control) => control.of === claim.id);
        return [claim, ...twins].map(({ id }) => [id, runs] as const);
      }),
    ),
  );
}

/** The exact claims of the selection and their twins. */
export function exactIds({
  suite,
  selected,
  profile,
}: Omit<Selection, 'studies' | 'regime'>): readonly string[] {
  return [...exactRunsOf(suite, profile).keys()].filter((id) => selected.has(id.split('~')[0]!));
}

/** One task each. */
function exactQueue(options: RunOptions, evidence: ReadonlyMap<string, Evidence>): Queue {
  const { suite, profile, shard } = options;
  const runs = exactRunsOf(suite, profile);
  const keys = exactIds(options)
    .filter((_, at) => inShard(shard, at))
    .map(exactKey);
  return listQueue(EXACT, keys, evidence, (key) => runs.get(key.variant)!);
}

export function exactKey(id: string): TrialKey {
  return { study: EXACT, variant: id, purpose: 'main', index: 0, d0: 0 };
}
