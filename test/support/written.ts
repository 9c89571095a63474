/** Evidence written by hand in the place of a run: what a test says of every trial is what its records are made from. */
import { judgeRun } from '../../properties/gather/judged.ts';
import type { Findings } from '../../properties/records/findings.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { trialKey, type Campaign } from '../../properties/gather/campaign.ts';
import type { Selection } from '../../properties/gather/selection.ts';
import { keyString, type Evidence, type Outcome } from '../../properties/trials/evidence.ts';
import type { TrialKey } from '../../properties/trials/seeds.ts';
import type { Json } from '../../theorems/types.ts';

export interface Written {
  readonly path: Json;
  /** Undefined: there is no such trial. */
  readonly outcome: Outcome | undefined;
}

export const measured = (measurement: Json): Outcome => ({ status: 'measured', measurement });

/** The findings of a run whose trials all are as `of` says; `further` are second looks and the like. */
export function findingsOf(
  selection: Selection,
  of: (key: TrialKey, campaign: Campaign) => Written,
  further: readonly Evidence[] = [],
): Findings {
  const evidence = new Map<string, Evidence>();
  const agenda = agendaOf(selection);
  for (const campaign of agenda.campaigns)
    for (let index = 0; index < campaign.budget.ladders; index++)
      for (const d0 of campaign.budget.sizes) {
        const key = trialKey(campaign, index, d0);
        const { path, outcome } = of(key, campaign);
        if (outcome !== undefined) evidence.set(keyString(key), { key, path, outcome });
      }
  for (const e of further) evidence.set(keyString(e.key), e);
  return {
    ...agenda,
    root: { seed: 1, fingerprint: 'by hand', regime: selection.regime },
    engine: 'kernel',
    judged: judgeRun(agenda.campaigns, evidence),
    command: 'fct test',
    origin: { name: 'coins', file: null },
  };
}

/** The same findings on other evidence. */
export function withEvidence(f: Findings, evidence: ReadonlyMap<string, Evidence>): Findings {
  return { ...f, judged: judgeRun(f.campaigns, evidence) };
}
