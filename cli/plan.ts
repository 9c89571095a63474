/** `fct plan`: trials, power and time that a profile needs, before anything is run. */
import { SAMPLER_REGIME } from '../properties/trials/regime.ts';
import { planOf, type Plan } from '../properties/power/plan.ts';
import type { Profile } from '../properties/judge/profile.ts';
import { StoppedError } from '../properties/hunt/confirm.ts';
import { openSentence } from '../properties/trials/incident.ts';
import type { GatherOptions } from '../properties/gather/drain.ts';
import { exactKey, exactRunsOf } from '../properties/gather/exact.ts';
import { purposeText } from '../properties/trials/purpose.ts';
import { drawPath, type TrialKey } from '../properties/trials/seeds.ts';
import type { ReadySuite } from '../properties/gather/suite.ts';
import type { Theorem } from '../theorems/types.ts';
import { suiteAgenda } from './agenda.ts';
import { checkJudged, engineName, jobsOf, profileOf, selectClaims } from './arguments.ts';
import { EXIT, SIGNAL_EXIT } from './exitCode.ts';
import { planText } from '../reports/plan.ts';
import { columnsOf } from './terminal.ts';
import type { LoadedSuite } from './suite.ts';
import { NO_FOLDER, unlessStopped, withPool } from './withPool.ts';

/** Instances of an exact claim that are timed, and for how long at most. */
const EXACT_SAMPLE = 3;
const MEASURED_MILLISECONDS = 700;
/** Draws over which the cost of a study is averaged. */
const DRAWS = 30;
const ROOT = { seed: 0, fingerprint: 'plan', regime: SAMPLER_REGIME };

export interface PlanArguments {
  readonly profile?: string;
  readonly engine: string;
  readonly jobs?: string;
  readonly json?: boolean;
}

export async function plan(
  suite: LoadedSuite,
  names: readonly string[],
  args: PlanArguments,
): Promise<number> {
  const selected = selectClaims(suite, names);
  const profile = profileOf(suite, args.profile);
  checkJudged(suite.theorems, selected, profile, SAMPLER_REGIME);
  const jobs = jobsOf(args.jobs);
  const made = planOf(suiteAgenda(suite, selected, profile, SAMPLER_REGIME));
  const engine = await engineName(args.engine);
  const measured = await withPool(NO_FOLDER, { suite, jobs: 1, maxMilliseconds: undefined }, ({ execute }) =>
    measure(suite, made, selected, profile, stopwatch(execute, engine)).catch(unlessStopped),
  );
  if (measured.result === undefined) {
    console.log(`Stopped; no time was measured. ${openSentence(measured.incidents)}`.trimEnd());
    return measured.stopped === undefined ? EXIT.inconclusive : SIGNAL_EXIT[measured.stopped]!;
  }
  const { likely, most } = measured.result;
  const seconds = { likely: likely / jobs, most: most / jobs };
  if (args.json) console.log(JSON.stringify({ ...made, jobs, seconds }, null, 2));
  else {
    const exact = exactOf(suite.theorems, selected, profile);
    const instances = exact.reduce((sum, { runs }) => sum + runs, 0);
    console.log(
      planText(made, { claims: exact.length, instances }, { jobs, ...seconds }, columnsOf(process.stdout)),
    );
  }
  return EXIT.ok;
}

/** Seconds that a task took on a worker. */
type Stopwatch = (key: TrialKey, runs?: number) => Promise<number>;

/** Tasks run on a worker, as in a run, so that this process can receive signals meanwhile. */
function stopwatch(execute: GatherOptions['execute'], engine: string): Stopwatch {
  let warm = false;
  return async (key, runs = 0) => {
    const run = async () => {
      if ((await execute({ root: ROOT, key, engine, runs })) === undefined) throw new StoppedError('stopped');
    };
    // The first task of a worker waits for it to start.
    if (!warm) await run();
    warm = true;
    const started = performance.now();
    await run();
    return (performance.now() - started) / 1000;
  };
}

/** Seconds of one worker, likely and at most: each study at its smallest size and each exact claim on a few instances, while there is time. */
async function measure(
  suite: ReadySuite,
  made: Plan,
  selected: ReadonlySet<string>,
  profile: Profile,
  time: Stopwatch,
): Promise<{ likely: number; most: number }> {
  const end = performance.now() + MEASURED_MILLISECONDS;
  const { likely, most } = await measureTrained(suite.studies, made, time, end);
  const exact = await measureExact(suite.theorems, selected, profile, time, end);
  return { likely: likely + exact, most: most + exact };
}

/** Seconds for the exact claims; their twins end early. What there was no time for takes as long as the others on average. */
async function measureExact(
  theorems: readonly Theorem[],
  selected: ReadonlySet<string>,
  profile: Profile,
  time: Stopwatch,
  end: number,
): Promise<number> {
  let [spent, measured, all] = [0, 0, 0];
  for (const { id, runs } of exactOf(theorems, selected, profile)) {
    all += runs;
    if (performance.now() > end && measured > 0) continue;
    const sample = Math.min(runs, EXACT_SAMPLE);
    spent += await time(exactKey(id), sample);
    measured += sample;
  }
  return measured === 0 ? 0 : (spent / measured) * all;
}

const exactOf = (theorems: readonly Theorem[], selected: ReadonlySet<string>, profile: Profile) => {
  const runs = exactRunsOf(theorems, profile);
  return theorems
    .flatMap((t) => t.claims)
    .filter((c) => c.kind === 'exact' && selected.has(c.id))
    .map(({ id }) => ({ id, runs: runs.get(id)! }));
};

/** Seconds for the training runs: a trial of every study, at its smallest size, scaled by the study's own cost. */
async function measureTrained(
  studies: ReadySuite['studies'],
  made: Plan,
  time: Stopwatch,
  end: number,
): Promise<{ likely: number; most: number }> {
  const speeds = new Map<string, number>();
  let [likely, most] = [0, 0];
  for (const c of [...made.campaigns].sort((a, b) => Math.min(...a.sizes) - Math.min(...b.sizes))) {
    const study = studies[c.study]!;
    const keyOf = (index: number, d0: number) => ({
      study: c.study,
      variant: c.variant,
      purpose: purposeText({ kind: 'plan' }),
      index,
      d0,
    });
    const cost = (index: number, d0: number) => study.cost(drawPath(study, ROOT, keyOf(index, d0)), d0);
    if (!speeds.has(c.study) && (performance.now() < end || speeds.size === 0)) {
      const d0 = Math.min(...c.sizes);
      speeds.set(c.study, (await time(keyOf(0, d0))) / cost(0, d0));
    }
    const speed = speeds.get(c.study) ?? Math.max(...speeds.values());
    for (const d0 of c.sizes) {
      const mean = Array.from({ length: DRAWS }, (_, i) => cost(i, d0)).reduce((a, b) => a + b, 0) / DRAWS;
      likely += speed * mean * c.expectedLadders;
      most += speed * mean * c.ladders;
    }
  }
  return { likely, most };
}
