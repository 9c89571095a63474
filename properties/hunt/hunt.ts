/** A hunt over the instances of a study: search, shrink, rate, for every relaxation in turn. */
import { digestOf, type Outcome } from '../trials/evidence.ts';
import type { GatherOptions } from '../gather/drain.ts';
import type { Target } from '../explore/target.ts';
import { purposeText } from '../trials/purpose.ts';
import type { SeedRoot, TrialKey } from '../trials/seeds.ts';
import type { Task } from '../trials/task.ts';
import { ALPHA, DELTA, StoppedError, type HuntOutcome, type HuntTrial, type RunTrials } from './confirm.ts';
import { FAILURE_SCHEMA, KEPT_TRIALS } from './failure.ts';
import { search, type SearchOptions } from './search.ts';
import { rateOf, shrink } from './shrink.ts';
import {
  instanceSpace,
  valueAt,
  type Domain,
  type InstanceSpace,
  type Point,
  type PointInstance,
} from './space.ts';
import type { DrawnInstance, HuntResult } from './result.ts';

export interface HuntPlan {
  readonly target: Target;
  readonly domain: Domain;
  /** Most trials of the search; shrinking may take as many again. Shared by the relaxations. */
  readonly budget: number;
  readonly strategy: SearchOptions['strategy'];
  readonly root: SeedRoot;
  readonly engine: string;
}

/** Hypotheses to break, one at a time; null stands for none. */
export function relaxationsOf({ target, domain, root }: HuntPlan): readonly (string | null)[] {
  if (domain !== 'wide') return [null];
  const { study } = target;
  const { coordinates, instanceAt } = instanceSpace(target, domain, null, root);
  const simplest = instanceAt(coordinates.map(() => 0));
  return [null, ...Object.keys(study.hypotheses({ ...simplest, variant: 'main' }))];
}

/** Hunts under every relaxation, each with its share of the budget and of ALPHA: none changes what another finds. */
export async function hunt(
  plan: HuntPlan,
  options: Pick<GatherOptions, 'execute' | 'onProgress' | 'signal'> & {
    /** Told every result as it comes: a later hunt may be stopped. */
    readonly onResult?: (result: HuntResult) => void;
  },
): Promise<readonly HuntResult[]> {
  const relaxations = relaxationsOf(plan);
  const share = {
    budget: Math.floor(plan.budget / relaxations.length),
    alpha: ALPHA / relaxations.length,
  };
  const results: HuntResult[] = [];
  let done = 0;
  for (const relaxed of relaxations) {
    const report = (trials: number) => {
      done += trials;
      options.onProgress({
        trials: done,
        costDone: done,
        costLeft: Math.max(0, 2 * plan.budget - done),
        what: `hunt${relaxed === null ? '' : ` without ${relaxed}`}`,
      });
    };
    const result = await huntOnce(plan, relaxed, share, { ...options, report });
    results.push(result);
    options.onResult?.(result);
  }
  return results;
}

async function huntOnce(
  plan: HuntPlan,
  relaxed: string | null,
  { budget, alpha }: Pick<SearchOptions, 'budget' | 'alpha'>,
  {
    execute,
    signal,
    report,
  }: Pick<GatherOptions, 'execute' | 'signal'> & { readonly report: (trials: number) => void },
): Promise<HuntResult> {
  const { target, domain, strategy, root } = plan;
  const space = instanceSpace(target, domain, relaxed, root);
  let shown: { readonly outcome: Outcome; readonly slack: number } | undefined;
  const digests = new Map<string, { readonly digest: string; readonly slack: number }>();
  const run: RunTrials = (trials) =>
    Promise.all(
      trials.map(async (trial): Promise<HuntOutcome> => {
        if (signal.aborted) throw new StoppedError('stopped');
        const evidence = await execute(taskOf(plan, space, relaxed, trial));
        if (signal.aborted || evidence === undefined) throw new StoppedError('stopped');
        const { outcome } = evidence;
        report(1);
        const { holds, slack } =
          outcome.status === 'measured'
            ? target.event(outcome.measurement)
            : { holds: undefined, slack: NaN };
        if (trial.stream === 'rate' && trial.index === 0) shown = { outcome, slack };
        digests.set(`${trial.stream}/${trial.index}`, { digest: digestOf(outcome), slack });
        return { holds, slack };
      }),
    );
  const labels = ['hunt', root.fingerprint, root.seed, nameOf(target), domain, relaxed ?? ''];
  const { found, trials, restarts, confirmer, closest, looks } = await search({
    space,
    run,
    labels,
    budget,
    alpha,
    strategy,
  });
  const shared = {
    relaxed,
    trials,
    restarts,
    looks: looks.map(({ restart, point, outcome: { holds, slack } }) => ({
      restart,
      values: valuesOf(space, point),
      holds: holds ?? null,
      slack: Number.isNaN(slack) ? null : slack,
    })),
  };
  if (found === null)
    return closest === null
      ? { ...shared, ending: trials === 0 ? 'nowhere' : 'not-judged' }
      : { ...shared, ending: 'nothing-found', smallestSlack: closest.slack };
  const minimal = await shrink(space.mendable, found, confirmer, budget);
  const rate = await rateOf(run, minimal.point);
  const { path, d0, set } = space.instanceAt(minimal.point);
  const { trials: asked, failures, level } = minimal.confirmation;
  return {
    ...shared,
    ending: 'found',
    shrinking: minimal.questions.map(({ point, confirmation: { ending, trials: asked, failures } }) => ({
      values: valuesOf(space, point),
      ending,
      trials: asked,
      failures,
    })),
    drawn: drawnInstance(target, { path, d0, set }, shown),
    failure: {
      schema: FAILURE_SCHEMA,
      target: nameOf(target),
      study: target.study.id,
      domain,
      relaxed,
      broken: space.broken(minimal.point),
      changed: changedOf(space, minimal.point),
      instance: { d0, set, path },
      confirmation: { trials: asked, failures, level, delta: DELTA, alpha: ALPHA },
      rate,
      shrinking: { steps: minimal.steps, asked: minimal.asked, cutShort: minimal.cutShort },
      seed: root.seed,
      engine: plan.engine,
      fingerprint: root.fingerprint,
      purpose: streamText(target, domain, relaxed, 'rate'),
      trials: Array.from({ length: KEPT_TRIALS }, (_, index) => ({
        index,
        ...digests.get(`rate/${index}`)!,
      })),
    },
  };
}

/** The instance, and what the study draws of its first trial on fresh streams. */
function drawnInstance(
  { study }: Target,
  at: PointInstance,
  shown: { readonly outcome: Outcome; readonly slack: number } | undefined,
): DrawnInstance {
  const input = { ...at, variant: 'main' };
  const curves =
    shown?.outcome.status === 'measured' ? study.curves?.(shown.outcome.measurement, input) : undefined;
  return {
    instance: study.instance(input),
    slack: shown === undefined || Number.isNaN(shown.slack) ? null : shown.slack,
    ...(curves === undefined ? {} : { curves }),
  };
}

const valuesOf = ({ coordinates }: InstanceSpace, point: Point): Readonly<Record<string, number>> =>
  Object.fromEntries(coordinates.map((c, i) => [c.name, valueAt(c, point[i]!)]));

/** A trial of a point. The name of its stream does not include the point, so points on streams of the same name share their random numbers. */
function taskOf(
  { target, domain, root, engine }: HuntPlan,
  space: InstanceSpace,
  relaxed: string | null,
  { point, stream, index }: HuntTrial,
): Task {
  const { path, d0, set } = space.instanceAt(point);
  const key: TrialKey = {
    study: target.study.id,
    variant: 'main',
    purpose: streamText(target, domain, relaxed, stream),
    index,
    d0,
  };
  return { root, key, engine, runs: 0, given: { path, set } };
}

function streamText(target: Target, domain: Domain, relaxed: string | null, stream: string): string {
  return purposeText({ kind: 'hunt', target: nameOf(target), domain, relaxed, stream });
}

export const nameOf = (target: Target) => target.claim ?? target.theorem;

/** Coordinates that are not at their simplest value. */
function changedOf({ coordinates }: InstanceSpace, point: Point): Readonly<Record<string, number>> {
  return Object.fromEntries(
    coordinates.flatMap((c, i) => (point[i] === 0 ? [] : [[c.name, valueAt(c, point[i]!)] as const])),
  );
}
