/**
 * Profiles as data: how much evidence a run gathers. A profile that could not reach its own error rates even with
 * no failure is an error in the profile and is refused when it is defined.
 */
import type { ComparesClaim, CoversClaim, ExistsClaim, ScalingClaim } from '../../theorems/types.ts';
import { LEAST_SIZES } from './scaling/event.ts';
import { levelOf, MOST_TRIALS } from './questions.ts';
import { slopeRange } from './scaling/range.ts';
import { lnERefute, meanTrialsNeeded, reaches, trialsNeeded } from './statistics/index.ts';
import { agree, count } from '../count.ts';

export interface StudyBudget {
  /** Sizes d0, one rung each; a ladder is one path trained at every size. */
  readonly sizes: readonly number[];
  /** Most ladders. */
  readonly ladders: number;
}

/** Scaling claims read the ladders that the studies run anyway: one ladder is one trial. */
export interface ScalingBudget {
  /** Allowed share of ladders outside the claimed range. */
  readonly delta: number;
}

/** A profile made ready to be run: how much evidence a run gathers of every study, and at which levels it is judged. */
export interface Profile {
  readonly name: string;
  /** Chance of any false "supported" or "refuted", of a claim or of a broken twin, in the whole run. */
  readonly alpha: number;
  /** Allowed failure rate of a claim, and the target that power is planned for. */
  readonly delta: number;
  /** Where the budget allows, delta falls with d0: a smaller one for these sizes. */
  readonly deltaBySize: Readonly<Record<number, number>>;
  readonly delta0: number;
  /** How scaling claims are judged; null in a profile that does not judge them. */
  readonly scaling: ScalingBudget | null;
  readonly studies: Readonly<Record<string, StudyBudget>>;
  /** Broken twins: sizes and ladders of each. */
  readonly controls: StudyBudget;
  /** fast-check instances of every exact claim (times its share). */
  readonly exactRuns: number;
  /** `size`: a stratum is a size. `size-and-part`: a size and a part of the study's sampler. */
  readonly strata: 'size' | 'size-and-part';
}

export function deltaAt(profile: Profile, d0: number): number {
  return profile.deltaBySize[d0] ?? profile.delta;
}

/** Fifths of alpha. Twins (negative controls) fail nearly always, so a small level costs them only a ladder or two. */
const FIFTHS = { claims: 4, twins: 1 } as const;

/** How many share alpha: claims that the profile judges by trials, and their twins. */
export interface Sharers {
  readonly claims: number;
  readonly twins: number;
}

/**
 * The share of alpha of each claim and of each twin. Support and refutation each have the whole share: "supported" is false only
 * where some stratum fails more often than its delta, "refuted" only where none does, so at most one of them can be a false verdict.
 */
export interface Levels {
  readonly claim: number;
  readonly twin: number;
}

export function levelsOf({ alpha }: Pick<Profile, 'alpha'>, { claims, twins }: Sharers): Levels {
  // A suite of exact claims alone spends nothing.
  return {
    claim: (alpha * FIFTHS.claims) / 5 / Math.max(1, claims),
    twin: (alpha * FIFTHS.twins) / 5 / Math.max(1, twins),
  };
}

/** Claims that say themselves what they allow. */
export type OwnClaim = CoversClaim | ComparesClaim | ExistsClaim;

/** What a profile is defined for: how many share alpha, and how many parts each study's sampler has. */
export interface SuiteFacts {
  /** Without the scaling claims and their twins, which not every profile judges. */
  readonly probability: Sharers;
  /** Claims that say themselves what they allow; they are among the former. */
  readonly ownClaims: readonly OwnClaim[];
  readonly scalingClaims: readonly Pick<ScalingClaim, 'id' | 'study' | 'path' | 'law'>[];
  readonly scalingTwins: number;
  readonly parts: Readonly<Record<string, number>>;
}

/** Refuses a profile that cannot reach a verdict with its own budget. */
export function defineProfile(profile: Profile, suite: SuiteFacts): Profile {
  const { probability, ownClaims, scalingClaims, scalingTwins, parts } = suite;
  const fail = (what: string): never => {
    throw new RangeError(`profile ${profile.name}: ${what}`);
  };
  if (!(0 < profile.alpha && profile.alpha < 1)) fail(`alpha must lie in (0, 1), got ${profile.alpha}`);
  if (!(0 < profile.delta0 && profile.delta0 < profile.delta && profile.delta < 1)) {
    fail(`needs 0 < delta0 < delta < 1, got ${profile.delta0} and ${profile.delta}`);
  }
  if (!(Number.isSafeInteger(profile.exactRuns) && profile.exactRuns > 0))
    fail(`exactRuns must be a whole number from 1, got ${profile.exactRuns}`);
  const scaling = profile.scaling;
  const judged = scaling === null ? [] : scalingClaims;
  const levels = levelsOf(profile, {
    claims: probability.claims + judged.length,
    twins: probability.twins + (scaling === null ? 0 : scalingTwins),
  });
  for (const [study, budget] of Object.entries({ ...profile.studies, controls: profile.controls })) {
    const { sizes, ladders } = budget;
    if (sizes.length === 0) fail(`study ${study} has no size`);
    if (!sizes.every((d0, i) => Number.isSafeInteger(d0) && d0 > (sizes[i - 1] ?? 0)))
      fail(`sizes of ${study} must be whole numbers from 1 in ascending order, got ${sizes.join(', ')}`);
    if (!(Number.isSafeInteger(ladders) && ladders > 0))
      fail(`ladders of ${study} must be a whole number from 1, got ${ladders}`);
    for (const d0 of sizes) {
      const delta = deltaAt(profile, d0);
      if (!(0 < delta && delta <= profile.delta))
        fail(`delta at d0 = ${d0} must lie in (0, ${profile.delta}], got ${delta}`);
    }
  }
  for (const [study, { sizes, ladders }] of Object.entries(profile.studies)) {
    for (const d0 of sizes) {
      const delta = deltaAt(profile, d0);
      const perPart = profile.strata === 'size' ? 1 : (parts[study] ?? 1);
      const needed = trialsNeeded({ delta, alpha: levels.claim }) * perPart;
      if (ladders < needed) {
        fail(
          `study ${study} has ${count(ladders, 'ladder')}, but ${count(needed, 'trial')} without a failure ${agree(needed, 'is', 'are')} needed for ` +
            `"supported" in ${count(perPart, 'stratum', 'strata')} at d0 = ${d0}, delta = ${delta}, alpha = ${levels.claim}`,
        );
      }
    }
  }
  for (const claim of ownClaims) {
    if (claim.kind === 'exists') {
      const asked = fewestTrials(claim, levels.claim);
      if (asked > MOST_TRIALS)
        fail(
          `${claim.id} needs ${asked} fresh trials of its first candidate for "supported" at best, and a question has ${MOST_TRIALS}`,
        );
      continue;
    }
    const ladders = profile.studies[claim.study]?.ladders ?? 0;
    const needed =
      fewestTrials(claim, levels.claim) * (profile.strata === 'size' ? 1 : (parts[claim.study] ?? 1));
    if (ladders < needed)
      fail(
        `${claim.id} needs ${count(needed, 'trial')} at every size for "supported" at best, and study ${claim.study} has ${count(ladders, 'ladder')}`,
      );
  }
  if (scaling !== null) {
    if (!(profile.delta0 < scaling.delta && scaling.delta < 1))
      fail(`scaling needs delta0 < delta < 1, got ${scaling.delta}`);
  }
  for (const { id, study, path, law } of judged) {
    const { sizes, ladders } = profile.studies[study] ?? { sizes: [], ladders: 0 };
    if (sizes.length < LEAST_SIZES)
      fail(`${id} needs ${LEAST_SIZES} sizes of study ${study}, got ${sizes.length}`);
    for (const grid of [sizes, sizes.slice(0, LEAST_SIZES)]) {
      try {
        slopeRange(law, grid.map(Math.log));
      } catch (error) {
        fail(`${id} on d0 = ${grid.join(', ')}: ${(error as Error).message}`);
      }
    }
    const onPath = Math.floor(ladders * path.share);
    const needed = trialsNeeded({ delta: scaling!.delta, alpha: levels.claim });
    if (onPath < needed)
      fail(
        `${id} has about ${onPath} of ${count(ladders, 'ladder')} on its path, but ${needed} without a failure ${agree(needed, 'is', 'are')} needed for ` +
          `"supported" at delta = ${scaling!.delta}, alpha = ${levels.claim}`,
      );
  }
  const { sizes, ladders } = profile.controls;
  const always = { failures: ladders, trials: ladders };
  // One refuted stratum is enough, so the stratum that is easiest to refute decides: the one with the smallest delta.
  const delta = Math.min(...sizes.map((d0) => deltaAt(profile, d0)));
  if (!reaches(lnERefute({ ...always, delta }), levels.twin / sizes.length))
    fail(
      `controls have ${count(ladders, 'ladder')}: a twin that always fails could not be refuted with so few`,
    );
  if (judged.length > 0 && !reaches(lnERefute({ ...always, delta: scaling!.delta }), levels.twin))
    fail(
      `controls have ${count(ladders, 'ladder')}: a scaling twin that always fails could not be refuted with so few`,
    );
  return profile;
}

/**
 * The fewest trials that support a claim which says itself what it allows: with the case in every draw, with the best difference in
 * every trial, or with a first candidate that shows it in every trial.
 */
export function fewestTrials(claim: OwnClaim, alpha: number): number {
  switch (claim.kind) {
    case 'covers':
      return trialsNeeded({ delta: 1 - claim.share, alpha });
    case 'compares':
      return meanTrialsNeeded({ bound: claim.margin, range: claim.range, alpha, value: claim.range[0] });
    case 'exists':
      return trialsNeeded({ delta: 1 - claim.rate, alpha: levelOf(alpha, 1) });
  }
}
