/** A digest of exactly the evidence that a run's verdicts and reports rest on: what was handed out beyond them is no part of it. */
import { auditKeys } from '../gather/audit.ts';
import { campaignsOf, completeLadders, judgeOf, readLadder } from '../gather/campaign.ts';
import type { Findings } from './findings.ts';
import { digestOf, keyString, type Evidence } from '../trials/evidence.ts';
import type { EvidenceSeal } from './record.ts';
import { exactIds, exactKey, stabilityKeys } from '../gather/run.ts';
import type { TrialKey } from '../trials/seeds.ts';

export function sealEvidence(f: Findings): EvidenceSeal {
  const read = new Map<string, Evidence>();
  const add = (keys: readonly TrialKey[]) => {
    for (const key of keys.map(keyString)) {
      const e = f.evidence.get(key);
      if (e !== undefined) read.set(key, e);
    }
  };
  add(exactIds(f).map(exactKey));
  for (const campaign of campaignsOf({ ...f, regime: f.root.regime })) {
    const judges = campaign.readers.map((reader) => ({ reader, judge: judgeOf(campaign, reader) }));
    for (const ladder of completeLadders(campaign, f.evidence)) {
      if (judges.every(({ judge }) => judge.decided)) break;
      for (const { reader, judge } of judges) readLadder(campaign, reader, judge, ladder);
      add(ladder.map((e) => e.key));
    }
    add(stabilityKeys(campaign, f.evidence).flat());
    add(auditKeys(campaign, f.evidence));
  }
  const digests = [...read.values()].map(digestOf);
  return { trials: read.size, digest: digestOf(digests) };
}
