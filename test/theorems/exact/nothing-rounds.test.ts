/**
 * Nothing rounds: every exact claim is checked again with twice the digits it chose for itself, and every sum and product on
 * the way must be the same text. That this check can fail is seen with too few digits: decimals that guard themselves throw,
 * decimals that do not give another text.
 */
import { Decimal } from 'decimal.js';
import { describe, expect, it, vi } from 'vitest';
import { RoundingError } from '../../../sim/exact/arithmetic.ts';
import { THEOREMS } from '../../../theorems/registry.ts';
import type { ExactClaim, ExactOutcome } from '../../../theorems/types.ts';

class OtherText extends Error {}

/** What the decimals of the claims are made with, and where their results go. */
const decimals = vi.hoisted(() => ({
  digits: (chosen: number): number => chosen,
  guarded: true,
  note: (_: string): void => {},
}));

vi.mock('../../../sim/exact/arithmetic.ts', async (original) => {
  const real = await original<typeof import('../../../sim/exact/arithmetic.ts')>();
  const noted = (result: Decimal) => {
    decimals.note(result.toFixed());
    return result;
  };
  /** Sums, differences and dot products are all made of these two. */
  class Noting extends real.Arithmetic {
    readonly #Rounding = Decimal.clone({ precision: this.digits, defaults: true });
    override add(a: Decimal, b: Decimal) {
      return noted(decimals.guarded ? super.add(a, b) : new this.#Rounding(a).plus(b));
    }
    override mul(a: Decimal, b: Decimal) {
      return noted(decimals.guarded ? super.mul(a, b) : new this.#Rounding(a).times(b));
    }
  }
  const arithmeticFor: typeof real.arithmeticFor = (...needs) =>
    new Noting(decimals.digits(real.arithmeticFor(...needs).digits));
  return { ...real, arithmeticFor };
});

const RUNS = 20;
const evaluate = (claim: ExactClaim) => claim.check({ seed: 6, runs: RUNS });

/** The claim's outcome and every number on the way to it, at the digits it chooses. */
async function evaluated(claim: ExactClaim) {
  const texts: string[] = [];
  Object.assign(decimals, {
    digits: (chosen: number) => chosen,
    guarded: true,
    note: (text: string) => void texts.push(text),
  });
  return { outcome: await evaluate(claim), texts };
}

/** The claim again at other digits; throws at the first number that is another text. */
async function again(
  claim: ExactClaim,
  texts: readonly string[],
  digits: (chosen: number) => number,
  guarded = true,
): Promise<{ outcome: ExactOutcome; numbers: number }> {
  let numbers = 0;
  const note = (text: string) => {
    const before = texts[numbers++];
    if (text !== before) throw new OtherText(`number ${numbers} is ${text}, was ${before}`);
  };
  Object.assign(decimals, { digits, guarded, note });
  return { outcome: await evaluate(claim), numbers };
}

const exact = THEOREMS.flatMap((t) => t.claims).filter((c): c is ExactClaim => c.kind === 'exact');
/** What these sum and compare is dyadic and short enough for float64: they make no decimal. */
const IN_DOUBLES = ['moments', 'correlation', 'shift'].map((name) => `definition-3.1/${name}`);
const claims = exact.filter((c) => !IN_DOUBLES.includes(c.id));

describe.each(claims.map((claim) => [claim.id, claim] as const))('%s', (_, claim) => {
  it('has the same digits when it is given twice as many', async () => {
    const { outcome, texts } = await evaluated(claim);
    expect(outcome).toMatchObject({ instances: RUNS, counterexample: null });
    expect(texts.length).toBeGreaterThan(10 * RUNS);
    expect(await again(claim, texts, (chosen) => 2 * chosen)).toEqual({ outcome, numbers: texts.length });
  });

  it('refuses three digits, and would have others if it did not', async () => {
    const { texts } = await evaluated(claim);
    await expect(again(claim, texts, () => 3)).rejects.toThrow(RoundingError);
    await expect(again(claim, texts, () => 3, false)).rejects.toThrow(OtherText);
  });
});

it('covers every exact claim but three, which make no decimal', async () => {
  expect(claims.length).toBeGreaterThanOrEqual(11);
  const others = exact.filter((c) => !claims.includes(c));
  expect(others.map((c) => c.id)).toEqual(IN_DOUBLES);
  for (const claim of others) expect((await evaluated(claim)).texts).toEqual([]);
});
