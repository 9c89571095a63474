/**
 * Folders of verifications of Lemma 1.2 whose evidence was never measured: every draw is the run's own, every measurement is
 * made up, so that a whole run costs milliseconds. What run.json says and whose evidence lies there are two things.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EVIDENCE } from '../../cli/evidenceLog.ts';
import { fingerprint } from '../../cli/fingerprint.ts';
import { PAPER, PAPER_RECORD, PROFILES } from './paper.ts';
import { RUN_SCHEMA, type Configuration } from '../../cli/storedRun.ts';
import { judgeRun } from '../../properties/gather/judged.ts';
import { auditKeys } from '../../properties/gather/audit.ts';
import { campaignsOf, trialKey } from '../../properties/gather/campaign.ts';
import { keyString, toLine, type Evidence } from '../../properties/trials/evidence.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { exactIds, exactKey, exactRunsOf } from '../../properties/gather/exact.ts';
import { inShard, WHOLE } from '../../properties/gather/shard.ts';
import { drawPath, type TrialKey } from '../../properties/trials/seeds.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';
import { GRADIENT_STEPS, type GradientMeasurement } from '../../theorems/studies/gradient/measure.ts';
import type { Json } from '../../theorems/types.ts';

export const MADE: Configuration = {
  schema: RUN_SCHEMA,
  suite: PAPER_RECORD,
  fingerprint: fingerprint('kernel', PAPER),
  seed: 1,
  profile: 'smoke',
  engine: 'kernel',
  selected: ['lemma-1.2/uniform-gap', 'lemma-1.2/spread', 'lemma-1.2/variance'],
  regime: SAMPLER_REGIME,
  shard: WHOLE,
};

/** A gap that the radius allows, or not; a spread as the variance has it, or not. */
const measured = (d0: number, gap: number): Json & GradientMeasurement => ({
  d0,
  m: 16,
  N: 256,
  comparisons: 1,
  gap,
  radius: 2,
  deviation: 10 * (gap - 1),
  spread: 1,
  moments: GRADIENT_STEPS.map((step) => ({ step, gap, inMargin: step > 100 ? 0.5 : 1 })),
});

/** All evidence that a run of the configuration would leave. */
export function evidenceOf(c: Configuration): Evidence[] {
  const selection = {
    suite: THEOREMS,
    studies: STUDIES,
    selected: new Set(c.selected),
    profile: PROFILES[c.profile]!,
    regime: c.regime,
  };
  const trial = (key: TrialKey, measurement: Json): Evidence => ({
    key,
    path: drawPath(STUDIES[key.study]!, c, key),
    outcome: { status: 'measured', measurement },
  });
  const runs = exactRunsOf(THEOREMS, selection.profile);
  const counterexample = { instance: 1, explanation: '1 = 2', shrinks: 0, seed: 1, path: '0' };
  const exact = exactIds(selection)
    .filter((_, at) => inShard(c.shard, at))
    .map((id): Evidence => {
      const claim = THEOREMS.flatMap((t) => t.claims).find((x) => x.id === id.split('~')[0])!;
      const measurement = {
        instances: runs.get(id)!,
        cases: Object.fromEntries(claim.requiredCases.map((name) => [name, 1])),
        counterexample: id.includes('~') ? counterexample : null,
      };
      return { key: exactKey(id), path: null, outcome: { status: 'measured', measurement } };
    });
  const campaigns = campaignsOf(selection);
  const trials = campaigns.flatMap((campaign) =>
    Array.from({ length: campaign.budget.ladders }, (_, index) => index)
      .filter((index) => inShard(c.shard, index))
      .flatMap((index) =>
        campaign.budget.sizes.map((d0) =>
          trial(trialKey(campaign, index, d0), measured(d0, campaign.variant === 'main' ? 1 : 3)),
        ),
      ),
  );
  const byKey = new Map(trials.map((e) => [keyString(e.key), e]));
  const step = { engine: 'tfjs-wasm', space: 'features', ratio: 0.5, largestDifference: 1e-8 };
  const audits =
    c.shard.count > 1
      ? []
      : judgeRun(campaigns, byKey).campaigns.flatMap((c) => auditKeys(c).map((key) => trial(key, step)));
  return [...exact, ...trials, ...audits];
}

/** Writes the folder of a run whose run.json is `says` and whose evidence is this. */
export function makeFolder(path: string, says: Configuration, evidence: readonly Evidence[]): void {
  mkdirSync(join(path, EVIDENCE), { recursive: true });
  const started = '2024-05-06T07:08:09.000Z';
  writeFileSync(join(path, 'run.json'), `${JSON.stringify({ ...says, started }, null, 2)}\n`);
  for (const study of new Set(evidence.map((e) => e.key.study)))
    writeFileSync(
      join(path, EVIDENCE, `${study}.jsonl`),
      evidence
        .filter((e) => e.key.study === study)
        .map(toLine)
        .join(''),
    );
}
