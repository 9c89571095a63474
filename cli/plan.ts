/** `fct plan`: trials, power and time that a profile needs, before anything is run. */
import { SAMPLER_REGIME } from '../properties/trials/regime.ts';
import { planOf, type CampaignPlan, type Plan } from '../properties/power/plan.ts';
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
import { duration } from './progress.ts';
import type { LoadedSuite } from './suite.ts';
import { NO_FOLDER, unlessStopped, withPool } from './withPool.ts';

/** Instances of an exact claim that are timed. */
const EXACT_SAMPLE = 30;
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
  else print(made, jobs, seconds);
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

/** Seconds of one worker, likely and at most. */
async function measure(
  suite: ReadySuite,
  made: Plan,
  selected: ReadonlySet<string>,
  profile: Profile,
  time: Stopwatch,
): Promise<{ likely: number; most: number }> {
  const exact = await measureExact(suite.theorems, selected, profile, time);
  const { likely, most } = await measureTrained(suite.studies, made, time);
  return { likely: likely + exact, most: most + exact };
}

/** Seconds of one worker for the exact claims, from a few instances of each, and their twins, which end early. */
async function measureExact(
  theorems: readonly Theorem[],
  selected: ReadonlySet<string>,
  profile: Profile,
  time: Stopwatch,
): Promise<number> {
  const runs = exactRunsOf(theorems, profile);
  let seconds = 0;
  for (const theorem of theorems) {
    for (const check of [...theorem.claims, ...theorem.controls]) {
      if (check.kind !== 'exact' || !selected.has('of' in check ? check.of : check.id)) continue;
      const whole = runs.get(check.id)!;
      const sample = 'of' in check ? whole : Math.min(whole, EXACT_SAMPLE);
      seconds += (await time(exactKey(check.id), sample)) * (whole / sample);
    }
  }
  return seconds;
}

/** Seconds of one worker for the training runs: a few trials of every campaign and size are timed, and scaled by the study's own cost. */
async function measureTrained(
  studies: ReadySuite['studies'],
  made: Plan,
  time: Stopwatch,
): Promise<{ likely: number; most: number }> {
  let likely = 0;
  let most = 0;
  for (const c of made.campaigns) {
    const study = studies[c.study]!;
    for (const d0 of c.sizes) {
      const keyOf = (index: number) => ({
        study: c.study,
        variant: c.variant,
        purpose: purposeText({ kind: 'plan' }),
        index,
        d0,
      });
      const cost = (index: number) => study.cost(drawPath(study, ROOT, keyOf(index)), d0);
      const mean = Array.from({ length: 100 }, (_, i) => cost(i)).reduce((a, b) => a + b, 0) / 100;
      let [spent, measured] = [0, 0];
      for (let index = 0; index < 2; index++) {
        spent += await time(keyOf(index));
        measured += cost(index);
      }
      const seconds = (spent / measured) * mean;
      likely += seconds * c.expectedLadders;
      most += seconds * c.ladders;
    }
  }
  return { likely, most };
}

function print(made: Plan, jobs: number, seconds: { likely: number; most: number }): void {
  const percent = (p: number) => `${(100 * p).toFixed(1)} %`;
  console.log(
    `profile ${made.profile}: alpha ${made.alpha} over ${made.claims} claims and ${made.twins} twins, delta0 ${made.delta0}`,
  );
  for (const c of made.campaigns) {
    console.log(
      `\n${name(c)}: up to ${c.ladders} ladders of ${c.size} = ${c.sizes.join(', ')}, ${c.expectedLadders.toFixed(0)} expected`,
    );
    for (const s of [...c.strata, ...c.scaling, ...c.covers]) {
      const [none, one, two] = s.trialsNeeded;
      const where =
        'd0' in s
          ? `${c.size} = ${s.d0}${s.part === '' ? '' : ` (${s.part})`}`
          : `${s.id}, ${c.scaling.includes(s) ? 'ladders of' : `each ${c.size} in`} ${s.sizes.join(', ')}`;
      console.log(
        `  ${where}: delta ${s.delta}; ` +
          (c.purpose === 'main'
            ? `"supported" needs ${none} trials without a failure, ${one} with one, ${two} with two; `
            : '') +
          `chance of a verdict at p = 0: ${percent(s.chance.none)}, delta0: ${percent(s.chance.delta0)}, delta/2: ${percent(s.chance.half)}, ${c.purpose === 'main' ? '2 delta' : '0.9'}: ${percent(s.chance.far)}`,
      );
    }
    for (const { id, margin, atBest, alike } of c.comparisons)
      console.log(
        `  ${id}: margin ${margin}; "supported" needs ${atBest} trials at best, ${alike === null ? 'and more than any number' : alike} if both are always alike`,
      );
    console.log(`  claims: ${c.readers.join(', ')}`);
  }
  console.log(
    `\n${made.expectedTrials.toFixed(0)} trials expected, at most ${made.mostTrials}; about ${duration(seconds.likely)} on ${jobs} workers, at most ${duration(seconds.most)} (measured now on two trials of each size and a few exact instances)`,
  );
}

const name = (c: CampaignPlan) =>
  c.variant === 'main' ? `study ${c.study}` : `twin ${c.study}~${c.variant}`;
