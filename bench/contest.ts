/**
 * Runs of several engines on several problems, each in a process of its own, pinned to one core, turn by turn: an engine's
 * times come from all over the measurement, so what slows the machine for a while slows every engine.
 */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { median, spreadOf } from './clock.ts';
import { PEERS, type Name } from './engines.ts';
import { LEARNED, LONG, problemOf, STEPS, type Shape } from './problem.ts';

export interface Row {
  readonly n: number;
  readonly d0: number;
  readonly m: number;
  readonly ratio: number;
  readonly d: number;
  readonly engine: Name;
  /** Median over the runs, of processor time. */
  readonly msPerStep: number;
  /** (largest - smallest) / median. */
  readonly spread: number;
  readonly fastest: number;
  /** Median of the wall clock: what it has beyond msPerStep, other programs took. */
  readonly wallMsPerStep: number;
  readonly runs: number;
  /** R_ID at the end of the last run. */
  readonly idRisk: number;
}

/** What has no row, and why. */
export interface Absence {
  readonly engine: Name;
  readonly shape: Shape;
  readonly reason: string;
}

export interface Outcome {
  readonly rows: readonly Row[];
  readonly missing: readonly Absence[];
  readonly versions: Readonly<Partial<Record<Name, string>>>;
}

export interface Effort {
  /** Turns of every engine on every problem, and whole runs in each. */
  readonly turns: number;
  readonly rounds: number;
  /** Seconds of processor time: a run in Node that would take more is not begun. */
  readonly longest: number;
  /** Interpreter of the peers. */
  readonly python: string;
}

interface Answer {
  readonly version: string;
  readonly seconds: readonly number[];
  readonly wall: readonly number[];
  readonly loss: number;
  readonly tooLong?: number;
}

/** Every engine on every shape; a shape or engine without a result is in `missing`. */
export async function contest(
  shapes: readonly Shape[],
  engines: readonly Name[],
  { turns, rounds, longest, python }: Effort,
): Promise<Outcome> {
  const found = shapes.flatMap((shape) =>
    engines.map((engine) => ({ shape, engine, answers: [] as Answer[] })),
  );
  const missing: Absence[] = [];
  const versions: Partial<Record<Name, string>> = {};
  for (let turn = 0; turn < turns; turn++) {
    for (const { shape, engine, answers } of found) {
      const absent = (reason: string) => missing.push({ engine, shape, reason });
      if (missing.some((m) => m.engine === engine && m.shape === shape)) continue;
      if (answers.some(({ seconds }) => Math.max(...seconds) > LONG)) continue;
      process.stderr.write(
        `${engine} at N = ${shape.N}, d0 = ${shape.d0}, m = ${shape.m}, ratio ${shape.ratio}\n`,
      );
      const answer = await ask(
        engine,
        JSON.stringify(problemOf(shape, { rounds, seed: 1000 * turn, longest })),
        python,
      );
      if (typeof answer === 'string') absent(answer);
      else if (answer.tooLong !== undefined) {
        absent(`a run would take ${Math.round(answer.tooLong)} s, by its first steps`);
      } else if (!(answer.loss <= LEARNED)) absent(`did not learn: R_ID = ${answer.loss}`);
      else answers.push(answer);
      if (typeof answer !== 'string') versions[engine] = answer.version;
    }
  }
  const counted = found.filter(
    ({ shape, engine, answers }) =>
      answers.length > 0 && !missing.some((m) => m.engine === engine && m.shape === shape),
  );
  return {
    rows: counted.map(({ shape, engine, answers }) => rowOf(shape, engine, answers)),
    missing,
    versions,
  };
}

function rowOf(shape: Shape, engine: Name, answers: readonly Answer[]): Row {
  const perStep = (of: (answer: Answer) => readonly number[]) =>
    answers.flatMap((answer) => of(answer).map((seconds) => (1000 * seconds) / STEPS));
  const times = perStep((answer) => answer.seconds);
  return {
    n: shape.N,
    d0: shape.d0,
    m: shape.m,
    ratio: shape.ratio,
    d: shape.d,
    engine,
    msPerStep: median(times),
    spread: spreadOf(times),
    fastest: Math.min(...times),
    wallMsPerStep: median(perStep((answer) => answer.wall)),
    runs: times.length,
    idRisk: answers.at(-1)!.loss,
  };
}

/** The core that runs are pinned to (the last that this process may use); undefined where that cannot be done. */
export const core = await (async () => {
  try {
    const allowed = /^Cpus_allowed_list:\s*(\S+)$/m.exec(readFileSync('/proc/self/status', 'utf8'))![1]!;
    const last = allowed.split(/[,-]/).at(-1)!;
    await run('taskset', ['-c', last, 'true']);
    return last;
  } catch {
    return undefined;
  }
})();

/** What the process of an engine prints, or why it does not. */
async function ask(engine: Name, problem: string, python: string): Promise<Answer | string> {
  const file = (name: string) => fileURLToPath(new URL(name, import.meta.url));
  const peer = (PEERS as Readonly<Record<string, string>>)[engine];
  const command =
    peer === undefined
      ? [process.execPath, '--import', import.meta.resolve('tsx'), file('run.ts'), engine, problem]
      : [python, file(`peers/${peer}`), problem];
  const [program, ...args] = core === undefined ? command : ['taskset', '-c', core, ...command];
  try {
    const { stdout } = await run(program!, args);
    return JSON.parse(stdout.trim().split('\n').at(-1)!) as Answer;
  } catch (error) {
    return reasonOf(error as Error & { stderr?: string });
  }
}

/** The line of a failed program that says most: the last of a traceback, the first `Error: …` of a stack. */
function reasonOf(error: Error & { stderr?: string }): string {
  const lines = (error.stderr ?? '').trim().split('\n');
  const line = lines.find((text) => /^\w*Error: /.test(text)) ?? lines.at(-1);
  return line === undefined || line === '' ? error.message.split('\n')[0]! : line.trim();
}

function run(program: string, args: readonly string[]) {
  return promisify(execFile)(program, args, { maxBuffer: 2 ** 24 });
}
