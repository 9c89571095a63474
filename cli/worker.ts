/** A worker of the pool: runs one task at a time on a warm engine, returns its evidence as plain data. */
import { runTask, type Task } from '../properties/task.ts';
import type { Evidence } from '../properties/evidence.ts';
import type { Engine } from '../sim/engines/engine.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';
import { loadEngine } from './engines.ts';

const engines = new Map<string, Promise<Engine>>();

export default async function work(task: Task): Promise<Evidence> {
  if (!engines.has(task.engine)) engines.set(task.engine, loadEngine(task.engine));
  return runTask(task, STUDIES, THEOREMS, await engines.get(task.engine)!);
}
