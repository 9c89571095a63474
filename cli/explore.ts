/** `fct explore`: a map of where a claim holds and where it fails. */
import { gatherMap } from '../properties/explore/gather.ts';
import { checkPlan, type MapAxis, type MapPlan } from '../properties/explore/plan.ts';
import { exploreRecord, type ExploreRecord } from '../properties/explore/record.ts';
import { TargetError, targetOf, type Target } from '../properties/explore/target.ts';
import { exploreChart, standalone } from '../reports/explore/chart.ts';
import { exploreCsv } from '../reports/explore/csv.ts';
import { explorePage } from '../reports/explore/page.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';
import { assignment, engineName, integer, jobsOf, selectClaims, timeOf } from './arguments.ts';
import { EXIT } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { openOutput, type OutputFolder } from './output.ts';
import { withPool } from './withPool.ts';
import { nearest, UsageError } from './usage.ts';

export interface ExploreArguments {
  readonly x?: string;
  readonly y?: string;
  readonly d0: string;
  readonly set: readonly string[];
  readonly seed: string;
  readonly jobs?: string;
  readonly engine: string;
  readonly out: string;
  readonly force?: boolean;
  readonly maxTime?: string;
}

/** Makes or continues a map and returns the exit code: 0 when it is complete. */
export async function explore(name: string, args: ExploreArguments): Promise<number> {
  selectClaims([name]);
  const target = refusing(() => targetOf(THEOREMS, STUDIES, name));
  const seed = integer('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER);
  const jobs = jobsOf(args.jobs);
  const maxMilliseconds = timeOf(args.maxTime);
  const d0 = integer('--d0', args.d0, 4, 4096);
  if (args.x === undefined) throw new UsageError('name an axis, such as --x dBackground/dCore=0.125:8');
  const axes = [
    axisOf(target, '--x', args.x),
    ...(args.y === undefined ? [] : [axisOf(target, '--y', args.y)]),
  ];
  const set = Object.fromEntries(args.set.map((text) => assignment(text, target.study.settable)));
  const engine = await engineName(args.engine);
  const root = { seed, fingerprint: fingerprint(engine), regime: { where: [], set } };
  const plan: MapPlan = { target, axes, d0, root, engine };
  refusing(() => checkPlan(plan));
  const configuration = {
    schema: 'fct-explore/1',
    fingerprint: root.fingerprint,
    seed,
    engine,
    target: name,
    d0,
    set,
    axes: axes.map(({ axis, low, high }) => [axis.name, low, high]),
  };
  const folder = openOutput(args.out, configuration, args.force ?? false);
  if (folder.resumed)
    console.log(`Going on with the map in ${folder.path}: ${folder.known.size} trials are there.`);
  const { result, seconds, stopped } = await withPool(folder, { jobs, maxMilliseconds }, (options) =>
    gatherMap(plan, options),
  );
  const record = exploreRecord(plan, result, commandOf(name, args), seconds);
  writeMap(folder, record);
  console.log(`${record.sentence}\n${folder.path}/index.html`);
  if (stopped !== undefined) return stopped === 'SIGTERM' ? 143 : 130;
  return record.complete ? EXIT.ok : EXIT.inconclusive;
}

function writeMap(folder: OutputFolder, record: ExploreRecord): void {
  folder.write('explore.json', `${JSON.stringify(record, null, 2)}\n`);
  folder.write('explore.csv', exploreCsv(record));
  folder.write('explore.svg', standalone(exploreChart(record)));
  folder.write('index.html', explorePage(record));
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

/** What a target or a plan refuses is bad input. */
export function refusing<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof TargetError) throw new UsageError(error.message);
    throw error;
  }
}

function commandOf(name: string, { x, y, d0, set, seed, engine }: ExploreArguments): string {
  return [
    `fct explore ${name}`,
    `--x ${x}`,
    ...(y === undefined ? [] : [`--y ${y}`]),
    `--d0 ${d0}`,
    ...set.map((s) => `--set ${s}`),
    `--seed ${seed} --engine ${engine}`,
  ].join(' ');
}
