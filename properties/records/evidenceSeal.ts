/** A digest of exactly the evidence that a run's verdicts and reports rest on; trials that were run beyond them are not included. */
import { auditKeys } from '../gather/audit.ts';
import { exactIds, exactKey } from '../gather/exact.ts';
import { stabilityKeys } from '../gather/stability.ts';
import { witnessesIn } from '../gather/witness.ts';
import { digestOf, keyString, type Evidence } from '../trials/evidence.ts';
import type { TrialKey } from '../trials/seeds.ts';
import type { Findings } from './findings.ts';
import type { EvidenceSeal } from './summaryRecord.ts';

/** The trials that verdicts and reports rest on, by their keys. */
export function evidenceRead(f: Findings): ReadonlyMap<string, Evidence> {
  const read = new Map<string, Evidence>();
  const add = (keys: readonly TrialKey[]) => {
    for (const key of keys.map(keyString)) {
      const e = f.judged.evidence.get(key);
      if (e !== undefined) read.set(key, e);
    }
  };
  add(exactIds(f).map(exactKey));
  for (const campaign of f.judged.campaigns) {
    add(campaign.ladders.flat().map((e) => e.key));
    add(stabilityKeys(campaign));
    add(auditKeys(campaign));
    for (const fold of campaign.readers.flatMap((j) => witnessesIn(j, f.root, f.judged.evidence)))
      add(fold.keys);
  }
  return read;
}

export function sealEvidence(f: Findings): EvidenceSeal {
  const read = evidenceRead(f);
  const digests = [...read.values()].map(digestOf);
  return { trials: read.size, digest: digestOf(digests) };
}
