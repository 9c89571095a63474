/** A worker of the pool: runs one task at a time on a warm engine, returns its evidence as plain data. */
import { runTask, type Task } from '../properties/trials/task.ts';
import type { Evidence } from '../properties/trials/evidence.ts';
import type { Engine } from '../sim/engines/engine.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';
import { ENGINE_FAULT } from './accident.ts';
import { loadEngine } from './engines.ts';

const engines = new Map<string, Promise<Engine>>();

export default async function work(task: Task): Promise<Evidence> {
  if (!engines.has(task.engine)) engines.set(task.engine, load(task.engine));
  return runTask(task, STUDIES, THEOREMS, await engines.get(task.engine)!);
}

async function load(name: string): Promise<Engine> {
  try {
    return await loadEngine(name);
  } catch (error) {
    throw new Error(ENGINE_FAULT + (error as Error).message, { cause: error });
  }
}
