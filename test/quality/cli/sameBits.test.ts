/**
 * What a verification draws, measures and says, pinned over versions: the sources' fingerprint, which names every stream, is
 * held still here, so that code can be rearranged and seen to compute the same. Of each seed: a checksum of the evidence and
 * one of the records. Who changes streams or measurements on purpose makes both anew, who changes words the second.
 */
import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { suiteAgenda } from '../../../cli/agenda.ts';
import { PAPER, PAPER_RECORD, PROFILES } from '../../support/paper.ts';
import { RUN_SCHEMA, type Configuration } from '../../../cli/storedRun.ts';
import { resultsOf } from '../../../cli/results.ts';
import { toLine } from '../../../properties/trials/evidence.ts';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { gatherEvidence, inProcess } from '../../../properties/gather/run.ts';
import { WHOLE } from '../../../properties/gather/shard.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { THEOREMS } from '../../../theorems/registry.ts';

const PINNED = 'same-bits';
const CHECKSUMS: Readonly<Record<number, { evidence: string; records: string }>> = {
  1: { evidence: '4f2811e953c8251f', records: 'd2e417e4712b7da2' },
  2: { evidence: '75ecdb30d3bf1933', records: 'c8cb4cc03dfbbc3b' },
};

const checksum = (text: string) => createHash('sha256').update(text).digest('hex').slice(0, 16);

it.each([1, 2])('verify --profile smoke --seed %d', async (seed) => {
  const engine = loadKernel();
  const profile = PROFILES['smoke']!;
  const selected = new Set(THEOREMS.flatMap((theorem) => theorem.claims.map((claim) => claim.id)));
  const c: Configuration = {
    schema: RUN_SCHEMA,
    suite: PAPER_RECORD,
    fingerprint: PINNED,
    seed,
    profile: profile.name,
    engine: engine.name,
    selected: [...selected],
    regime: SAMPLER_REGIME,
    shard: WHOLE,
  };
  const agenda = suiteAgenda(PAPER, selected, profile, SAMPLER_REGIME);
  const run = { ...agenda, root: c, engine: engine.name };
  const judged = await gatherEvidence({ ...run, ...inProcess(agenda, engine) });
  const { records, summary, trials } = resultsOf(c, agenda, judged, { durationSeconds: 0 }, []);
  // Neither says what a test would have to change with every release.
  const said = JSON.stringify({ records, summary, trials: [...trials] }, (key, value) =>
    key === 'version' ? undefined : value,
  );
  expect({
    evidence: checksum([...judged.evidence.values()].map(toLine).sort().join('')),
    records: checksum(said),
  }).toEqual(CHECKSUMS[seed]);
});
