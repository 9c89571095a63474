/**
 * What a machine did to a trial. It is not a property of the trial, so it is not evidence. The trial stays open, and the same
 * command runs exactly this trial again.
 */
import { keyString, type Evidence } from './evidence.ts';
import type { TrialKey } from './seeds.ts';
import { wordsOf } from './thrown.ts';
import { agree, count } from '../count.ts';

/**
 * `no-memory`: the machine gave no more. `heap-full`: a worker filled the share it is allowed. `no-thread`: none could be
 * started. `worker-ended`: the thread ended under its trial. `hung`: the watchdog ended it. `no-engine`: its engine did not
 * load. `error`: the trial threw, and alone in a fresh worker it did not throw the same again.
 */
export type Cause = 'no-memory' | 'heap-full' | 'no-thread' | 'worker-ended' | 'hung' | 'no-engine' | 'error';

export interface Incident extends TrialKey {
  readonly cause: Cause;
  readonly message: string;
  /** The trial was run again and has its evidence. */
  readonly healed: boolean;
}

/** The one thing that may differ between equal runs: what the last start of the command took. */
export interface Timing {
  readonly durationSeconds: number;
  /** Trials that were there when it began, whose time is not in the seconds; absent when there were none. */
  readonly trialsBefore?: number;
  /** What the machine did to trials, since the run began; absent when it did nothing. */
  readonly incidents?: readonly Incident[];
}

/** The timing of a record, with the run's incidents: each trial and cause once, and healed what has its evidence by now. */
export function withIncidents(
  timing: Timing,
  incidents: readonly Incident[],
  evidence: ReadonlyMap<string, Evidence>,
): Timing {
  const last = new Map<string, Incident>();
  for (const i of incidents) {
    const healed = i.healed || evidence.has(keyString(i));
    last.set(`${keyString(i)} ${i.cause}`, { ...i, healed });
  }
  return last.size === 0 ? timing : { ...timing, incidents: [...last.values()] };
}

/**
 * Did the machine refuse memory? The words are those of V8, of WebAssembly in it, of the kernel and of TensorFlow.js. A
 * worker's own limit (ERR_WORKER_OUT_OF_MEMORY) is not meant.
 */
export function isOutOfMemory(error: unknown): boolean {
  const { code, message = wordsOf(error) } = (error ?? {}) as { code?: unknown; message?: string };
  if (code === 'ERR_WORKER_OUT_OF_MEMORY') return false;
  return code === 'ENOMEM' || OUT_OF_MEMORY.test(message);
}

const OUT_OF_MEMORY =
  /\bout of memory\b|\bENOMEM\b|\bOOM\b|allocation failed|(could not|cannot) (allocate|enlarge) (wasm )?memory|unable to grow instance memory/i;

const WORDS: Readonly<Record<Cause, string>> = {
  'no-memory': 'the machine gave no more memory',
  'heap-full': 'a worker filled its memory',
  'no-thread': 'no worker could be started',
  'worker-ended': 'a worker ended',
  hung: 'a worker was not done in time',
  'no-engine': 'the engine did not load in a worker',
  error: 'a trial failed, and not so when it was run again',
};

const ADVICE: Readonly<Partial<Record<Cause, string>>> = {
  'no-memory': 'free memory, raise its limit (ulimit -v) or take fewer workers (--jobs)',
  'heap-full': 'take fewer workers (--jobs)',
  'no-thread': 'raise the limit of processes (ulimit -u) or take fewer workers (--jobs)',
  'no-engine': '`fct doctor` says what is missing',
};

/** Of each cause: how many trials, and what was said first. The causes in the order in which they came. */
export function incidentGroups(incidents: readonly Pick<Incident, 'cause' | 'message'>[]): readonly {
  readonly cause: Cause;
  readonly words: string;
  readonly count: number;
  readonly message: string;
}[] {
  return [...new Set(incidents.map((i) => i.cause))].map((cause) => {
    const own = incidents.filter((i) => i.cause === cause);
    return { cause, words: WORDS[cause], count: own.length, message: own[0]!.message };
  });
}

/** The sentence about what kept trials from being run, and how to continue; empty if no trial is open. */
export function openSentence(incidents: readonly Pick<Incident, 'cause' | 'message' | 'healed'>[]): string {
  const open = incidents.filter((i) => !i.healed);
  if (open.length === 0) return '';
  const [trials, them] = [count(open.length, 'trial'), agree(open.length, 'it', 'them')];
  const groups = incidentGroups(open);
  const causes = groups.map(({ words, message }) => `${words} (${message})`);
  const advice = groups.flatMap(({ cause }) => ADVICE[cause] ?? []);
  const mend = advice.length === 0 ? '' : `${advice.join('; ')}; then `;
  return `${trials} could not be run on this machine: ${causes.join('; ')}. Nothing is concluded from ${them}. To go on, ${mend}run the same command again: it draws exactly ${them}.`;
}
