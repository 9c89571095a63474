/** The evidence in the folder of a verification, refused where it is another run's. */
import type { Evidence } from '../properties/trials/evidence.ts';
import { refuseForeign } from '../properties/gather/foreign.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';
import { profileOf } from './arguments.ts';
import { readEvidence } from './evidenceLog.ts';
import type { Configuration } from './storedRun.ts';

/** Throws an EvidenceError that names the first foreign trial. */
export function checkOwn(path: string, c: Configuration, evidence: ReadonlyMap<string, Evidence>): void {
  const reading = {
    suite: THEOREMS,
    studies: STUDIES,
    selected: new Set(c.selected),
    profile: profileOf(c.profile),
    root: c,
    shard: c.shard,
  };
  refuseForeign(reading, [...evidence.values()], path);
}

export function readOwnEvidence(path: string, configuration: Configuration): ReadonlyMap<string, Evidence> {
  const evidence = readEvidence(path);
  checkOwn(path, configuration, evidence);
  return evidence;
}
