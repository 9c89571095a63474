/** A digest of exactly the evidence that a run's verdicts rest on: what was handed out beyond them is no part of it. */
import { campaignsOf, completeLadders, judgeOf, readLadder } from './campaign.ts';
import type { Findings } from './assemble/findings.ts';
import { digestOf, keyString, type Evidence } from './evidence.ts';
import type { EvidenceSeal } from './record.ts';
import { AUDIT, EXACT } from './task.ts';

export function sealEvidence(f: Findings): EvidenceSeal {
  const read = new Map<string, Evidence>();
  for (const campaign of campaignsOf({ ...f, regime: f.root.regime })) {
    const judges = campaign.readers.map((reader) => ({ reader, judge: judgeOf(campaign, reader) }));
    for (const ladder of completeLadders(campaign, f.evidence)) {
      if (judges.every(({ judge }) => judge.decided)) break;
      for (const { reader, judge } of judges) readLadder(campaign, reader, judge, ladder);
      for (const e of ladder) read.set(keyString(e.key), e);
    }
  }
  // Exact claims, second looks and audits are all read.
  for (const [key, e] of f.evidence) {
    const { study, purpose } = e.key;
    if (study === EXACT || purpose === AUDIT || purpose.startsWith('again:')) read.set(key, e);
  }
  const digests = [...read.keys()].sort().map((key) => digestOf(read.get(key)));
  return { trials: read.size, digest: digestOf(digests) };
}
