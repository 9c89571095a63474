/** Records of a real, small verification, made once for all tests of a file. */
import { PAPER_RECORD, PROFILES } from './paper.ts';
import { RUN_SCHEMA } from '../../cli/storedRun.ts';
import { resultsOf } from '../../cli/verify.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { gatherEvidence, inProcess } from '../../properties/gather/run.ts';
import { WHOLE } from '../../properties/gather/shard.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';

/** A few ladders only: enough for every part of a report, whatever the verdicts. */
export async function smokeResults(theorem: string, ladders: number) {
  const smoke = PROFILES['smoke']!;
  const studies = Object.fromEntries(
    Object.entries(smoke.studies).map(([id, budget]) => [id, { ...budget, sizes: [16], ladders }]),
  );
  const profile = { ...smoke, studies, controls: { sizes: [16], ladders: 5 }, exactRuns: 50 };
  const selected = new Set(THEOREMS.find((t) => t.id === theorem)!.claims.map((c) => c.id));
  const root = { seed: 1, fingerprint: 'smoke', regime: SAMPLER_REGIME };
  const engine = loadKernel();
  const agenda = agendaOf({ suite: THEOREMS, studies: STUDIES, selected, profile, regime: SAMPLER_REGIME });
  const run = { ...agenda, root, engine: 'kernel' };
  const judged = await gatherEvidence({ ...run, ...inProcess(agenda, engine) });
  const configuration = {
    schema: RUN_SCHEMA,
    suite: PAPER_RECORD,
    fingerprint: 'smoke',
    seed: 1,
    profile: 'smoke',
    engine: 'kernel',
    selected: [...selected],
    regime: SAMPLER_REGIME,
    shard: WHOLE,
  } as const;
  return resultsOf(configuration, agenda, judged, { durationSeconds: 12.345 }, []);
}
