/** A trial as a job of the broker and as its result. Both carry digests, so that what was altered on its way is refused. */
import { createHash } from 'node:crypto';
import { digestOf, keyString, type Evidence } from '../../properties/trials/evidence.ts';
import type { Incident } from '../../properties/trials/incident.ts';
import { pathOf, type Task } from '../../properties/trials/task.ts';
import type { ReadySuite } from '../../properties/gather/suite.ts';

/** Every key of ours begins so, those of BullMQ included. */
export const PREFIX = 'fct';

/** A worker that has not been heard of for so long has lost its trials. */
export const LOCK_MILLISECONDS = 30_000;

/** So many workers may be lost with a trial before nobody else is given it. */
export const MOST_STALLED = 5;

export interface TrialJob {
  readonly task: Task;
  readonly digest: string;
  /** What machines did to it before. */
  readonly incidents: readonly Incident[];
}

export interface TrialResult {
  readonly evidence: Evidence;
  readonly incidents: readonly Incident[];
  /** Digest of task and evidence. */
  readonly digest: string;
}

/** What names a trial and nothing else: the seed root of a run is a part of its configuration. */
export function taskOf({ root, key, engine, runs, given }: Task): Task {
  const { seed, fingerprint, regime } = root;
  const plain = { root: { seed, fingerprint, regime }, key, engine, runs };
  return given === undefined ? plain : { ...plain, given };
}

/** The same trial has the same id wherever it is asked for. BullMQ takes no integer and no colon. */
export function idOf(task: Task): string {
  return `t${createHash('sha256').update(JSON.stringify(task)).digest('hex').slice(0, 32)}`;
}

export function jobOf(task: Task): TrialJob {
  return { task, digest: digestOf(task), incidents: [] };
}

export function resultOf(task: Task, evidence: Evidence, incidents: readonly Incident[]): TrialResult {
  return { evidence, incidents, digest: digestOf([task, evidence]) };
}

/** The result that the broker holds, or why it is not that of the task. */
export function readResult(
  text: string,
  task: Task,
  { studies }: Pick<ReadySuite, 'studies'>,
): TrialResult | string {
  let result: Partial<TrialResult> | null;
  try {
    result = JSON.parse(text) as Partial<TrialResult> | null;
  } catch {
    return 'is not JSON';
  }
  const { evidence, incidents, digest } = result ?? {};
  if (evidence === undefined || !Array.isArray(incidents)) return 'is no result';
  if (digest !== digestOf([task, evidence]))
    return 'does not match its digest: it was changed on its way, or is of another trial';
  const drawn = pathOf(task, studies);
  if (JSON.stringify([evidence.key, evidence.path]) !== JSON.stringify([task.key, drawn]))
    return 'is of another trial';
  return { evidence, incidents, digest };
}

/** How a worker says that its machine kept it from running a trial. */
export const incidentWords = (incident: Incident): string => JSON.stringify(incident);

export function incidentOf(words: string): Incident | undefined {
  try {
    const incident = JSON.parse(words) as Incident;
    return typeof incident.cause === 'string' ? incident : undefined;
  } catch {
    return undefined;
  }
}

/** Lower comes first: a large trial takes longest, so the others fill the time beside it. */
export function priorityOf({ key }: Task): number {
  return MOST_PRIORITY - Math.max(0, Math.min(Math.round(key.d0), MOST_PRIORITY - 1));
}

/** BullMQ's. */
const MOST_PRIORITY = 2 ** 21 - 1;

export const trialName = ({ root, key }: Task): string => `${keyString(key)} of seed ${root.seed}`;
