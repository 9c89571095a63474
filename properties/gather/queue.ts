/** The tasks of a run, handed out one by one. */
import { keyString, type Evidence } from '../trials/evidence.ts';
import type { TrialKey } from '../trials/seeds.ts';

export interface Queue {
  readonly what: string;
  peek(): TrialKey | undefined;
  take(): TrialKey | undefined;
  /** Looks at the evidence again after a trial came back. */
  settle(): void;
  runsOf(key: TrialKey): number;
  costOf(key: TrialKey): number;
  costLeft(): number;
  /** Is a trial that was handed out still needed? */
  wants(key: TrialKey): boolean;
}

/** A queue of trials: each is handed out once, and only if its evidence is not there. */
export abstract class TrialQueue implements Queue {
  abstract readonly what: string;
  readonly #taken = new Set<string>();

  constructor(readonly evidence: ReadonlyMap<string, Evidence>) {}

  abstract peek(): TrialKey | undefined;
  abstract settle(): void;
  abstract costLeft(): number;
  abstract wants(key: TrialKey): boolean;

  protected isFree(key: TrialKey): boolean {
    return !this.#taken.has(keyString(key)) && !this.evidence.has(keyString(key));
  }

  take(): TrialKey | undefined {
    const key = this.peek();
    if (key !== undefined) this.#taken.add(keyString(key));
    return key;
  }

  runsOf(): number {
    return 0;
  }

  /** Cost in units of d0: the kernel's cost of a trial grows about so. */
  costOf(key: TrialKey): number {
    return key.d0;
  }
}

/** A fixed list of tasks. An exact check or an audit has no d0, so its cost cannot be compared with that of a trial: it costs nothing. */
export function listQueue(
  what: string,
  keys: readonly TrialKey[],
  evidence: ReadonlyMap<string, Evidence>,
  runsOf: (key: TrialKey) => number,
  cost = 0,
): Queue {
  const left = keys.filter((key) => !evidence.has(keyString(key)));
  return {
    what,
    peek: () => left[0],
    take: () => left.shift(),
    settle: () => {},
    runsOf,
    costOf: () => cost,
    costLeft: () => cost * left.length,
    wants: () => true,
  };
}
