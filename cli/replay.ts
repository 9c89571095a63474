/**
 * `fct replay <token>`: one trial again, alone. `fct replay --sample n <dir>`: n trials of a run, drawn at random, so
 * that whoever wrote the evidence cannot know which. 0 same bits, 1 different, 2 foreign token or run.
 */
import { randomInt } from 'node:crypto';
import { digestOf, keyString, type Evidence } from '../properties/trials/evidence.ts';
import { exactRunsOf } from '../properties/gather/exact.ts';
import { EmptyRegimeError, type SeedRoot } from '../properties/trials/seeds.ts';
import { EXACT, pathOf, runTask } from '../properties/trials/task.ts';
import { toToken, type TokenContent } from '../properties/trials/token.ts';
import { NoInstanceError } from '../theorems/types.ts';
import { suiteAgenda } from './agenda.ts';
import { integer, profileOf } from './arguments.ts';
import { loadEngine } from './engines.ts';
import { EXIT } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { readOwnEvidence } from './ownEvidence.ts';
import { readToken } from './readToken.ts';
import { readRun } from './storedRun.ts';
import { loadSuite, suiteOfRun, type LoadedSuite, type SuiteOptions } from './suite.ts';
import { UsageError } from './usage.ts';

export interface ReplayArguments {
  /** true: without a number. */
  readonly sample?: string | true;
}

/** Trials of a sample where no number is given. */
const USUAL_SAMPLE = '5';

export async function replay(
  options: SuiteOptions,
  target: string | undefined,
  { sample }: ReplayArguments,
): Promise<number> {
  if (sample === undefined) {
    if (target === undefined)
      throw new UsageError('replay needs a token from a report, or --sample and the --out folder of a run');
    return replayToken(await loadSuite(options.suite), target);
  }
  // What stands behind --sample is its number, unless it is the folder.
  if (target !== undefined) return replaySample(options, target, sample === true ? USUAL_SAMPLE : sample);
  if (sample === true || /^\d+$/.test(sample))
    throw new UsageError('replay --sample needs the --out folder of a run');
  return replaySample(options, sample, USUAL_SAMPLE);
}

async function replayToken(suite: LoadedSuite, text: string): Promise<number> {
  const token = readToken(text);
  refuseOtherSources(suite, { fingerprint: token.root.fingerprint, engine: token.engine });
  refuseUnknownTrial(suite, token);
  const { evidence, same, now } = await again(suite, token);
  console.log(JSON.stringify({ key: token.key, path: evidence.path, outcome: evidence.outcome }, null, 2));
  console.log(same ? `same bits: ${now}` : `different: digest ${now}, the token says ${token.digest}`);
  return same ? EXIT.ok : EXIT.refuted;
}

async function replaySample(options: SuiteOptions, folder: string, sample: string): Promise<number> {
  const wanted = integer('--sample', sample, 1, 1_000_000);
  const { configuration: run } = readRun(folder);
  const suite = await suiteOfRun(folder, run, options);
  refuseOtherSources(suite, run);
  const agenda = suiteAgenda(suite, run.selected, profileOf(suite, run.profile), run.regime);
  const left = [...readOwnEvidence(folder, run, agenda).values()].filter(
    (e) => e.outcome.status === 'measured',
  );
  if (left.length === 0)
    throw new UsageError(`${folder} holds no measured trial; name the --out folder of a run`);
  const root: SeedRoot = { seed: run.seed, fingerprint: run.fingerprint, regime: run.regime };
  const exactRuns = exactRunsOf(suite.theorems, agenda.profile);
  const count = Math.min(wanted, left.length);
  let different = 0;
  for (let i = 0; i < count; i++) {
    const [{ key, outcome }] = left.splice(randomInt(left.length), 1) as [Evidence];
    const token = { root, key, engine: run.engine, digest: digestOf(outcome) };
    const { same } = await again(suite, token, exactRuns.get(key.variant));
    if (!same) different++;
    const tail = key.study === EXACT ? '' : `  ${toToken(token)}`;
    console.log(`${same ? 'same bits' : 'DIFFERENT'}  ${keyString(key)}${tail}`);
  }
  console.log(`${count - different} of ${count} sampled trials gave the same bits`);
  return different === 0 ? EXIT.ok : EXIT.refuted;
}

function refuseOtherSources(
  suite: LoadedSuite,
  { fingerprint: named, engine }: { fingerprint: string; engine: string },
): void {
  const own = fingerprint(engine, suite);
  if (named !== own) {
    throw new UsageError(
      `the trial is from another version or another suite: it names sources ${named}, those of suite "${suite.name}" are ${own}; check out the version that made it, or name its suite with --suite`,
    );
  }
}

/** Refuses a trial that no run of these sources has: an unknown study or variant, or a draw without an instance. */
function refuseUnknownTrial({ studies }: LoadedSuite, { root, key, engine }: TokenContent): void {
  const study = studies[key.study];
  if (study === undefined) throw new UsageError(`the token names study "${key.study}", which is unknown`);
  if (key.variant !== 'main' && !Object.hasOwn(study.variants, key.variant))
    throw new UsageError(`the token names variant "${key.variant}", which study ${study.id} does not have`);
  try {
    const path = pathOf({ root, key, engine, runs: 0 }, studies);
    study.instance({ path, d0: key.d0, variant: key.variant, set: root.regime.set });
  } catch (error) {
    if (!(error instanceof EmptyRegimeError || error instanceof NoInstanceError)) throw error;
    throw new UsageError(`the token names a trial that no run has: ${error.message}`);
  }
}

/** Runs the trial again. */
async function again(
  { studies, theorems }: LoadedSuite,
  { root, key, engine, digest }: TokenContent,
  runs = 0,
) {
  // A trial blocks this process, so signals are handled between two trials.
  await new Promise((resolve) => setImmediate(resolve));
  const evidence = await runTask({ root, key, engine, runs }, studies, theorems, await loadEngine(engine));
  const now = digestOf(evidence.outcome);
  return { evidence, now, same: now === digest };
}
