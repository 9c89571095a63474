/** Trials of one campaign, ladder by ladder, the largest size first. */
import { keyString, type Evidence } from '../trials/evidence.ts';
import type { TrialKey } from '../trials/seeds.ts';
import { trialKey, type Campaign } from './campaign.ts';
import type { CampaignFold } from './judged.ts';
import { TrialQueue } from './queue.ts';
import { inShard, WHOLE, type Shard } from './shard.ts';

/** Ladders handed out beyond the last complete one, per task under way. */
const LOOKAHEAD = 1;

abstract class LadderQueue extends TrialQueue {
  readonly what: string;
  readonly #sizes: readonly number[];
  /** Of a rung, counted through all ladders: what comes before was handed out or is there, and stays so. */
  #place = 0;

  constructor(
    readonly campaign: Campaign,
    evidence: ReadonlyMap<string, Evidence>,
    readonly concurrency: () => number,
    readonly shard: Shard,
  ) {
    super(evidence);
    this.what = campaign.variant === 'main' ? campaign.study.id : `${campaign.study.id}~${campaign.variant}`;
    this.#sizes = [...campaign.budget.sizes].sort((a, b) => b - a);
  }

  /** No further ladder is needed. */
  protected abstract get done(): boolean;
  /** The first ladder that is not complete. */
  protected abstract get open(): number;

  peek(): TrialKey | undefined {
    if (this.done) return undefined;
    const { ladders } = this.campaign.budget;
    const window = this.open + (1 + LOOKAHEAD * this.concurrency()) * this.shard.count;
    const rungs = this.#sizes.length;
    this.#place = Math.max(this.#place, this.open * rungs);
    for (; this.#place < Math.min(window, ladders) * rungs; this.#place++) {
      const index = Math.floor(this.#place / rungs);
      if (!inShard(this.shard, index)) continue;
      const key = trialKey(this.campaign, index, this.#sizes[this.#place % rungs]!);
      if (this.isFree(key)) return key;
    }
    return undefined;
  }

  wants(): boolean {
    return !this.done;
  }

  costLeft(): number {
    if (this.done) return 0;
    const perLadder = this.#sizes.reduce((sum, d0) => sum + d0, 0);
    return ((this.campaign.budget.ladders - this.open) * perLadder) / this.shard.count;
  }
}

/** Hands out trials until the campaign's claims are decided; the campaign's fold reads the evidence as it comes in. */
export class CampaignQueue extends LadderQueue {
  constructor(
    readonly fold: CampaignFold,
    evidence: ReadonlyMap<string, Evidence>,
    concurrency: () => number,
  ) {
    super(fold.campaign, evidence, concurrency, WHOLE);
    this.settle();
  }

  protected get done(): boolean {
    return this.fold.decided;
  }

  protected get open(): number {
    return this.fold.ladders;
  }

  settle(): void {
    this.fold.advance(this.evidence);
  }
}

/** The whole budget of a shard. */
export class ShardQueue extends LadderQueue {
  protected readonly done = false;
  protected open = 0;

  constructor(
    campaign: Campaign,
    evidence: ReadonlyMap<string, Evidence>,
    concurrency: () => number,
    shard: Shard,
  ) {
    super(campaign, evidence, concurrency, shard);
    this.settle();
  }

  settle(): void {
    const { sizes, ladders } = this.campaign.budget;
    const isComplete = (index: number) =>
      sizes.every((d0) => this.evidence.has(keyString(trialKey(this.campaign, index, d0))));
    while (this.open < ladders && (!inShard(this.shard, this.open) || isComplete(this.open))) this.open++;
  }
}
