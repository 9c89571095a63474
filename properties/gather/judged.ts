/**
 * The judged evidence of a run, made once: for every campaign, the ladders that its claims read and the outcome of each claim
 * and twin (negative control). Everything that reports say of a run is made from this value; nothing folds the evidence again.
 */
import type { Judge, JudgedClaim } from '../judge/judge.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import { trialKey, type Campaign, type Reader } from './campaign.ts';
import { give, judgeOf, readingOf, type Reading } from './reading.ts';

/** A claim or twin with the ladders it read, in index order. */
export interface JudgedReader {
  readonly campaign: Campaign;
  readonly reader: Reader;
  readonly read: readonly Reading[];
  readonly judged: JudgedClaim;
}

export interface JudgedCampaign {
  readonly campaign: Campaign;
  /** The ladders that some reader read, whole, in index order. */
  readonly ladders: readonly (readonly Evidence[])[];
  readonly readers: readonly JudgedReader[];
}

export interface JudgedRun {
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly campaigns: readonly JudgedCampaign[];
}

/** The readers of one campaign, which read on as its evidence comes in. */
export class CampaignFold {
  readonly #ladders: (readonly Evidence[])[] = [];
  readonly #readers: readonly {
    readonly reader: Reader;
    readonly judge: Judge;
    readonly read: Reading[];
  }[];

  constructor(readonly campaign: Campaign) {
    this.#readers = campaign.readers.map((reader) => ({
      reader,
      judge: judgeOf(campaign, reader),
      read: [],
    }));
  }

  /** Ladders read; the next one has this index. */
  get ladders(): number {
    return this.#ladders.length;
  }

  /** No reader needs a further ladder. */
  get decided(): boolean {
    return this.#readers.every(({ judge }) => judge.decided);
  }

  /** Reads the ladders that have become complete, in index order, up to the first gap or the last decision. */
  advance(evidence: ReadonlyMap<string, Evidence>): void {
    const { sizes, ladders } = this.campaign.budget;
    while (!this.decided && this.ladders < ladders) {
      const ladder = sizes.flatMap(
        (d0) => evidence.get(keyString(trialKey(this.campaign, this.ladders, d0))) ?? [],
      );
      if (ladder.length < sizes.length) return;
      for (const { reader, judge, read } of this.#readers) {
        if (judge.decided) continue;
        const reading = readingOf(this.campaign, reader, ladder);
        give(judge, reading);
        read.push(reading);
      }
      this.#ladders.push(ladder);
    }
  }

  result(): JudgedCampaign {
    const { campaign } = this;
    return {
      campaign,
      ladders: [...this.#ladders],
      readers: this.#readers.map(({ reader, judge, read }) => ({
        campaign,
        reader,
        read: [...read],
        judged: judge.result(),
      })),
    };
  }
}

/** Judges the evidence that was gathered. */
export function judgeRun(campaigns: readonly Campaign[], evidence: ReadonlyMap<string, Evidence>): JudgedRun {
  return {
    evidence,
    campaigns: campaigns.map((campaign) => {
      const fold = new CampaignFold(campaign);
      fold.advance(evidence);
      return fold.result();
    }),
  };
}
