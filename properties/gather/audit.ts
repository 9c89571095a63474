/**
 * The audit of a run: which steps are repeated, and what came of it. Chosen from the verdicts' own evidence, without
 * a clock, so that the record does not depend on how fast a machine is: one ladder in twenty, of the claims and of
 * every broken twin, is trained again up to a random step, on average half-way, and that step is made again by other code. That
 * is some three per cent of the training, and the repeated steps themselves cost little beside it.
 */
import { keyString, type Evidence } from '../trials/evidence.ts';
import type { TrialKey } from '../trials/seeds.ts';
import { purposeText } from '../trials/purpose.ts';
import type { JudgedCampaign } from './judged.ts';

export interface AuditRecord {
  /** Single steps of the run's own trials repeated on another engine. */
  readonly steps: number;
  /** Audits in which no comparison could be made; a single one makes the verdict "disagree". */
  readonly failed: number;
  readonly engine: string;
  readonly against: string;
  /** Largest difference in units of the derived rounding bound; above 1 means the engines disagree. */
  readonly largestRatio: number;
  readonly largestDifference: number;
  readonly inAmbientSpace: number;
  /** `interrupted`: some are still to be made; the same command makes them. */
  readonly verdict: 'agree' | 'disagree' | 'interrupted';
}

const ONE_LADDER_IN = 20;

/** The audits of a campaign whose claims have been judged: ladders 0, 20, 40 … at every size. */
export function auditKeys({ campaign, ladders }: JudgedCampaign): readonly TrialKey[] {
  if (campaign.study.training === undefined) return [];
  return ladders
    .filter((_, index) => index % ONE_LADDER_IN === 0)
    .flat()
    .filter((e) => e.outcome.status === 'measured')
    .map((e) => ({ ...e.key, purpose: purposeText({ kind: 'audit', of: campaign.purpose }) }));
}

/** What the audits of the given campaigns came to; null when there are none to make. */
export function auditRecord(
  campaigns: readonly JudgedCampaign[],
  evidence: ReadonlyMap<string, Evidence>,
  engine: string,
): AuditRecord | null {
  const keys = campaigns.flatMap(auditKeys);
  const found = keys.flatMap((key) => evidence.get(keyString(key)) ?? []);
  if (keys.length === 0) return null;
  const steps = found.flatMap((e) =>
    e.outcome.status === 'measured' ? [e.outcome.measurement as unknown as Step] : [],
  );
  const failed = found.length - steps.length;
  const agree = failed === 0 && steps.every((step) => step.ratio <= 1);
  const largest = (of: (step: Step) => number) => steps.reduce((most, step) => Math.max(most, of(step)), 0);
  return {
    steps: steps.length,
    failed,
    engine,
    against: [...new Set(steps.map((step) => step.engine))].sort().join(', '),
    largestRatio: largest((step) => step.ratio),
    largestDifference: largest((step) => step.largestDifference),
    inAmbientSpace: steps.filter((step) => step.space === 'ambient').length,
    verdict: !agree ? 'disagree' : found.length < keys.length ? 'interrupted' : 'agree',
  };
}

/** What is read of a StepAudit (sim/audit.ts). */
interface Step {
  readonly engine: string;
  readonly space: string;
  readonly ratio: number;
  readonly largestDifference: number;
}
