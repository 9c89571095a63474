/**
 * Error rates of verdicts on ladders, by exact enumeration and by dynamic programming: no simulation, no level of their own.
 * A ladder is one trial, so these are the e-processes of single networks again; what is new is the third outcome, a ladder
 * below resolution, and ladders off the claim's path.
 */
import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../../support/paper.ts';
import { suiteLevels } from '../../../../properties/gather/selection.ts';
import { Judge } from '../../../../properties/judge/judge.ts';
import { ladderEvent } from '../../../../properties/judge/scaling/event.ts';
import { crossing } from '../../../../properties/judge/statistics/index.ts';
import { THEOREMS } from '../../../../theorems/registry.ts';
import type { Point } from '../../../../theorems/types.ts';
import { exactly, give, handMade, scalingClaims, type HandMade } from '../../../support/ladders.ts';

const LADDERS = 6;
const DELTA = 0.4;
const ALPHA = 0.2;
/** 1/d0 falls; a constant does not; a zero at the end may be either. */
const OUTCOMES = {
  holds: (d0: number): Point => exactly(1 / d0),
  fails: (): Point => exactly(1),
  unresolved: (d0: number): Point =>
    d0 === 128 ? { value: 0, low: 0, high: 1, standardError: 0 } : exactly(1),
};
const made: HandMade = handMade('thm-4.1/wrong-class-rate', PROFILES['quick']!);
const { sizes, claim } = made.reader;
const eventOf = (points: readonly Point[]) =>
  ladderEvent(
    claim.law,
    points.map((point, i) => ({ variable: sizes[i]!, point })),
  );
const events = Object.values(OUTCOMES).map((of) => eventOf(sizes.map(of)));

/** The chance of each verdict over all 3^6 sequences, each read by the judge. */
function enumerated(...chances: readonly number[]): { supported: number; refuted: number } {
  const total = { supported: 0, refuted: 0 };
  const levels = { deltaAt: () => DELTA, delta0: 0.01, alphaSupport: ALPHA, alphaRefute: ALPHA };
  for (let code = 0; code < 3 ** LADDERS; code++) {
    const judge = new Judge([Math.max(...sizes)], [''], levels, []);
    let chance = 1;
    for (let i = 0, rest = code; i < LADDERS; i++, rest = Math.trunc(rest / 3)) {
      chance *= chances[rest % 3]!;
      judge.add({ parts: [''], trials: [events[rest % 3]!] });
    }
    const { verdict } = judge.result();
    if (verdict === 'supported' || verdict === 'refuted') total[verdict] += chance;
  }
  return total;
}

describe('verdicts on ladders', () => {
  it('come from the three outcomes a ladder can have', () => {
    expect(events.map((e) => [e.holds, e.unresolved ?? false])).toEqual([
      [true, false],
      [false, false],
      [undefined, true],
    ]);
  });

  it('do not depend on ladders off the path', () => {
    const [plain, mixed] = [0, 1].map(() => handMade(claim.id, PROFILES['quick']!));
    for (let i = 0; i < 40; i++) {
      const points = sizes.map(i % 9 === 4 ? OUTCOMES.fails : OUTCOMES.holds);
      give(plain!, i, points);
      give(mixed!, 2 * i, sizes.map(OUTCOMES.fails), false);
      give(mixed!, 2 * i + 1, points);
    }
    const told = ({ judge }: HandMade) => ({ ...judge.result(), laddersRead: 0 });
    expect(told(mixed!)).toEqual(told(plain!));
    expect(mixed!.judge.result().laddersRead).toBe(80);
  });

  it('have the chances of dynamic programming', () => {
    for (const p of [0, 0.1, DELTA, 0.8]) {
      const { supported, refuted } = enumerated(1 - p, p, 0);
      const exact = crossing({ p, delta: DELTA, alphaSupport: ALPHA, alphaRefute: ALPHA, budget: LADDERS });
      expect(supported).toBeCloseTo(exact.supported, 12);
      expect(refuted).toBeCloseTo(exact.refuted, 12);
    }
    // Both verdicts can occur at all, or the enumeration would say nothing.
    expect(enumerated(1, 0, 0).supported).toBe(1);
    expect(enumerated(0, 1, 0).refuted).toBe(1);
  });

  it('below resolution: never more than alpha, however failures and unresolved ladders share', () => {
    for (const share of [0, 0.25, 0.5, 1]) {
      // What a finer look would find counts against the claim at rate delta: unresolved ladders all fail.
      const worst = enumerated(1 - DELTA, DELTA * (1 - share), DELTA * share);
      expect(worst.supported).toBeLessThanOrEqual(ALPHA);
      // They all hold: failures alone are at rate delta.
      const best = enumerated((1 - DELTA) * (1 - share), DELTA, (1 - DELTA) * share);
      expect(best.refuted).toBeLessThanOrEqual(ALPHA);
    }
  });

  it.each(Object.values(PROFILES).filter((p) => p.scaling !== null))(
    'of profile $name keep both levels at the edge, and reach a verdict far from it',
    (profile) => {
      const { delta } = profile.scaling!;
      const { claim: level } = suiteLevels(THEOREMS, profile);
      for (const { study, path } of scalingClaims) {
        const budget = Math.floor(profile.studies[study]!.ladders * path.share);
        const at = (p: number) => crossing({ p, delta, alphaSupport: level, alphaRefute: level, budget });
        expect(at(delta).supported).toBeLessThanOrEqual(level);
        expect(at(delta).refuted).toBeLessThanOrEqual(level);
        expect(at(0).supported).toBe(1);
        // One ladder in 25 outside: the rate that the profiles' deltas are chosen for.
        expect(at(0.04).supported).toBeGreaterThan(0.96);
        expect(at(0.9).refuted).toBeGreaterThan(0.999);
      }
    },
  );
});
