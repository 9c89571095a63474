/**
 * An oracle for the special functions: 60 digits, and another route than the code under test. Tails are sums of the positive series
 * I_x(a, b) = x^a (1-x)^b / (a B(a, b)) * sum_k (a+b)_k / (a+1)_k x^k (DLMF 8.17.8); gamma functions are products, so a and b must
 * be whole or half numbers. It is itself held against finite binomial sums in specialFunctions.test.ts.
 */
import { Decimal as Base } from 'decimal.js';

export const Decimal = Base.clone({ precision: 60, maxE: 9e15, minE: -9e15 });
export type Decimal = InstanceType<typeof Decimal>;

/** Gamma(i + 1) and Gamma(i + 1/2), as far as they were asked for. */
const wholes = [new Decimal(1)];
const halves = [Decimal.acos(-1).sqrt()];

/** A double's own value; the Decimal constructor would take the shortest decimal that rounds to it, which is another number. */
export const exactly = (x: number | Decimal): Decimal =>
  new Decimal(typeof x === 'number' ? x.toPrecision(80) : x);

export function gamma(x: number): Decimal {
  if (!Number.isInteger(2 * x))
    throw new RangeError(`The oracle knows whole and half numbers only, got ${x}.`);
  const [known, offset] = Number.isInteger(x) ? [wholes, 1] : [halves, 0.5];
  for (let i = known.length; i <= x - offset; i++) known.push(known[i - 1]!.times(i - 1 + offset));
  return known[x - offset]!;
}

export function beta(a: number, b: number): Decimal {
  return gamma(a)
    .times(gamma(b))
    .div(gamma(a + b));
}

export interface Tails {
  lower: Decimal;
  upper: Decimal;
  kernel: Decimal;
}

/**
 * I_x, 1 - I_x and x^a (1-x)^b / B(a, b), for the double x taken as exact. The series in the smaller of x and 1-x is the
 * shorter one; the other tail is its complement, unless that would leave fewer than 30 digits.
 */
export function tails(x: number | Decimal, a: number, b: number): Tails {
  const p = exactly(x);
  const q = new Decimal(1).minus(p);
  const kernel = power(p, a).times(power(q, b)).div(beta(a, b));
  const near = p.lt(q) ? series(p, a, b) : series(q, b, a);
  const tail = kernel.times(near);
  const rest = new Decimal(1).minus(tail);
  const other = rest.gt('1e-30') ? rest : kernel.times(p.lt(q) ? series(q, b, a) : series(p, a, b));
  return p.lt(q) ? { lower: tail, upper: other, kernel } : { lower: other, upper: tail, kernel };
}

/** Half powers through a square root, which is far cheaper than a logarithm. */
function power(x: Decimal, exponent: number): Decimal {
  const whole = x.pow(Math.floor(exponent));
  return Number.isInteger(exponent) ? whole : whole.times(x.sqrt());
}

function series(p: Decimal, a: number, b: number): Decimal {
  let term = new Decimal(1).div(a);
  let sum = term;
  for (let k = 0; term.greaterThan(sum.times('1e-58')); k++) {
    term = term.times(p.times(a + b + k).div(a + 1 + k));
    sum = sum.plus(term);
  }
  return sum;
}

const Shorter = Base.clone({ precision: 35, maxE: 9e15, minE: -9e15 });

/** The natural logarithm as a double; 35 digits are enough for that, and several times as fast. */
export const ln = (x: Decimal): number => Shorter.ln(x.toSD(35)).toNumber();

/** The definition in the header of eProcess.ts, literally. */
export function lnEByDefinition(
  side: 'support' | 'refute',
  at: { failures: number; trials: number; delta: number; a: number; b: number },
): number {
  const { failures, trials, delta, a, b } = at;
  const tail = side === 'support' ? 'lower' : 'upper';
  const after = [a + failures, b + trials - failures] as const;
  const d = exactly(delta);
  const likelihood = d.pow(failures).times(new Decimal(1).minus(d).pow(trials - failures));
  const posterior = beta(...after).times(tails(delta, ...after)[tail]);
  const prior = beta(a, b).times(tails(delta, a, b)[tail]);
  return ln(posterior.div(prior).div(likelihood));
}
