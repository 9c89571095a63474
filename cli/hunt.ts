/** `fct hunt`: instances that violate a claim, shrunk, confirmed and saved; with --out, a page of the hunt. 0 none found, 1 found. */
import { ALPHA, DELTA } from '../properties/hunt/confirm.ts';
import { openSentence } from '../properties/trials/incident.ts';
import { hunt, nameOf, type HuntPlan } from '../properties/hunt/hunt.ts';
import type { HuntResult } from '../properties/hunt/result.ts';
import type { FailureEntry } from '../properties/hunt/failure.ts';
import { DOMAINS, instanceSpace, type Domain } from '../properties/hunt/space.ts';
import { targetOf } from '../properties/explore/target.ts';
import { sizeSymbol } from '../theorems/types.ts';
import { SAMPLER_REGIME } from '../properties/trials/regime.ts';
import { engineName, integer, jobsOf, selectClaims } from './arguments.ts';
import type { BrokerArguments } from './broker/address.ts';
import { withCampaign } from './broker/campaign.ts';
import { EXIT, SIGNAL_EXIT } from './exitCode.ts';
import { refusing } from './explore.ts';
import { failed } from './failed.ts';
import { saveFailure, withStore } from './failures.ts';
import { fingerprint } from './fingerprint.ts';
import { suiteRecord, suiteWords, type LoadedSuite, type SuiteRecord } from './suite.ts';
import { nearest, UsageError } from './usage.ts';
import { huntCsv } from '../reports/hunt/csv.ts';
import { huntPage } from '../reports/hunt/page.ts';
import { effortWords, instanceWords, metWords, nothingWords, whereWords } from '../reports/hunt/words.ts';
import { count } from '../reports/text.ts';
import { pagesBeside } from './beside.ts';
import { withOutput, type OutputFolder } from './output.ts';
import { HUNT_SCHEMA, huntRecord, type HuntRecord, type SavedResult } from '../properties/hunt/record.ts';
import { NO_FOLDER, unlessStopped, withPool, type PoolLimits } from './withPool.ts';

export interface HuntArguments extends BrokerArguments {
  readonly domain: string;
  readonly budget: string;
  readonly random?: boolean;
  readonly seed: string;
  readonly jobs?: string;
  readonly engine: string;
  readonly out?: string;
  readonly force?: boolean;
}

export async function runHunt(suite: LoadedSuite, name: string, args: HuntArguments): Promise<number> {
  selectClaims(suite, [name]);
  const target = refusing(() => targetOf(suite.theorems, suite.studies, name));
  const domain = domainOf(args.domain);
  const budget = integer('--budget', args.budget, 50, 1_000_000);
  const seed = integer('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER);
  const jobs = jobsOf(args.jobs);
  const engine = await engineName(args.engine);
  const root = { seed, fingerprint: fingerprint(engine, suite), regime: SAMPLER_REGIME };
  const strategy = args.random ? 'random' : 'guided';
  const plan: HuntPlan = { target, domain, budget, strategy, root, engine };
  refusing(() => instanceSpace(target, domain, null, root));
  const kept = suiteRecord(suite);
  const { fingerprint: sources } = root;
  const configuration = {
    schema: HUNT_SCHEMA,
    ...{ suite: kept, fingerprint: sources, seed, engine, target: name, domain, budget, strategy },
  };
  const named = { verb: 'hunt', fingerprint: sources, target: name, domain, budget, strategy, seed, engine };
  return withCampaign(args, named, `hunt ${name} --seed ${seed}`, (campaign) => {
    const limits = { suite, jobs, maxMilliseconds: undefined, campaign };
    const work = (folder?: OutputFolder) => huntInto(plan, limits, folder, commandOf(kept, name, args));
    const { out, force } = args;
    return out === undefined ? work() : withOutput({ out, configuration, force }, work);
  });
}

interface Saved extends SavedResult {
  /** It could not be saved. */
  readonly lost: boolean;
}

/** Hunts, prints and saves; with a folder it also writes the page of the hunt there. */
function huntInto(
  plan: HuntPlan,
  limits: PoolLimits,
  folder: OutputFolder | undefined,
  command: string,
): Promise<number> {
  return withStore(async () => {
    // A result is kept, whatever happens to the hunts after it.
    const results: HuntResult[] = [];
    const { result, timing, incidents, stopped } = await withPool(NO_FOLDER, limits, (options) =>
      hunt(plan, { ...options, onResult: (one) => results.push(one) }).catch(unlessStopped),
    );
    const told = results.map((one) => tell(plan, one));
    if (folder !== undefined) {
      const size = sizeSymbol(plan.target.study);
      writeHunt(folder, huntRecord(plan, told, result !== undefined, size, command, timing));
    }
    if (result === undefined) {
      console.log(`Stopped before the hunt was over. ${openSentence(incidents)}`.trimEnd());
      return stopped === undefined ? EXIT.inconclusive : SIGNAL_EXIT[stopped]!;
    }
    if (told.some(({ lost }) => lost)) return EXIT.error;
    return results.some((r) => r.ending === 'found') ? EXIT.refuted : EXIT.ok;
  });
}

function domainOf(text: string): Domain {
  const domain = DOMAINS.find((d) => d === text);
  if (domain === undefined)
    throw new UsageError(
      `unknown domain "${text}": did you mean "${nearest(text, DOMAINS)}"? There are ${DOMAINS.join(', ')}`,
    );
  return domain;
}

function writeHunt({ path, write, stands }: OutputFolder, record: HuntRecord): void {
  write('hunt.json', `${JSON.stringify(record, null, 2)}\n`);
  write('hunt.csv', huntCsv(record));
  write('index.html', huntPage(record, pagesBeside(path)));
  if (record.complete) stands();
  console.log(`${path}/index.html`);
}

function commandOf(suite: SuiteRecord, name: string, args: HuntArguments): string {
  const { domain, budget, random, seed, engine } = args;
  return `fct ${suiteWords(suite)}hunt ${name} --domain ${domain} --budget ${budget}${random ? ' --random' : ''} --seed ${seed} --engine ${engine}`;
}

/** Prints a result, then saves its counterexample, so that it was shown even if it cannot be saved. `lost` says that it could not be saved. */
function tell({ target, domain }: HuntPlan, result: HuntResult): Saved {
  const where = whereWords(nameOf(target), domain, result);
  const effort = effortWords(result);
  if (result.ending !== 'found') {
    console.log(`${where}: nothing found in ${effort}; ${nothingWords(result)}.`);
    return { result, file: null, lost: false };
  }
  const { failure } = result;
  const { rate, confirmation, shrinking } = failure;
  const percent = (p: number) => `${(100 * p).toFixed(0)} %`;
  console.log(
    [
      `${where}: a counterexample after ${effort}.`,
      `  simplest instance confirmed: ${instanceWords(sizeSymbol(target.study), failure)}; the rest at its defaults`,
      `  hypotheses not met: ${metWords(failure)}`,
      `  fails ${rate.failures} of ${count(rate.trials, 'time')} on fresh streams (95 % interval ${percent(rate.low)} to ${percent(rate.high)})`,
      `  confirmed against a failure rate of ${percent(DELTA)} at level ${confirmation.level.toPrecision(2)} (${confirmation.failures} of ${confirmation.trials}); any false confirmation in this hunt: at most ${percent(ALPHA)}`,
      `  ${count(shrinking.steps, 'shrinking step')}, ${shrinking.asked} tried${shrinking.cutShort ? ', cut short by the budget' : ''}`,
    ].join('\n'),
  );
  const file = save(failure);
  return { result, file, lost: file === null };
}

/** The file; null when it could not be written. */
function save(failure: FailureEntry): string | null {
  try {
    const { file, isNew } = saveFailure(failure);
    console.log(`  ${isNew ? 'saved as' : 'already saved as'} ${file}`);
    return file;
  } catch (error) {
    failed(error);
    return null;
  }
}
