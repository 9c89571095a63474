/**
 * Runs a suite: hands out trials, collects evidence, stops each campaign once its claims are decided. It knows no
 * clock, file, worker or console: `execute` runs a task somewhere, `onEvidence` keeps what it brought.
 *
 * What is run depends on timing only in the harmless direction: a few trials beyond a decision may exist, and the
 * judge never reads them.
 */
import type { Study, Theorem } from '../theorems/types.ts';
import { campaignsOf, completeLadders, judgeReader, trialKey, type Campaign } from './campaign.ts';
import { keyString, type Evidence } from './evidence.ts';
import type { Profile } from './profile.ts';
import type { SeedRoot, TrialKey } from './seeds.ts';
import { EXACT, type Task } from './task.ts';

export interface RunOptions {
  readonly suite: readonly Theorem[];
  readonly studies: Readonly<Record<string, Study>>;
  /** Ids of the claims to check. */
  readonly selected: ReadonlySet<string>;
  readonly profile: Profile;
  readonly root: SeedRoot;
  readonly engine: string;
  readonly execute: (task: Task) => Promise<Evidence>;
  /** Tasks to keep under way at once. */
  readonly concurrency: number;
  /** Evidence from an earlier, interrupted run of the same configuration. */
  readonly known: ReadonlyMap<string, Evidence>;
  readonly onEvidence: (evidence: Evidence) => void;
  readonly onProgress: (progress: Progress) => void;
  readonly signal: AbortSignal;
}

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
  const queues = [
    exactQueue(options, evidence),
    ...campaignsOf(options.suite, options.selected, options.studies, options.profile).map(
      (campaign) => new CampaignQueue(campaign, evidence, options.concurrency),
    ),
  ];
  let trials = 0;
  let costDone = 0;
  const underWay = new Set<Promise<void>>();
  for (;;) {
    const queue = options.signal.aborted ? undefined : queues.find((q) => q.peek() !== undefined);
    if (queue === undefined && underWay.size === 0) break;
    if (queue === undefined || underWay.size >= options.concurrency) {
      await Promise.race(underWay);
      continue;
    }
    const key = queue.take()!;
    const { root, engine } = options;
    const work = options.execute({ root, engine, key, runs: queue.runsOf(key) }).then((result) => {
      underWay.delete(work);
      if (options.signal.aborted && result.outcome.status !== 'measured') return;
      evidence.set(keyString(key), result);
      options.onEvidence(result);
      trials++;
      costDone += queue.costOf(key);
      queue.settle();
      options.onProgress({
        trials,
        costDone,
        costLeft: queues.reduce((sum, q) => sum + q.costLeft(), 0),
        what: queue.what,
      });
    });
    underWay.add(work);
  }
  return evidence;
}

interface Queue {
  readonly what: string;
  peek(): TrialKey | undefined;
  take(): TrialKey | undefined;
  /** Looks at the evidence again after a trial came back. */
  settle(): void;
  runsOf(key: TrialKey): number;
  costOf(key: TrialKey): number;
  costLeft(): number;
}

/** Trials of one campaign, ladder by ladder, the largest size first. */
class CampaignQueue implements Queue {
  readonly what: string;
  readonly #sizes: readonly number[];
  readonly #taken = new Set<string>();
  #complete = 0;
  #done = false;

  constructor(
    readonly campaign: Campaign,
    readonly evidence: ReadonlyMap<string, Evidence>,
    readonly concurrency: number,
  ) {
    this.what = campaign.variant === 'main' ? campaign.study.id : `${campaign.study.id}~${campaign.variant}`;
    this.#sizes = [...campaign.budget.sizes].sort((a, b) => b - a);
    for (const key of this.#keys(campaign.budget.ladders)) {
      if (evidence.has(keyString(key))) this.#taken.add(keyString(key));
    }
    this.settle();
  }

  peek(): TrialKey | undefined {
    if (this.#done) return undefined;
    const window = Math.min(this.campaign.budget.ladders, this.#complete + 1 + LOOKAHEAD * this.concurrency);
    for (const key of this.#keys(window)) if (!this.#taken.has(keyString(key))) return key;
    return undefined;
  }

  take(): TrialKey | undefined {
    const key = this.peek();
    if (key !== undefined) this.#taken.add(keyString(key));
    return key;
  }

  settle(): void {
    const ladders = completeLadders(this.campaign, this.evidence);
    if (ladders.length === this.#complete && this.#complete > 0) return;
    this.#complete = ladders.length;
    this.#done = this.campaign.readers.every((r) => judgeReader(this.campaign, r, ladders).decided);
  }

  runsOf(): number {
    return 0;
  }

  /** Costs are those of a middling path: the sampler's own scale, good enough for time left. */
  costOf(key: TrialKey): number {
    return key.d0;
  }

  costLeft(): number {
    if (this.#done) return 0;
    const perLadder = this.#sizes.reduce((sum, d0) => sum + d0, 0);
    return (this.campaign.budget.ladders - this.#complete) * perLadder;
  }

  *#keys(ladders: number): Generator<TrialKey> {
    for (let index = this.#complete; index < ladders; index++) {
      for (const d0 of this.#sizes) yield trialKey(this.campaign, index, d0);
    }
  }
}

/** The exact claims of the selection and their twins, one task each. */
function exactQueue(options: RunOptions, evidence: ReadonlyMap<string, Evidence>): Queue {
  const checks = options.suite.flatMap((t) =>
    t.claims
      .filter((c) => c.kind === 'exact' && options.selected.has(c.id))
      .flatMap((c) => [
        { id: c.id, share: c.kind === 'exact' ? c.runsShare : 1 },
        ...t.controls
          .filter((k) => k.of === c.id)
          .map((k) => ({ id: k.id, share: c.kind === 'exact' ? c.runsShare : 1 })),
      ]),
  );
  const left = checks.filter(({ id }) => !evidence.has(keyString(exactKey(id))));
  const shares = new Map(checks.map(({ id, share }) => [id, share]));
  let open = left.length;
  return {
    what: EXACT,
    peek: () => (left[0] === undefined ? undefined : exactKey(left[0].id)),
    take: () => {
      const next = left.shift();
      return next === undefined ? undefined : exactKey(next.id);
    },
    settle: () => void open--,
    runsOf: (key) => Math.ceil(options.profile.exactRuns * shares.get(key.variant)!),
    costOf: () => 1,
    costLeft: () => open,
  };
}

export function exactKey(id: string): TrialKey {
  return { study: EXACT, variant: id, purpose: 'main', index: 0, d0: 0 };
}
