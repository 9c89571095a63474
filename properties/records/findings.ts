/** What records are made from: the evidence of a run, and what the judge made of it claim by claim. */
import type { InstanceInput, Json } from '../../theorems/types.ts';
import type { Campaign, Reader, Selection } from '../gather/campaign.ts';
import { digestOf, type Evidence } from '../trials/evidence.ts';
import type { JudgedClaim } from '../judge/judge.ts';
import type { SeedRoot } from '../trials/seeds.ts';
import { toToken } from '../trials/token.ts';

export interface Findings extends Omit<Selection, 'regime'> {
  readonly root: SeedRoot;
  readonly engine: string;
  readonly evidence: ReadonlyMap<string, Evidence>;
  readonly command: string;
}

/** A claim or twin with the ladders it read. */
export interface Judged {
  readonly campaign: Campaign;
  readonly reader: Reader;
  readonly ladders: readonly (readonly Evidence[])[];
  readonly judged: JudgedClaim;
}

export function tokenOf(f: Pick<Findings, 'root' | 'engine'>, e: Evidence): string {
  return toToken({ root: f.root, key: e.key, engine: f.engine, digest: digestOf(e.outcome) });
}

export function instanceInput(f: Findings, e: Evidence): InstanceInput {
  return { path: e.path, d0: e.key.d0, variant: e.key.variant, set: f.root.regime.set };
}

export function measurements(j: Judged, d0?: number): readonly Json[] {
  return j.ladders
    .flat()
    .filter((e) => d0 === undefined || e.key.d0 === d0)
    .flatMap((e) => (e.outcome.status === 'measured' ? [e.outcome.measurement] : []));
}
