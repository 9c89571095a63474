/** Reads the evidence in the folder of a verification, and refuses evidence of another run. */
import type { Agenda } from '../properties/gather/agenda.ts';
import type { Evidence } from '../properties/trials/evidence.ts';
import { refuseForeign } from '../properties/gather/foreign.ts';
import { readEvidence } from './evidenceLog.ts';
import type { Configuration } from './storedRun.ts';

/** Throws an EvidenceError that names the first foreign trial. */
export function checkOwn(
  path: string,
  c: Configuration,
  agenda: Agenda,
  evidence: ReadonlyMap<string, Evidence>,
): void {
  refuseForeign({ ...agenda, root: c, shard: c.shard }, [...evidence.values()], path);
}

export function readOwnEvidence(
  path: string,
  configuration: Configuration,
  agenda: Agenda,
): ReadonlyMap<string, Evidence> {
  const evidence = readEvidence(path, configuration.suite.studies);
  checkOwn(path, configuration, agenda, evidence);
  return evidence;
}
