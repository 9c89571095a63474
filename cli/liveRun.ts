/** Follows the evidence of a run that another process makes, and judges it as it comes in. It writes nothing. */
import { join } from 'node:path';
import type { Agenda } from '../properties/gather/agenda.ts';
import { CampaignQueue } from '../properties/gather/campaignQueue.ts';
import { exactIds } from '../properties/gather/exact.ts';
import { CampaignFold } from '../properties/gather/judged.ts';
import { keyString, parseLog, type Evidence } from '../properties/trials/evidence.ts';
import { EXACT } from '../properties/trials/task.ts';
import { regimeWords } from '../properties/trials/regime.ts';
import type { LiveClaim, LiveState } from '../reports/live/state.ts';
import { sizeSymbol } from '../theorems/types.ts';
import { logNames } from './evidenceLog.ts';
import type { Configuration } from './storedRun.ts';
import { Tail } from './tail.ts';

export class LiveRun {
  readonly #evidence = new Map<string, Evidence>();
  readonly #tails: readonly Tail[];
  readonly #folds: readonly CampaignFold[];
  /** What was there when this began to look, and when. */
  #first: { readonly seconds: number; readonly trials: number; readonly cost: number } | undefined;

  constructor(
    readonly folder: string,
    readonly configuration: Configuration,
    readonly agenda: Agenda,
    /** Seconds of a clock. */
    readonly clock: () => number,
  ) {
    this.#tails = logNames(configuration.suite.studies).map((name) => new Tail(join(folder, name)));
    this.#folds = agenda.campaigns.map((campaign) => new CampaignFold(campaign));
  }

  look(ended: boolean): LiveState {
    for (const tail of this.#tails)
      for (const e of parseLog(tail.lines(), tail.file)) this.#evidence.set(keyString(e.key), e);
    const queues = this.#folds.map((fold) => new CampaignQueue(fold, this.#evidence, () => 1));
    const all = [...this.#evidence.values()];
    const trained = all.filter(({ key }) => key.study !== EXACT);
    const cost = trained.reduce((sum, { key }) => sum + key.d0, 0);
    const now = { seconds: this.clock(), trials: all.length, cost };
    this.#first ??= now;
    const [seconds, trials] = [now.seconds - this.#first.seconds, now.trials - this.#first.trials];
    const done = now.cost - this.#first.cost;
    const left = queues.reduce((sum, queue) => sum + queue.costLeft(), 0);
    const { suite, profile, seed, engine, regime } = this.configuration;
    return {
      suite: suite.name,
      ...{ profile, seed, engine, ended, folder: this.folder },
      ...regimeWords(regime),
      trials: trained.length,
      exact: { done: all.length - trained.length, of: exactIds(this.agenda).length },
      claims: this.#folds.flatMap((fold) => this.#claimsOf(fold)),
      perMinute: trials > 0 && seconds > 0 ? (60 * trials) / seconds : null,
      secondsLeft: left === 0 || ended ? 0 : done > 0 && seconds > 0 ? (left * seconds) / done : null,
    };
  }

  #claimsOf(fold: CampaignFold): readonly LiveClaim[] {
    const { campaign, readers } = fold.result();
    return readers.map(({ reader, judged }): LiveClaim => {
      const { id, claim, levels } = reader;
      const twin = campaign.purpose === 'control';
      const { verdict, trials, failures, strata } = judged;
      return {
        ...{ id, verdict, trials, failures, strata },
        title: claim.title,
        kind: claim.kind,
        size: sizeSymbol(campaign.study),
        alpha: {
          support: levels.alphaSupport,
          refute: levels.alphaRefute,
          refutePerStratum: levels.alphaRefute / strata.length,
        },
        twinOf: twin ? claim.id : null,
      };
    });
  }
}
