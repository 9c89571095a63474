/** Claims of Theorems 4.1 to 4.4 judged on networks that some engine makes, with the levels and budgets of a profile. */
import { agendaOf } from '../../properties/gather/agenda.ts';
import { CampaignFold } from '../../properties/gather/judged.ts';
import { trialKey } from '../../properties/gather/campaign.ts';
import type { Profile } from '../../properties/judge/profile.ts';
import { keyString, type Evidence } from '../../properties/trials/evidence.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { runTask } from '../../properties/trials/task.ts';
import type { Engine } from '../../sim/engines/engine.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';
import type { Theorem } from '../../theorems/types.ts';

export interface Judged {
  readonly id: string;
  readonly verdict: string;
  readonly ladders: number;
  readonly failures: number;
  readonly trials: number;
}

export interface JudgedOn {
  readonly engine: Engine;
  readonly profile: Profile;
  /** Names the streams, with the seed. */
  readonly fingerprint: string;
  readonly seed: number;
  readonly suite?: readonly Theorem[];
  /** Negative controls as well. */
  readonly controls?: boolean;
}

/** Claims about trained networks. */
export const ofTraining = (theorems: readonly Theorem[]) => theorems.filter((t) => t.id.startsWith('thm-4.'));

/** The verdict on every claim of Theorems 4.1 to 4.4, and on their negative controls where these are asked for. */
export async function judgedOn({
  engine,
  profile,
  fingerprint,
  seed,
  suite = THEOREMS,
  controls = false,
}: JudgedOn): Promise<readonly Judged[]> {
  const theorems = ofTraining(suite).map((t) => (controls ? t : { ...t, controls: [] }));
  const regime = SAMPLER_REGIME;
  const selected = new Set(theorems.flatMap((t) => t.claims.map((c) => c.id)));
  const { campaigns } = agendaOf({ suite: theorems, studies: STUDIES, selected, profile, regime });
  const root = { seed, fingerprint, regime };
  const judged: Judged[] = [];
  for (const campaign of campaigns) {
    const fold = new CampaignFold(campaign);
    const evidence = new Map<string, Evidence>();
    for (let index = 0; index < campaign.budget.ladders && !fold.decided; index++) {
      for (const d0 of campaign.budget.sizes) {
        const key = trialKey(campaign, index, d0);
        const task = { root, key, engine: engine.name, runs: 0 };
        evidence.set(keyString(key), await runTask(task, STUDIES, THEOREMS, engine));
      }
      fold.advance(evidence);
    }
    for (const { reader, judged: found } of fold.result().readers) {
      const { verdict, laddersRead: ladders, failures, trials } = found;
      judged.push({ id: reader.id, verdict, ladders, failures, trials });
    }
  }
  return judged;
}
