/** The records and the summary of one theorem, checked in this process, as the reports are given them. */
import { agendaOf } from '../../properties/gather/agenda.ts';
import { gatherEvidence, inProcess } from '../../properties/gather/run.ts';
import { suiteFacts } from '../../properties/gather/selection.ts';
import { defineProfile, type StudyBudget } from '../../properties/judge/profile.ts';
import { planOf, type Plan } from '../../properties/power/plan.ts';
import { assembleRecords } from '../../properties/records/assemble.ts';
import { assembleSummary } from '../../properties/records/summary.ts';
import type { Summary } from '../../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import type { Study, Theorem } from '../../theorems/types.ts';

export interface Checked {
  readonly plan: Plan;
  readonly records: readonly TheoremRecord[];
  readonly summary: Summary;
}

export async function checkedOf(theorem: Theorem, study: Study, budget: StudyBudget): Promise<Checked> {
  const base = { name: 'made', alpha: 0.05, delta: 0.1, deltaBySize: {}, delta0: 0.01, scaling: null };
  const controls = { sizes: [Math.min(...budget.sizes)], ladders: 60 };
  const profile = {
    ...base,
    studies: { [study.id]: budget },
    controls,
    exactRuns: 1,
    strata: 'size',
  } as const;
  const agenda = agendaOf({
    suite: [theorem],
    studies: { [study.id]: study },
    selected: new Set(theorem.claims.map((c) => c.id)),
    profile: defineProfile(profile, suiteFacts([theorem], [study])),
    regime: SAMPLER_REGIME,
  });
  const root = { seed: 1, fingerprint: 'made', regime: SAMPLER_REGIME };
  const run = { ...agenda, root, engine: 'kernel' };
  const judged = await gatherEvidence({ ...run, ...inProcess(agenda, loadKernel()) });
  const f = { ...run, judged, command: 'fct verify', origin: { name: theorem.id, file: null } };
  const records = assembleRecords(f, { durationSeconds: 1 });
  return { plan: planOf(agenda), records, summary: assembleSummary(f, records, { durationSeconds: 1 }) };
}
