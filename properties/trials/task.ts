/**
 * One unit of work and how it ends. Errors come back as data, so nothing that a task does can end a run. Only the error of a
 * machine that has no memory left is thrown on, because it says nothing about the task.
 */
import { auditStep } from '../../sim/audit.ts';
import { loadDevice } from '../../sim/engines/tfjsBackend.ts';
import type { Engine } from '../../sim/engines/engine.ts';
import type { Json, Study, Theorem } from '../../theorems/types.ts';
import type { Evidence, Outcome } from './evidence.ts';
import { isOutOfMemory } from './incident.ts';
import { purposeOf } from './purpose.ts';
import { auditedTrial, drawPath, trialLabels, type SeedRoot, type TrialKey } from './seeds.ts';
import { asError } from './thrown.ts';
import { streamKey } from '../../sim/random/stream.ts';

/** Keys of exact claims: `study` is this, `variant` the claim's or control's id. */
export const EXACT = 'exact';

export interface Task {
  readonly root: SeedRoot;
  readonly key: TrialKey;
  readonly engine: string;
  /** fast-check runs; only for exact claims. */
  readonly runs: number;
  /** An instance that is given and not drawn. The stream's name does not contain it, so two instances may share their random numbers. */
  readonly given?: { readonly path: Json; readonly set: Readonly<Record<string, Json>> };
}

/** The 32-bit seed that fast-check is given for an exact claim. */
export function fastCheckSeed(root: SeedRoot, id: string): number {
  return streamKey('fct', root.fingerprint, root.seed, EXACT, id)[0] | 0;
}

/** Runs one task and returns its evidence. Throws if the machine has no memory left, or if the code that audits does not load. */
export async function runTask(
  task: Task,
  studies: Readonly<Record<string, Study>>,
  theorems: readonly Theorem[],
  engine: Engine,
): Promise<Evidence> {
  const { key, root } = task;
  if (key.study === EXACT) {
    const check = theorems.flatMap((t) => [...t.claims, ...t.controls]).find((c) => c.id === key.variant);
    const outcome = await guarded(async () => {
      if (check?.kind !== 'exact') throw new RangeError(`no exact claim ${key.variant}`);
      return (await check.check({
        seed: fastCheckSeed(root, key.variant),
        runs: task.runs,
      })) as unknown as Json;
    });
    return { key, path: null, outcome };
  }
  const study = studies[key.study]!;
  const path = pathOf(task, studies);
  const purpose = purposeOf(key);
  if (purpose?.kind === 'audit') return auditTask(task, auditedTrial(key, purpose.of), study, path, engine);
  const labels = trialLabels(root, key);
  const set = task.given?.set ?? root.regime.set;
  const outcome = await guarded(async () => {
    return study.measure({ path, d0: key.d0, variant: key.variant, set, labels, engine });
  });
  return { key, path, outcome };
}

/** The path that a task is about, known without running it; null for an exact claim. */
export function pathOf({ root, key, given }: Task, studies: Readonly<Record<string, Study>>): Json {
  if (key.study === EXACT) return null;
  if (given !== undefined) return given.path;
  return drawPath(studies[key.study]!, root, key);
}

/** Repeats one step of a trial's training with other code (sim/audit.ts); a stream chooses the step. */
async function auditTask(
  { root, key }: Task,
  trial: TrialKey,
  study: Study,
  path: Json,
  engine: Engine,
): Promise<Evidence> {
  // If the machine cannot load the other code, there was no audit, and nothing is said about the step.
  await loadDevice('wasm');
  const outcome = await guarded(async () => {
    const labels = trialLabels(root, trial);
    const { setup, batches, start, steps } = study.training!({
      path,
      d0: key.d0,
      variant: key.variant,
      set: root.regime.set,
      labels,
    });
    const at = streamKey(...labels, 'audit')[0] % steps;
    const run = engine.start(setup, batches, start);
    try {
      run.advance(at);
      const before = run.state();
      run.advance(1);
      // The WebAssembly backend gives the same bits on every machine, so that records do too.
      return (await auditStep(setup, batches, before, run.state(), 'wasm')) as unknown as Json;
    } finally {
      run.dispose();
    }
  });
  return { key, path, outcome };
}

async function guarded(work: () => Promise<Json>): Promise<Outcome> {
  try {
    const measurement = await work();
    const fault = notStored(measurement);
    if (fault !== undefined) return { status: 'errored', message: `the measurement is ${fault}` };
    return { status: 'measured', measurement };
  } catch (error) {
    if (isOutOfMemory(error)) throw error;
    const { name, message } = asError(error);
    return { status: name === 'DivergedError' ? 'diverged' : 'errored', message: `${name}: ${message}` };
  }
}

/**
 * Why a measurement would not come back from a file as it was: JSON has no NaN (it would come back as null, and null times a
 * number is 0), and of a Map or a typed array it keeps nothing, or another thing. Undefined when it is sound.
 */
function notStored(value: unknown, where = 'measurement'): string | undefined {
  if (value === undefined || (typeof value === 'number' && !Number.isFinite(value)))
    return `not finite at ${where}`;
  if (value === null || ['number', 'string', 'boolean'].includes(typeof value)) return undefined;
  if (typeof value !== 'object' || !isPlain(value)) return `no plain JSON at ${where}`;
  for (const [name, inner] of Object.entries(value)) {
    const found = notStored(inner, `${where}.${name}`);
    if (found !== undefined) return found;
  }
  return undefined;
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return Array.isArray(value) || prototype === null || prototype === Object.prototype;
}
