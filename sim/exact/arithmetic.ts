/**
 * Decimal arithmetic that never rounds: sums and products of finite decimals, in a decimal.js constructor of its own.
 *
 * Two safeguards. The precision is chosen from the inputs: `Digits` follows how many digits before and after the
 * point every intermediate can have. And every operation checks, from its operands, that its result fits: if it
 * might not, it throws a RoundingError instead of rounding. There is no division: claims are multiplied out.
 */
import { Decimal as DecimalConstructor } from 'decimal.js';

/** A decimal number of any length. */
export type Decimal = DecimalConstructor;

/** An operation whose exact result might not fit the precision. */
export class RoundingError extends Error {
  override readonly name = 'RoundingError';
}

/** Numbers below 10^whole in size, with at most `fraction` digits after the point. */
export interface Digits {
  readonly whole: number;
  readonly fraction: number;
}

/** The smallest `Digits` that hold all the given numbers. */
export function digitsOf(values: Iterable<Decimal>): Digits {
  let whole = 0;
  let fraction = 0;
  for (const v of values) {
    if (v.isZero()) continue;
    whole = Math.max(whole, v.e + 1);
    fraction = Math.max(fraction, v.decimalPlaces());
  }
  return { whole, fraction };
}

/** A product has the digits of all its factors together. */
export function digitsOfProduct(...factors: readonly Digits[]): Digits {
  return {
    whole: factors.reduce((sum, f) => sum + f.whole, 0),
    fraction: factors.reduce((sum, f) => sum + f.fraction, 0),
  };
}

/**
 * A sum of `count` numbers, each as large as the largest of `terms`: n numbers below 10^q stay below
 * 10^(q + digits of n); one place more is the carry that `Arithmetic.add` allows for at every step.
 */
export function digitsOfSum(count: number, ...terms: readonly Digits[]): Digits {
  return {
    whole: Math.max(...terms.map((t) => t.whole)) + String(count).length + 1,
    fraction: Math.max(...terms.map((t) => t.fraction)),
  };
}

/** Sums and products to `digits` significant digits, each checked to be exact. */
export class Arithmetic {
  readonly #Decimal: typeof DecimalConstructor;

  constructor(readonly digits: number) {
    if (!(Number.isInteger(digits) && digits >= 1)) {
      throw new RangeError(`a precision is a whole number of digits from 1 up, got ${digits}`);
    }
    // Exponents far out, so that nothing under- or overflows either.
    this.#Decimal = DecimalConstructor.clone({
      precision: digits,
      rounding: DecimalConstructor.ROUND_HALF_EVEN,
      toExpNeg: -400,
      toExpPos: 400,
      defaults: true,
    });
  }

  /** A finite decimal from its text; never rounded. */
  of(text: string | number): Decimal {
    if (typeof text === 'number' && !Number.isSafeInteger(text)) {
      throw new RangeError(`a decimal is made from text or a whole number, got ${text}`);
    }
    return new this.#Decimal(text);
  }

  /** a + b, to the last digit; throws a RoundingError where that takes more digits than there are. So do the others. */
  add(a: Decimal, b: Decimal): Decimal {
    if (!a.isZero() && !b.isZero()) {
      // From one place above the larger leading digit (a carry) down to the lower of the two last digits.
      const top = Math.max(a.e, b.e) + 1;
      this.#fits(top - Math.min(lastPlace(a), lastPlace(b)) + 1, 'sum');
    } else {
      // decimal.js rounds even when nothing is added.
      this.#fits(Math.max(a.precision(), b.precision()), 'sum');
    }
    return this.#own(a).plus(b);
  }

  /** a - b. */
  sub(a: Decimal, b: Decimal): Decimal {
    return this.add(a, b.neg());
  }

  /** a b. */
  mul(a: Decimal, b: Decimal): Decimal {
    if (!a.isZero() && !b.isZero()) this.#fits(a.precision() + b.precision(), 'product');
    return this.#own(a).times(b);
  }

  /** The sum of all; 0 of none. */
  sum(values: Iterable<Decimal>): Decimal {
    let total: Decimal = this.of(0);
    for (const v of values) total = this.add(total, v);
    return total;
  }

  /** The sum of the products, pair by pair. */
  dot(a: readonly Decimal[], b: readonly Decimal[]): Decimal {
    if (a.length !== b.length) {
      throw new RangeError(`a dot product needs equal lengths, got ${a.length} and ${b.length}`);
    }
    let total: Decimal = this.of(0);
    for (let i = 0; i < a.length; i++) total = this.add(total, this.mul(a[i]!, b[i]!));
    return total;
  }

  #fits(needed: number, what: string): void {
    if (needed > this.digits) {
      throw new RoundingError(`a ${what} may need ${needed} digits, the precision is ${this.digits}`);
    }
  }

  /** decimal.js rounds to the precision of the left operand's constructor: make that ours. */
  #own(a: Decimal): Decimal {
    return a.constructor === this.#Decimal ? a : new this.#Decimal(a);
  }
}

/** The arithmetic that holds all the given digits; one per precision. */
export function arithmeticFor(...needs: readonly Digits[]): Arithmetic {
  const digits = Math.max(1, ...needs.map((n) => n.whole + n.fraction));
  let arithmetic = ARITHMETICS.get(digits);
  if (arithmetic === undefined) ARITHMETICS.set(digits, (arithmetic = new Arithmetic(digits)));
  return arithmetic;
}
const ARITHMETICS = new Map<number, Arithmetic>();

/** Reads text into decimals, where nothing is computed: constructing never rounds. */
export function decimal(text: string | number): Decimal {
  return READER.of(text);
}
/** Wide, so that even a sum or product taken past `Arithmetic` by mistake would not round. */
const READER = new Arithmetic(1000);

/** The decimal that a binary floating-point number stands for, exactly: 0.1 gives 0.1000000000000000055511…. */
export function decimalOfFloat(x: number): Decimal {
  if (!Number.isFinite(x)) throw new RangeError(`a decimal needs a finite number, got ${x}`);
  let whole = x;
  let halvings = 0;
  // Doubling is exact below 2^1023, and a number with a fraction is below 2^53.
  while (!Number.isInteger(whole)) [whole, halvings] = [whole * 2, halvings + 1];
  // whole / 2^n = whole 5^n / 10^n
  return READER.of(`${BigInt(whole) * 5n ** BigInt(halvings)}e-${halvings}`);
}

/** Exponent of the last non-zero digit. */
function lastPlace(a: Decimal): number {
  return a.e - a.precision() + 1;
}
