/** `fct verify`: draw, train, judge, report. */
import type { KnownCounterexample } from '../properties/records/knownRecord.ts';
import type { RunRecords } from '../properties/records/compare.ts';
import type { Evidence } from '../properties/trials/evidence.ts';
import { studiesRead } from '../properties/gather/selection.ts';
import type { Agenda } from '../properties/gather/agenda.ts';
import { checkInstances } from '../properties/gather/instances.ts';
import { emptyParts, type EmptyPart } from '../properties/power/emptyParts.ts';
import { planOf } from '../properties/power/plan.ts';
import { appendHistory, checkHistory } from './history.ts';
import { openSentence, withIncidents } from '../properties/trials/incident.ts';
import { sizesIn } from '../properties/trials/regime.ts';
import { gatherEvidence, gatherShard } from '../properties/gather/run.ts';
import type { Shard } from '../properties/gather/shard.ts';
import { purposeText } from '../properties/trials/purpose.ts';
import { drawPath, EmptyRegimeError, type SeedRoot } from '../properties/trials/seeds.ts';
import { isInterrupted } from '../reports/incidents.ts';
import { terminalPlan } from '../reports/terminal.ts';
import { columnsOf } from './terminal.ts';
import { NoInstanceError } from '../theorems/types.ts';
import type { BrokerArguments } from './broker/address.ts';
import { withCampaign, type Campaign } from './broker/campaign.ts';
import { suiteAgenda } from './agenda.ts';
import {
  checkJudged,
  engineName,
  integer,
  jobsOf,
  profileOf,
  regimeOf,
  selectClaims,
  shardOf,
  timeOf,
} from './arguments.ts';
import { earlierRun } from './earlier.ts';
import { whyBackend } from './engines.ts';
import { EXIT, exitCode, SIGNAL_EXIT } from './exitCode.ts';
import { readFailures, replayFailures } from './failures.ts';
import { fingerprint } from './fingerprint.ts';
import { withOutput, type OutputFolder } from './output.ts';
import { checkOwn } from './ownEvidence.ts';
import { readRun, RUN_SCHEMA, type Configuration } from './storedRun.ts';
import { suiteRecord, type LoadedSuite } from './suite.ts';
import { resultsOf } from './results.ts';
import { writeReports } from './writeReports.ts';
import { UsageError } from './usage.ts';
import { withPool, type Gathered } from './withPool.ts';
import { agree, count } from '../properties/count.ts';

export interface VerifyArguments extends BrokerArguments {
  readonly profile?: string;
  readonly seed: string;
  readonly jobs?: string;
  readonly engine: string;
  readonly out: string;
  readonly force?: boolean;
  readonly where: readonly string[];
  readonly set: readonly string[];
  readonly maxTime?: string;
  readonly shard?: string;
  readonly compare?: string;
  readonly history?: boolean;
}

/** Runs a verification and returns the exit code. */
export async function verify(
  suite: LoadedSuite,
  names: readonly string[],
  args: VerifyArguments,
): Promise<number> {
  const selected = selectClaims(suite, names);
  const profile = profileOf(suite, args.profile);
  const seed = integer('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER);
  const jobs = jobsOf(args.jobs);
  const regime = regimeOf(suite, args.where, args.set, selected, profile);
  checkJudged(suite.theorems, selected, profile, regime);
  const shard = shardOf(args.shard);
  const time = timeOf(args.maxTime);
  const earlier = earlierRun(args.compare);
  if (args.history) checkHistory();
  if (args.history && shard.count > 1) throw new UsageError('--history keeps verdicts, and a shard has none');
  if (earlier !== undefined && shard.count > 1)
    throw new UsageError(
      '--compare needs a verdict, and a shard has none; give it to `fct report` after the merge',
    );
  const engine = await engineName(args.engine);
  const configuration: Configuration = {
    schema: RUN_SCHEMA,
    suite: suiteRecord(suite),
    fingerprint: fingerprint(engine, suite),
    seed,
    profile: profile.name,
    engine,
    selected: [...selected],
    regime,
    shard,
  };
  const agenda = suiteAgenda(suite, selected, profile, regime);
  const empty = tryRegime(agenda, configuration);
  const failures = shard.index === 1 ? readFailures(suite, selected) : [];
  const why = await whyBackend(args.engine, engine);
  const inFolder = (campaign: Campaign | undefined) =>
    withOutput({ out: args.out, configuration, force: args.force }, async (folder) => {
      checkOwn(folder.path, configuration, agenda, folder.known);
      if (folder.resumed)
        console.log(
          `Resuming the run in ${folder.path}: ${count(folder.known.size, 'trial')} ${agree(folder.known.size, 'is', 'are')} there.`,
        );
      if (why !== undefined) console.log(why);
      const plan = planOf(agenda);
      if (plan.campaigns.length > 0) console.log(terminalPlan(plan, empty, columnsOf(process.stdout)));
      const { known, open, stopped } = await replayFailures(suite, failures, jobs);
      if (stopped !== undefined) {
        console.log(STOPPED);
        return SIGNAL_EXIT[stopped]!;
      }
      const code = await finish(suite, folder, configuration, agenda, {
        jobs,
        maxMilliseconds: time,
        earlier,
        known,
        history: args.history,
        campaign,
      });
      if (code >= 130) console.log(STOPPED);
      // A saved counterexample says nothing about the sampler's failure rate; other bits from the same sources are an error.
      if (known.some((k) => k.again === 'different') && code < 130) return EXIT.error;
      return open > 0 && code === EXIT.ok ? EXIT.inconclusive : code;
    });
  const what = ['verify', ...names, `--profile ${profile.name} --seed ${seed}`].join(' ');
  return withCampaign(args, configuration, what, inFolder);
}

const STOPPED = 'Stopped. What was gathered is kept; the same command goes on.';

/** Refuses, before any work, an empty regime and one with draws that have no instance. Returns the parts that it leaves without draws. */
function tryRegime(agenda: Agenda, root: SeedRoot): readonly EmptyPart[] {
  const { regime, profile } = agenda;
  try {
    checkInstances(agenda.campaigns, root);
    for (const study of studiesRead(agenda)) {
      for (const d0 of sizesIn(regime, profile.studies[study]!.sizes))
        drawPath(agenda.studies[study]!, root, {
          study,
          variant: 'main',
          purpose: purposeText({ kind: 'main' }),
          index: 0,
          d0,
        });
    }
    return emptyParts(agenda.campaigns, root);
  } catch (error) {
    if (error instanceof EmptyRegimeError || error instanceof NoInstanceError)
      throw new UsageError(error.message);
    throw error;
  }
}

export interface FinishOptions {
  readonly jobs: number;
  readonly maxMilliseconds?: number | undefined;
  readonly campaign?: Campaign | undefined;
  /** The run to compare with. */
  readonly earlier?: RunRecords | undefined;
  /** Saved counterexamples, as this run found them. */
  readonly known?: readonly KnownCounterexample[];
  /** Does the finished run become a line of the history? */
  readonly history?: boolean | undefined;
}

/** Gathers the evidence that the folder lacks, judges all evidence and writes the reports; returns the exit code. */
export async function finish(
  suite: LoadedSuite,
  folder: OutputFolder,
  c: Configuration,
  agenda: Agenda,
  { jobs, maxMilliseconds, earlier, history, known = [], campaign }: FinishOptions,
): Promise<number> {
  const run = { ...agenda, root: c, engine: c.engine };
  const withKept = (error: unknown): never => {
    if (!(error instanceof EmptyRegimeError)) throw error;
    throw new UsageError(`${error.message}; the trials before are kept in ${folder.path}`);
  };
  const limits = { suite, jobs, maxMilliseconds, campaign };
  if (c.shard.count > 1) {
    const gathered = await withPool(folder, limits, (options) =>
      gatherShard({ ...run, ...options }, c.shard).catch(withKept),
    );
    return shardDone(folder, c.shard, gathered);
  }
  const { result, timing, incidents, stopped, interrupted } = await withPool(folder, limits, (options) =>
    gatherEvidence({ ...run, ...options }).catch(withKept),
  );
  const results = resultsOf(c, agenda, result, timing, incidents, known);
  writeReports(suite, folder, results, earlier);
  if (!interrupted && !isInterrupted(results.summary)) {
    folder.stands();
    if (history) appendHistory(results, readRun(folder.path).started);
  }
  return exitCode(results.summary, stopped);
}

/** A shard has evidence and no verdict. */
function shardDone(
  folder: OutputFolder,
  shard: Shard,
  { result, timing, incidents, stopped, interrupted }: Gathered<ReadonlyMap<string, Evidence>>,
): number {
  const open = openSentence(withIncidents(timing, incidents, result).incidents ?? []);
  const complete = !interrupted && open === '';
  if (complete) folder.stands();
  const next = complete
    ? '`fct merge` judges all shards together.'
    : open || 'It was interrupted; the same command goes on.';
  console.log(
    `Shard ${shard.index}/${shard.count}: ${count(result.size, 'trial')} in ${folder.path}. ${next}`,
  );
  if (stopped !== undefined) return SIGNAL_EXIT[stopped]!;
  return complete ? EXIT.ok : EXIT.inconclusive;
}
