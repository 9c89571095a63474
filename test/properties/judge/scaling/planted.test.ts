/**
 * Laws that are false, planted in ladders made by hand and judged at the levels of a profile: how many ladders until the
 * verdict. Seeds are fixed. Noise is the median scatter of single rungs about their ladder's line, seen at profile quick, seed 1, and
 * rounded up: 0.135 for ln R_ID, of which Monte Carlo explains 0.1 and says so, and 0.02 to 0.075 for the others.
 */
import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../../support/paper.ts';
import { suiteLevels } from '../../../../properties/gather/selection.ts';
import { barriers } from '../../../../properties/judge/statistics/index.ts';
import { THEOREMS } from '../../../../theorems/registry.ts';
import { exactly, give, handMade, noisy, variablesOf } from '../../../support/ladders.ts';

interface Told {
  readonly verdict: string;
  readonly ladders: number;
}

/** The verdict on a planted law within the profile's ladders, and the ladders it took. */
function judged(
  id: string,
  profileName: string,
  planted: (variable: number) => number,
  noise: number,
  standardError = 0,
): Told {
  const profile = PROFILES[profileName]!;
  const made = handMade(id, profile);
  const variables = variablesOf(made);
  for (let i = 0; i < made.campaign.budget.ladders && !made.judge.decided; i++) {
    give(
      made,
      i,
      noisy(planted, variables, noise, id, i).map((v) => exactly(v, standardError * v)),
    );
  }
  const { verdict, laddersRead } = made.judge.result();
  return { verdict, ladders: laddersRead };
}

/** What ladders without exception lead to: the verdict, at the first ladder at which the levels allow it. */
function soonest(profileName: string, verdict: 'supported' | 'refuted'): Told {
  const profile = PROFILES[profileName]!;
  const { claim: level } = suiteLevels(THEOREMS, profile);
  const { delta } = profile.scaling!;
  const walls = barriers({ delta, alphaSupport: level, alphaRefute: level, budget: 100 });
  const ladders =
    verdict === 'supported'
      ? walls.supportAtMost.findIndex((failures) => failures >= 0)
      : walls.refuteAtLeast.findIndex((failures, n) => n > 0 && failures <= n);
  return { verdict, ladders };
}

/** R_ID as it is seen without decay: about 4.6e-5 at d0 = 256, falling like d0^-1.3. */
const risk = (d0: number) => 4.6e-5 * (d0 / 256) ** -1.3;
const RISK_NOISE = 0.15;
const RISK_ERROR = 0.1;
const power =
  (exponent: number) =>
  (d0: number): number =>
    d0 ** exponent;

describe('a planted plateau', () => {
  it('R_ID that stops falling at 1e-3 is refuted as "tends to 0"', () => {
    const told = (profile: string, planted: (d0: number) => number) =>
      judged('thm-4.3/id-risk-exponent', profile, planted, RISK_NOISE, RISK_ERROR);
    expect(told('quick', risk)).toEqual(soonest('quick', 'supported'));
    expect(told('standard', risk)).toEqual(soonest('standard', 'supported'));
    expect(told('quick', (d0) => Math.max(risk(d0), 1e-3))).toEqual(soonest('quick', 'refuted'));
    expect(told('standard', (d0) => Math.max(risk(d0), 1e-3))).toEqual(soonest('standard', 'refuted'));
    // From 0.1 down to the plateau at d0 = 64: the slope alone would pass, the hold-out does not.
    const late = (d0: number) => Math.max(0.1 * (d0 / 16) ** -3.3, 1e-3);
    expect(told('quick', late)).toEqual(soonest('quick', 'refuted'));
  });
});

describe('a planted exponent', () => {
  const NOISE = 0.08;

  it('off by 0.3 is refuted wherever the statement leaves no logarithm open', () => {
    for (const off of [-0.3, 0.3]) {
      const told = (exponent: number) => judged('thm-4.2/core-exponent', 'quick', power(exponent), NOISE);
      expect(told(0).verdict).toBe('supported');
      expect(told(off)).toEqual(soonest('quick', 'refuted'));
    }
  });

  it('is not, on these sizes, where a power of the logarithm is left open either way; off by a half it is', () => {
    for (const [id, exponent] of [
      ['thm-4.2/background-exponent', 0],
      ['thm-4.2/time-d0', -1],
      ['thm-4.3/ood-risk-exponent', 0],
      ['thm-4.3/time-d0', -1],
    ] as const) {
      for (const off of [-0.5, 0.5])
        expect(judged(id, 'quick', power(exponent + off), NOISE)).toEqual(soonest('quick', 'refuted'));
      for (const off of [-0.3, 0.3])
        expect(judged(id, 'quick', power(exponent + off), NOISE).verdict).toBe('supported');
    }
  });

  it('of an upper bound counts from above only', () => {
    const onset = (exponent: number) => judged('thm-4.1/onset-d0', 'quick', power(exponent), NOISE).verdict;
    expect(onset(-0.7)).toBe('supported');
    expect(onset(0.5)).toBe('refuted');
    const learned = (exponent: number) =>
      judged('thm-4.4/background-weight-exponent', 'quick', power(exponent), NOISE);
    expect(learned(-0.5).verdict).toBe('supported');
    expect(learned(-0.8).verdict).toBe('supported');
    expect(learned(-0.2)).toEqual(soonest('quick', 'refuted'));
  });
});
