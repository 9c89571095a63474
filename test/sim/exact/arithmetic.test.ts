/** Decimal arithmetic: exact or a RoundingError, never a rounded number. Oracle: BigInt fractions of 10^-places. */
import { Decimal } from 'decimal.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Arithmetic,
  arithmeticFor,
  decimal,
  decimalOfFloat,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  RoundingError,
} from '../../../sim/exact/arithmetic.ts';

const PLACES = 12;
/** Text of n / 10^12 for a whole n. */
const text = (n: bigint) => {
  const digits = (n < 0n ? -n : n).toString().padStart(PLACES + 1, '0');
  return `${n < 0n ? '-' : ''}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
};
const whole = fc.bigInt({ min: -(10n ** 20n), max: 10n ** 20n });

describe('exact sums and products', () => {
  it('equal whole-number arithmetic, at the precision chosen from the inputs', () => {
    fc.assert(
      fc.property(whole, whole, (a, b) => {
        const [x, y] = [decimal(text(a)), decimal(text(b))];
        const A = arithmeticFor(
          digitsOfSum(2, digitsOf([x, y])),
          digitsOfProduct(digitsOf([x]), digitsOf([y])),
        );
        expect(A.add(x, y).eq(text(a + b))).toBe(true);
        expect(A.sub(x, y).eq(text(a - b))).toBe(true);
        const scale = decimal(`1e${PLACES}`);
        const shifted = new Arithmetic(200).mul(A.mul(x, y), scale);
        expect(shifted.eq(text(a * b))).toBe(true);
      }),
    );
  });

  it('at any precision give the exact number or throw', () => {
    fc.assert(
      fc.property(whole, whole, fc.integer({ min: 1, max: 50 }), (a, b, digits) => {
        const [x, y] = [decimal(text(a)), decimal(text(b))];
        const wide = new Arithmetic(200);
        for (const operation of ['add', 'mul'] as const) {
          try {
            expect(new Arithmetic(digits)[operation](x, y).eq(wide[operation](x, y))).toBe(true);
          } catch (error) {
            expect(error).toBeInstanceOf(RoundingError);
          }
        }
      }),
    );
  });

  it('throw where decimal.js alone would round', () => {
    const small = new Arithmetic(3);
    expect(() => small.mul(decimal('1.01'), decimal('1.01'))).toThrow(RoundingError);
    expect(() => small.add(decimal('100'), decimal('0.01'))).toThrow(
      new RoundingError('a sum may need 6 digits, the precision is 3'),
    );
    expect(() => small.add(decimal('0'), decimal('1.234'))).toThrow(RoundingError);
    expect(() => small.sub(decimal('1.234'), decimal('0'))).toThrow(RoundingError);
    expect(new Arithmetic(3).add(decimal('1.5'), decimal('0.5')).toString()).toBe('2');
  });

  it('a sum of n numbers fits the digits foreseen for it', () => {
    fc.assert(
      fc.property(fc.array(whole, { minLength: 1, maxLength: 40 }), (values) => {
        const terms = values.map((v) => decimal(text(v)));
        const A = arithmeticFor(digitsOfSum(terms.length, digitsOf(terms)));
        expect(A.sum(terms).eq(text(values.reduce((sum, v) => sum + v, 0n)))).toBe(true);
      }),
    );
  });

  it('leave the precision of everybody else alone', () => {
    const before = Decimal.precision;
    new Arithmetic(7).add(decimal(1), decimal(2));
    expect(Decimal.precision).toBe(before);
  });

  it('refuse binary fractions as numbers and unequal lengths', () => {
    expect(() => decimal(0.1)).toThrow('a decimal is made from text or a whole number, got 0.1');
    expect(() => new Arithmetic(5).dot([decimal(1)], [])).toThrow('equal lengths');
    expect(() => new Arithmetic(0)).toThrow('whole number of digits');
  });
});

describe('decimalOfFloat', () => {
  it('is the binary number, digit for digit', () => {
    expect(decimalOfFloat(0.1).toFixed()).toBe('0.1000000000000000055511151231257827021181583404541015625');
    expect(decimalOfFloat(Math.fround(-0.1)).toFixed()).toBe('-0.100000001490116119384765625');
    expect(decimalOfFloat(2 ** -149).precision()).toBe(105);
    expect(() => decimalOfFloat(NaN)).toThrow('finite');
  });

  it('comes back unchanged', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (x) => {
        expect(decimalOfFloat(x).toNumber() === x).toBe(true);
      }),
    );
  });
});
