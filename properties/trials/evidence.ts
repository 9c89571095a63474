/**
 * Evidence: append-only JSON Lines, one line per trial, written as it happens. A line carries a digest of itself,
 * so a line edited by hand is refused.
 */
import { createHash } from 'node:crypto';
import type { Json } from '../../theorems/types.ts';
import type { TrialKey } from './seeds.ts';

/**
 * How a trial ended. Only `measured` has numbers; every other ending is recorded by its name. `crashed` and `timed-out` are the
 * trial's own doing; what the machine did to a trial is an incident (incident.ts), not an outcome.
 */
export type Outcome =
  | { readonly status: 'measured'; readonly measurement: Json }
  | {
      readonly status: 'diverged' | 'errored' | 'crashed' | 'timed-out';
      readonly message: string;
    };

export interface Evidence {
  readonly key: TrialKey;
  readonly path: Json;
  readonly outcome: Outcome;
}

/** A log that cannot be trusted: one sentence that says why. */
export class EvidenceError extends Error {
  override readonly name = 'EvidenceError';
}

/** 64 bits of SHA-256 over canonical JSON. */
export function digestOf(value: unknown): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 16);
}

export function keyString(key: TrialKey): string {
  return `${key.study}~${key.variant}/${key.purpose}/${key.index}/${key.d0}`;
}

export function toLine(evidence: Evidence): string {
  return `${JSON.stringify({ ...evidence, digest: digestOf(evidence) })}\n`;
}

/**
 * Reads the whole lines of a log, one by one. An unreadable or edited line is an EvidenceError that names it. A trial that
 * occurs twice is kept once if both lines are equal, and refused if they differ.
 */
export function parseLog(lines: Iterable<string>, name: string): readonly Evidence[] {
  const seen = new Map<string, string>();
  const evidence: Evidence[] = [];
  let number = 0;
  const fail = (what: string): never => {
    throw new EvidenceError(`${name}, line ${number} ${what}; remove the folder or choose another --out`);
  };
  for (const line of lines) {
    number++;
    let parsed: Evidence & { digest: string };
    try {
      parsed = JSON.parse(line) as Evidence & { digest: string };
    } catch {
      return fail('is not JSON');
    }
    const { digest, ...rest } = parsed;
    if (digestOf(rest) !== digest) fail('does not match its digest: it was changed after it was written');
    const id = keyString(rest.key);
    const before = seen.get(id);
    if (before === digest) continue;
    if (before !== undefined) fail(`repeats trial ${id} with another result`);
    seen.set(id, digest);
    evidence.push(rest);
  }
  return evidence;
}
