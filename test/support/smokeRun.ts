/** Records of a real, small verification, made once for all tests of a file. */
import { PROFILES } from '../../cli/profiles.ts';
import { RUN_SCHEMA } from '../../cli/storedRun.ts';
import { resultsOf } from '../../cli/verify.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { gatherEvidence, WHOLE } from '../../properties/gather/run.ts';
import { runTask } from '../../properties/trials/task.ts';
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
  const evidence: ReadonlyMap<string, Evidence> = await gatherEvidence({
    suite: THEOREMS,
    studies: STUDIES,
    selected,
    profile,
    root,
    engine: 'kernel',
    shard: WHOLE,
    execute: (task) => runTask(task, STUDIES, THEOREMS, engine),
    concurrency: 1,
    known: new Map(),
    onEvidence: () => {},
    onProgress: () => {},
    signal: new AbortController().signal,
  });
  const configuration = {
    schema: RUN_SCHEMA,
    fingerprint: 'smoke',
    seed: 1,
    profile: 'smoke',
    engine: 'kernel',
    selected: [...selected],
    regime: SAMPLER_REGIME,
    shard: WHOLE,
  } as const;
  return resultsOf(configuration, profile, evidence, { durationSeconds: 12.345 }, []);
}
