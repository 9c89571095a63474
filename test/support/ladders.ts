/** Ladders made by hand: a scaling claim whose quantity is what the test says, in the place of trained networks. */
import { campaignsOf, type Campaign, type Reader } from '../../properties/gather/campaign.ts';
import { give as hand, judgeOf, readingOf } from '../../properties/gather/reading.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import type { Judge } from '../../properties/judge/judge.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import type { Profile } from '../../properties/judge/profile.ts';
import { standardNormals } from '../../sim/random/normal.ts';
import { streamKey, type Label } from '../../sim/random/stream.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';
import type { Point, ScalingClaim } from '../../theorems/types.ts';

export const scalingClaims: readonly ScalingClaim[] = THEOREMS.flatMap((t) => t.claims).filter(
  (c) => c.kind === 'scaling',
);

export interface HandMade {
  readonly campaign: Campaign;
  readonly reader: Reader & { readonly claim: ScalingClaim };
  readonly judge: Judge;
}

/**
 * A claim of the suite as a profile judges it, but for its quantity, which is read off the measurement `{ variable, point }`,
 * and its path: `true` is on it.
 */
export function handMade(id: string, profile: Profile): HandMade {
  const regime = SAMPLER_REGIME;
  const campaigns = campaignsOf({
    suite: THEOREMS,
    studies: STUDIES,
    selected: new Set([id]),
    profile,
    regime,
  });
  const campaign = campaigns.find((c) => c.purpose === 'main')!;
  const own = campaign.readers.find((r) => r.id === id)!;
  const original = own.claim as ScalingClaim;
  const claim: ScalingClaim = {
    ...original,
    point: (m) => (m as unknown as { point: Point }).point,
    variable: { name: original.variable.name, of: (m) => (m as { variable: number }).variable },
    // The ladders' own cases, slope and hold-out, are those of the points.
    rungCases: () => original.requiredCases.filter((c) => !['slope', 'hold-out'].includes(c)),
    path: { words: 'those that are marked', holds: (path) => path === true, share: 1 },
  };
  const reader = { ...own, claim };
  return { campaign, reader, judge: judgeOf(campaign, reader) };
}

/** The claim's variable at every size: d is d0^3. */
export function variablesOf({ reader: { claim, sizes } }: HandMade): readonly number[] {
  return sizes.map((d0) => (claim.variable.name === 'd' ? d0 ** 3 : d0));
}

/** Hands the judge one ladder with the given points, one for every size. */
export function give(made: HandMade, index: number, points: readonly Point[], on = true): void {
  const { campaign, reader, judge } = made;
  const { id: study } = campaign.study;
  const variables = variablesOf(made);
  const ladder = reader.sizes.map((d0, i): Evidence => ({
    key: { study, variant: 'main', purpose: 'main', index, d0 },
    path: on,
    outcome: { status: 'measured', measurement: { variable: variables[i]!, point: points[i]! } },
  }));
  hand(judge, readingOf(campaign, reader, ladder));
}

export const exactly = (value: number, standardError = 0): Point => ({
  value,
  low: value,
  high: value,
  standardError,
});

/** Values of a law with log-normal noise, the same for the same labels. */
export function noisy(
  law: (variable: number) => number,
  variables: readonly number[],
  noise: number,
  ...labels: readonly Label[]
): readonly number[] {
  const normals = standardNormals(streamKey('ladders by hand', ...labels), 0, variables.length);
  return variables.map((x, i) => law(x) * Math.exp(noise * normals[i]!));
}
