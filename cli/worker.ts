/** A worker of the pool: runs one task at a time on a warm engine, returns its evidence as plain data. */
import { workerData } from 'piscina';
import { runTask, type Task } from '../properties/trials/task.ts';
import type { Evidence } from '../properties/trials/evidence.ts';
import type { Engine } from '../sim/engines/engine.ts';
import { ENGINE_FAULT } from './accident.ts';
import { loadEngine } from './engines.ts';
import { suiteOf } from './suite.ts';

/** The suite of this thread's pool. */
const suite = suiteOf((workerData as { readonly suite: string }).suite);
const engines = new Map<string, Promise<Engine>>();

export default async function work(task: Task): Promise<Evidence> {
  if (!engines.has(task.engine)) engines.set(task.engine, load(task.engine));
  const { studies, theorems } = await suite;
  return runTask(task, studies, theorems, await engines.get(task.engine)!);
}

async function load(name: string): Promise<Engine> {
  try {
    return await loadEngine(name);
  } catch (error) {
    throw new Error(ENGINE_FAULT + (error as Error).message, { cause: error });
  }
}
