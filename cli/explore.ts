/** `fct explore`: a map of where a claim holds and where it fails, or a ranking of what decides that. */
import { checkDraws, gatherDraws, type DecidesPlan } from '../properties/explore/decides.ts';
import { decidesRecord, DECIDES_SCHEMA, type DecidesRecord } from '../properties/explore/decidesRecord.ts';
import { gatherMap } from '../properties/explore/gather.ts';
import { checkPlan, type MapAxis, type MapPlan } from '../properties/explore/plan.ts';
import { EXPLORE_SCHEMA, exploreRecord, type ExploreRecord } from '../properties/explore/record.ts';
import { openSentence, withIncidents } from '../properties/trials/incident.ts';
import { sizesOf, TargetError, targetOf, type Target } from '../properties/explore/target.ts';
import { exploreChart, standalone } from '../reports/explore/chart.ts';
import { exploreCsv } from '../reports/explore/csv.ts';
import { decidesChart, decidesPage } from '../reports/explore/decides.ts';
import { explorePage } from '../reports/explore/page.ts';
import { assignment, engineName, integer, jobsOf, selectClaims, timeOf } from './arguments.ts';
import type { BrokerArguments } from './broker/address.ts';
import { withCampaign, type Campaign } from './broker/campaign.ts';
import { EXIT, SIGNAL_EXIT } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { pagesBeside } from './beside.ts';
import type { AnyRun } from './contents.ts';
import { withOutput, type OutputFolder } from './output.ts';
import { suiteRecord, suiteWords, type LoadedSuite, type SuiteRecord } from './suite.ts';
import { withPool } from './withPool.ts';
import { nearest, UsageError } from './usage.ts';
import { agree, count } from '../properties/count.ts';

export interface ExploreArguments extends BrokerArguments {
  readonly x?: string;
  readonly y?: string;
  readonly whatDecides?: boolean;
  readonly draws: string;
  readonly d0?: string;
  readonly set: readonly string[];
  readonly seed: string;
  readonly jobs?: string;
  readonly engine: string;
  readonly out: string;
  readonly force?: boolean;
  readonly maxTime?: string;
}

/** Makes or continues a map or a ranking and returns the exit code: 0 when it is complete. */
export async function explore(suite: LoadedSuite, name: string, args: ExploreArguments): Promise<number> {
  selectClaims(suite, [name]);
  const target = refusing(() => targetOf(suite.theorems, suite.studies, name));
  const seed = integer('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER);
  const shared = { suite, jobs: jobsOf(args.jobs), maxMilliseconds: timeOf(args.maxTime) };
  const { range, usual } = sizesOf(target);
  const d0 = args.d0 === undefined ? usual : integer('--d0', args.d0, ...range);
  const set = Object.fromEntries(args.set.map((text) => assignment(text, target.study.settable)));
  const axes = axesOf(target, args);
  const draws = integer('--draws', args.draws, 20, 100_000);
  const engine = await engineName(args.engine);
  const root = { seed, fingerprint: fingerprint(engine, suite), regime: { where: [], set } };
  const kept = suiteRecord(suite);
  const asked = { suite: kept, fingerprint: root.fingerprint, seed, engine, target: name, d0, set };
  const command = commandOf(kept, name, d0, args);
  if (args.whatDecides) {
    const plan: DecidesPlan = { target, d0, root, engine, draws };
    refusing(() => checkDraws(plan));
    return inFolder(args, { schema: DECIDES_SCHEMA, ...asked, draws }, async (folder, campaign) => {
      const { result, stopped, ...made } = await withPool(folder, { ...shared, campaign }, (o) =>
        gatherDraws(plan, o),
      );
      const timing = withIncidents(made.timing, made.incidents, result);
      const record = decidesRecord(plan, result, command, timing);
      writeRanking(folder, record);
      return said(folder, record, stopped);
    });
  }
  const plan: MapPlan = { target, axes, d0, root, engine };
  refusing(() => checkPlan(plan));
  const ranges = axes.map(({ axis, low, high }) => [axis.name, low, high]);
  return inFolder(args, { schema: EXPLORE_SCHEMA, ...asked, axes: ranges }, async (folder, campaign) => {
    const { result, stopped, ...made } = await withPool(folder, { ...shared, campaign }, (o) =>
      gatherMap(plan, o),
    );
    const timing = withIncidents(made.timing, made.incidents, result);
    const record = exploreRecord(plan, result, command, timing);
    writeMap(folder, record);
    return said(folder, record, stopped);
  });
}

function inFolder(
  args: ExploreArguments,
  configuration: AnyRun & { readonly fingerprint: string; readonly target: string; readonly seed: number },
  work: (folder: OutputFolder, campaign: Campaign | undefined) => Promise<number>,
): Promise<number> {
  const { out, force } = args;
  const what = `explore ${configuration.target} --seed ${configuration.seed}`;
  return withCampaign(args, configuration, what, (campaign) =>
    withOutput({ out, configuration, force }, (folder) => {
      if (folder.resumed)
        console.log(
          `Going on with what is in ${folder.path}: ${count(folder.known.size, 'trial')} ${agree(folder.known.size, 'is', 'are')} there.`,
        );
      return work(folder, campaign);
    }),
  );
}

/** Reports the result; a complete map or ranking counts as finished. */
function said(
  { path, stands }: OutputFolder,
  { sentence, complete, timing }: Pick<ExploreRecord, 'sentence' | 'complete' | 'timing'>,
  stopped: NodeJS.Signals | undefined,
): number {
  if (complete) stands();
  const open = complete ? '' : openSentence(timing.incidents ?? []);
  console.log([sentence, `${path}/index.html`, open].join('\n').trimEnd());
  if (stopped !== undefined) return SIGNAL_EXIT[stopped]!;
  return complete ? EXIT.ok : EXIT.inconclusive;
}

function writeRanking(folder: OutputFolder, record: DecidesRecord): void {
  folder.write('what-decides.json', `${JSON.stringify(record, null, 2)}\n`);
  if (record.ranking.length > 0) folder.write('what-decides.svg', standalone(decidesChart(record)));
  folder.write('index.html', decidesPage(record, pagesBeside(folder.path)));
}

function writeMap(folder: OutputFolder, record: ExploreRecord): void {
  folder.write('explore.json', `${JSON.stringify(record, null, 2)}\n`);
  folder.write('explore.csv', exploreCsv(record));
  folder.write('explore.svg', standalone(exploreChart(record)));
  folder.write('index.html', explorePage(record, pagesBeside(folder.path)));
}

/** One or two axes for a map, none for a ranking. */
function axesOf(target: Target, { x, y, whatDecides }: ExploreArguments): readonly MapAxis[] {
  if (whatDecides && (x ?? y) !== undefined)
    throw new UsageError('--what-decides draws over all axes; leave out --x and --y');
  if (whatDecides) return [];
  if (x === undefined)
    throw new UsageError('name an axis, such as --x dBackground/dCore=0.125:8, or ask for --what-decides');
  return [axisOf(target, '--x', x), ...(y === undefined ? [] : [axisOf(target, '--y', y)])];
}

/** `AXIS=low:high`, with an axis of the target's study. */
function axisOf(target: Target, option: string, text: string): MapAxis {
  const [, name, low, high] = /^(.+)=([^:=]+):([^:=]+)$/.exec(text) ?? [];
  if (name === undefined || !(Number(low) < Number(high)))
    throw new UsageError(`${option} needs AXIS=LOW:HIGH with numbers, LOW below HIGH, got "${text}"`);
  const axes = target.study.axes!;
  const axis = axes.find((a) => a.name === name);
  if (axis === undefined) {
    const names = axes.map((a) => a.name);
    throw new UsageError(
      `${option} ${name}: did you mean "${nearest(name, names)}"? There are ${names.join(', ')}`,
    );
  }
  return { axis, low: Number(low), high: Number(high) };
}

/** Turns the errors of a target or a plan into bad input. */
export function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TargetError) throw new UsageError(error.message);
    throw error;
  }
}

function commandOf(suite: SuiteRecord, name: string, d0: number, args: ExploreArguments): string {
  const { x, y, set, seed, engine } = args;
  return [
    `fct ${suiteWords(suite)}explore ${name}`,
    ...(args.whatDecides ? [`--what-decides --draws ${args.draws}`] : [`--x ${x}`]),
    ...(y === undefined ? [] : [`--y ${y}`]),
    `--d0 ${d0}`,
    ...set.map((s) => `--set ${s}`),
    `--seed ${seed} --engine ${engine}`,
  ].join(' ');
}
