/** Records of a real, small verification, made once for all tests of a file, and once for all files where the run of tests says so. */
import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { PAPER_RECORD, PROFILES } from './paper.ts';
import { RUN_SCHEMA } from '../../cli/storedRun.ts';
import { resultsOf } from '../../cli/results.ts';
import type { Results } from '../../cli/writeReports.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { gatherEvidence, inProcess } from '../../properties/gather/run.ts';
import { WHOLE } from '../../properties/gather/shard.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';

/** A few ladders only: enough for every part of a report, whatever the verdicts. */
export async function smokeResults(theorem: string, ladders: number): Promise<Results> {
  // The folder is of one run of tests, whose sources do not change. A run with mistakes planted does not set the variable.
  if (process.env['VITEST_KEEPS_RESULTS'] === undefined) return computed(theorem, ladders);
  const file = join(tmpdir(), `smoke-${theorem}-${ladders}`);
  if (!existsSync(file)) {
    writeFileSync(`${file}.${process.pid}`, serialize(await computed(theorem, ladders)));
    renameSync(`${file}.${process.pid}`, file);
  }
  return deserialize(readFileSync(file)) as Results;
}

async function computed(theorem: string, ladders: number): Promise<Results> {
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
