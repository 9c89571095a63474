/** `fct verify`: draw, train, judge, report. */
import { cpus } from 'node:os';
import { assembleRecords, type Findings } from '../properties/assemble.ts';
import type { Evidence } from '../properties/evidence.ts';
import type { Profile } from '../properties/profile.ts';
import type { Summary, TheoremRecord } from '../properties/record.ts';
import { gatherEvidence } from '../properties/run.ts';
import { assembleSummary } from '../properties/summary.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';
import { ENGINES, loadEngine } from './engines.ts';
import { exitCode } from './exitCode.ts';
import { fingerprint } from './fingerprint.ts';
import { openOutput, type Configuration, type OutputFolder } from './output.ts';
import { openPool } from './pool.ts';
import { PROFILES } from './profiles.ts';
import { createProgress } from './progress.ts';
import { writeReports } from './writeReports.ts';
import { nearest, UsageError } from './usage.ts';

export interface VerifyArguments {
  readonly profile: string;
  readonly seed: string;
  readonly jobs?: string;
  readonly engine: string;
  readonly out: string;
  readonly force?: boolean;
}

/** Runs a verification and returns the exit code. */
export async function verify(names: readonly string[], args: VerifyArguments): Promise<number> {
  const selected = selectClaims(names);
  const profile = profileOf(args.profile);
  const seed = integer('--seed', args.seed, 0, Number.MAX_SAFE_INTEGER);
  const jobs = args.jobs === undefined ? cpus().length : integer('--jobs', args.jobs, 1, 1024);
  const engine = await engineName(args.engine);
  const configuration: Configuration = {
    schema: 'fct-run/1',
    fingerprint: fingerprint(engine),
    seed,
    profile: profile.name,
    engine,
    selected: [...selected],
  };
  const folder = openOutput(args.out, configuration, args.force ?? false);
  if (folder.resumed)
    console.log(`Resuming the run in ${folder.path}: ${folder.known.size} trials are there.`);
  return run(folder, configuration, profile, jobs);
}

async function run(folder: OutputFolder, c: Configuration, profile: Profile, jobs: number): Promise<number> {
  const started = performance.now();
  const stop = new AbortController();
  let signalled: NodeJS.Signals | undefined;
  const onSignal = (signal: NodeJS.Signals) => {
    signalled = signal;
    stop.abort();
  };
  process.once('SIGINT', onSignal).once('SIGTERM', onSignal);
  const root = { seed: c.seed, fingerprint: c.fingerprint };
  const selected = new Set(c.selected);
  const progress = createProgress(process.stdout);
  const pool = openPool({ jobs, signal: stop.signal });
  let evidence: ReadonlyMap<string, Evidence>;
  try {
    evidence = await gatherEvidence({
      suite: THEOREMS,
      studies: STUDIES,
      selected,
      profile,
      root,
      engine: c.engine,
      execute: pool.execute,
      concurrency: jobs,
      known: folder.known,
      onEvidence: folder.append,
      onProgress: progress.update,
      signal: stop.signal,
    });
  } finally {
    progress.end();
    await pool.close();
    folder.close();
    process.removeListener('SIGINT', onSignal).removeListener('SIGTERM', onSignal);
  }
  const { records, summary } = report(
    c,
    profile,
    evidence,
    signalled !== undefined,
    (performance.now() - started) / 1000,
  );
  writeReports(folder, records, summary, evidence);
  return exitCode(summary, signalled);
}

/** Records and summary of a configuration's evidence: also what `fct report` renders again. */
export function report(
  c: Configuration,
  profile: Profile,
  evidence: ReadonlyMap<string, Evidence>,
  interrupted: boolean,
  durationSeconds: number,
): { records: readonly TheoremRecord[]; summary: Summary } {
  const findings: Findings = {
    suite: THEOREMS,
    studies: STUDIES,
    selected: new Set(c.selected),
    profile,
    root: { seed: c.seed, fingerprint: c.fingerprint },
    engine: c.engine,
    evidence,
    interrupted,
    command: commandOf(c),
    audit: null,
  };
  const records = assembleRecords(findings, durationSeconds);
  return { records, summary: assembleSummary(findings, records, durationSeconds) };
}

/** The command that makes the same run again. */
function commandOf(c: Configuration): string {
  const all = allClaims().length === c.selected.length;
  return [
    'fct verify',
    ...(all ? [] : c.selected),
    `--profile ${c.profile} --seed ${c.seed} --engine ${c.engine}`,
  ].join(' ');
}

const allClaims = () => THEOREMS.flatMap((t) => t.claims.map((c) => c.id));

/** Claim ids for names of theorems or claims; all when none is named. */
export function selectClaims(names: readonly string[]): ReadonlySet<string> {
  const known = [...THEOREMS.map((t) => t.id), ...allClaims()];
  const chosen = names.length === 0 ? THEOREMS.map((t) => t.id) : names;
  for (const name of chosen) {
    if (!known.includes(name)) {
      throw new UsageError(
        `unknown theorem "${name}": did you mean "${nearest(name, known)}"? \`fct list\` shows all`,
      );
    }
  }
  return new Set(
    THEOREMS.flatMap((t) =>
      t.claims.filter((c) => chosen.includes(t.id) || chosen.includes(c.id)).map((c) => c.id),
    ),
  );
}

export function profileOf(name: string): Profile {
  const profile = PROFILES[name];
  if (profile === undefined || !Object.hasOwn(PROFILES, name)) {
    const names = Object.keys(PROFILES);
    throw new UsageError(
      `unknown profile "${name}": did you mean "${nearest(name, names)}"? There are ${names.join(', ')}`,
    );
  }
  return profile;
}

export function integer(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !(value >= least && value <= most)) {
    throw new UsageError(`${option} needs a whole number from ${least} to ${most}, got "${text}"`);
  }
  return value;
}

async function engineName(choice: string): Promise<string> {
  if (!(ENGINES as readonly string[]).includes(choice)) {
    throw new UsageError(
      `unknown engine "${choice}": did you mean "${nearest(choice, ENGINES)}"? There are ${ENGINES.join(', ')}`,
    );
  }
  try {
    return (await loadEngine(choice)).name;
  } catch (error) {
    throw new UsageError(
      `engine "${choice}" does not load here (${(error as Error).message}); try --engine auto`,
    );
  }
}
