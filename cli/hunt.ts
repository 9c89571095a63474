/** `fct hunt`: instances that violate a claim, shrunk, confirmed and saved. 0 none found, 1 found. */
import { ALPHA, DELTA } from '../properties/hunt/confirm.ts';
import { openSentence } from '../properties/trials/incident.ts';
import { hunt, nameOf, type HuntPlan, type HuntResult } from '../properties/hunt/hunt.ts';
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
import type { LoadedSuite } from './suite.ts';
import { nearest, UsageError } from './usage.ts';
import { NO_FOLDER, unlessStopped, withPool } from './withPool.ts';

export interface HuntArguments extends BrokerArguments {
  readonly domain: string;
  readonly budget: string;
  readonly random?: boolean;
  readonly seed: string;
  readonly jobs?: string;
  readonly engine: string;
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
  const { fingerprint: sources } = root;
  const named = { verb: 'hunt', fingerprint: sources, target: name, domain, budget, strategy, seed, engine };
  return withCampaign(args, named, `hunt ${name} --seed ${seed}`, (campaign) =>
    withStore(async () => {
      // A result is kept, whatever happens to the hunts after it.
      const results: HuntResult[] = [];
      const { result, incidents, stopped } = await withPool(
        NO_FOLDER,
        { suite, jobs, maxMilliseconds: undefined, campaign },
        (options) => hunt(plan, { ...options, onResult: (one) => results.push(one) }).catch(unlessStopped),
      );
      const kept = results.map((one) => tell(plan, one));
      if (result === undefined) {
        console.log(`Stopped before the hunt was over. ${openSentence(incidents)}`.trimEnd());
        return stopped === undefined ? EXIT.inconclusive : SIGNAL_EXIT[stopped]!;
      }
      if (kept.includes(false)) return EXIT.error;
      return results.some((r) => r.ending === 'found') ? EXIT.refuted : EXIT.ok;
    }),
  );
}

/** Which hypotheses a counterexample does not meet, and whether the relaxation is what did it. */
function metWords({ broken, relaxed }: FailureEntry): string {
  if (broken.length > 0) return broken.join(', ');
  return relaxed === null ? 'none' : `none; it fails without breaking ${relaxed}, which is not what did it`;
}

function domainOf(text: string): Domain {
  const domain = DOMAINS.find((d) => d === text);
  if (domain === undefined)
    throw new UsageError(
      `unknown domain "${text}": did you mean "${nearest(text, DOMAINS)}"? There are ${DOMAINS.join(', ')}`,
    );
  return domain;
}

/** Prints a result, then saves its counterexample, so that it was shown even if it cannot be saved. Returns false if it could not be saved. */
function tell({ target, domain }: HuntPlan, result: HuntResult): boolean {
  const { relaxed, trials, restarts } = result;
  const where = relaxed === null ? `domain ${domain}` : `domain ${domain}, hypothesis ${relaxed} broken`;
  const effort = `${trials} trials, ${restarts} starts`;
  if (result.ending !== 'found') {
    console.log(`${nameOf(target)}, ${where}: nothing found in ${effort}; ${whyNothing(result)}.`);
    return true;
  }
  const { failure } = result;
  const { rate, confirmation, shrinking } = failure;
  const { d0, ...others } = { d0: failure.instance.d0, ...failure.changed };
  const changed = Object.entries(others).map(([axis, value]) => `, ${axis} = ${value}`);
  const percent = (p: number) => `${(100 * p).toFixed(0)} %`;
  console.log(
    [
      `${nameOf(target)}, ${where}: a counterexample after ${effort}.`,
      `  simplest instance confirmed: ${sizeSymbol(target.study)} = ${d0}${changed.join('')}; the rest at its defaults`,
      `  hypotheses not met: ${metWords(failure)}`,
      `  fails ${rate.failures} of ${rate.trials} times on fresh streams (95 % interval ${percent(rate.low)} to ${percent(rate.high)})`,
      `  confirmed against a failure rate of ${percent(DELTA)} at level ${confirmation.level.toPrecision(2)} (${confirmation.failures} of ${confirmation.trials}); any false confirmation in this hunt: at most ${percent(ALPHA)}`,
      `  ${shrinking.steps} shrinking steps, ${shrinking.asked} tried${shrinking.cutShort ? ', cut short by the budget' : ''}`,
    ].join('\n'),
  );
  return save(failure);
}

function whyNothing(result: Exclude<HuntResult, { readonly ending: 'found' }>): string {
  switch (result.ending) {
    case 'nowhere':
      return 'no instance is allowed there';
    case 'not-judged':
      return 'not one of these trials could be judged';
    case 'nothing-found':
      return `smallest slack ${result.smallestSlack.toPrecision(3)}`;
  }
}

function save(failure: FailureEntry): boolean {
  try {
    const { file, isNew } = saveFailure(failure);
    console.log(`  ${isNew ? 'saved as' : 'already saved as'} ${file}`);
    return true;
  } catch (error) {
    failed(error);
    return false;
  }
}
