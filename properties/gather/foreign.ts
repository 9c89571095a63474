/**
 * Does evidence belong to the run that is about to read it? A log identifies each trial and says what was drawn for it. Both
 * follow from the run's own seed, sources, engine, profile, regime and shard, so evidence of another run is detected. What was
 * measured is not checked here: only running the trial again can tell whether it is correct.
 */
import { NoInstanceError, type ExactOutcome } from '../../theorems/types.ts';
import type { Agenda } from './agenda.ts';
import type { Campaign } from './campaign.ts';
import { EvidenceError, keyString, type Evidence } from '../trials/evidence.ts';
import { MOST_TRIALS } from '../judge/questions.ts';
import { meets, pathConditions } from '../trials/regime.ts';
import { exactIds, exactRunsOf } from './exact.ts';
import { inShard, type Shard } from './shard.ts';
import { STABILITY_STREAMS } from './stability.ts';
import { purposeOf } from '../trials/purpose.ts';
import { drawPath, EmptyRegimeError, pathOrigin, type SeedRoot, type TrialKey } from '../trials/seeds.ts';
import { EXACT } from '../trials/task.ts';
import { count } from '../count.ts';

/** The run whose evidence is asked for. */
export interface OwnRun extends Agenda {
  readonly root: SeedRoot;
  readonly shard: Shard;
}

/**
 * Under conditions on the instance, every draw is a search of its own, as long as the first one. So only a few draws,
 * spread over the log, are made again; for the others only the conditions are checked.
 */
const REDRAWN = 20;

/** Throws an EvidenceError that names the first trial that does not belong to the run. `where` is the folder of the evidence. */
export function refuseForeign(run: OwnRun, evidence: readonly Evidence[], where: string): void {
  const check = new Check(run);
  const conditions = pathConditions(run.root.regime).length > 0;
  const every = conditions ? Math.max(1, Math.floor(evidence.length / REDRAWN)) : 1;
  for (const [i, e] of evidence.entries()) {
    const why = check.whyForeign(e, i % every === 0);
    if (why !== undefined)
      throw new EvidenceError(
        `the evidence in ${where} is not that of its run: trial ${keyString(e.key)} ${why}; remove the folder or name another`,
      );
  }
}

class Check {
  readonly #campaigns: ReadonlyMap<string, Campaign>;
  readonly #exactRuns: ReadonlyMap<string, number>;
  readonly #exactIds: readonly string[];
  /** The paths of ladders that were drawn already. */
  readonly #paths = new Map<string, string>();

  constructor(readonly run: OwnRun) {
    const { suite, profile, campaigns } = run;
    this.#campaigns = new Map(campaigns.map((c) => [`${c.study.id}~${c.variant}/${c.purpose}`, c]));
    this.#exactRuns = exactRunsOf(suite, profile);
    this.#exactIds = exactIds(run);
  }

  whyForeign(e: Evidence, redraw: boolean): string | undefined {
    if (e.key.study === EXACT) return this.#whyForeignExact(e);
    const { study, variant, purpose, index } = pathOrigin(e.key);
    const campaign = this.#campaigns.get(`${study}~${variant}/${purpose}`);
    if (campaign === undefined) return 'is of no study that it reads';
    const { sizes, ladders } = campaign.budget;
    if (!sizes.includes(e.key.d0)) return `is of a size that it does not read (d0 = ${sizes.join(', ')})`;
    if (!(Number.isInteger(index) && 0 <= index && index < ladders))
      return `is beyond its ${count(ladders, 'ladder')}`;
    if (purposeOf(e.key)?.kind === 'again' && !(0 <= e.key.index && e.key.index < STABILITY_STREAMS))
      return `is beyond its ${STABILITY_STREAMS} second looks`;
    if (purposeOf(e.key)?.kind === 'witness' && !(0 <= e.key.index && e.key.index < MOST_TRIALS))
      return `is beyond the ${MOST_TRIALS} trials of a question`;
    if (!inShard(this.run.shard, index)) return 'is of another shard';
    return this.#whyForeignPath(campaign, e, redraw);
  }

  #whyForeignExact({ key, outcome }: Evidence): string | undefined {
    const at = this.#exactIds.indexOf(key.variant);
    if (at === -1) return 'is no exact claim that it checks';
    if (!inShard(this.run.shard, at)) return 'is of another shard';
    if (outcome.status !== 'measured') return undefined;
    const { instances, counterexample } = outcome.measurement as unknown as ExactOutcome;
    const runs = this.#exactRuns.get(key.variant)!;
    return counterexample === null && instances < runs
      ? `was checked on ${count(instances, 'instance')}, and its profile asks for ${runs}`
      : undefined;
  }

  #whyForeignPath({ study }: Campaign, { key, path }: Evidence, redraw: boolean): string | undefined {
    const { root } = this.run;
    const foreign = 'has another draw than its seed, sources and regime give';
    try {
      const own = redraw
        ? JSON.stringify(path) === this.#pathOf(key)
        : meets(study, root.regime, path, key.d0);
      return own ? undefined : foreign;
    } catch (error) {
      // If the regime has no instance for a draw, no trial of the run has that draw.
      if (error instanceof NoInstanceError || error instanceof EmptyRegimeError) return foreign;
      throw error;
    }
  }

  #pathOf(key: TrialKey): string {
    const { root, studies } = this.run;
    const origin = pathOrigin(key);
    const draw = () => JSON.stringify(drawPath(studies[key.study]!, root, key));
    if (pathConditions(root.regime).length > 0 || purposeOf(key)?.kind === 'witness') return draw();
    const ladder = `${key.study}~${key.variant}/${origin.purpose}/${origin.index}`;
    const known = this.#paths.get(ladder) ?? draw();
    this.#paths.set(ladder, known);
    return known;
  }
}
