/**
 * ln, exp and powers from basic arithmetic only, so that their bits are the same on every machine.
 * ECMAScript leaves the last bit of Math.log, Math.exp and Math.pow to the implementation.
 */

/** ln 2 in two parts; the first has trailing zeros, so a small integer times it is exact. */
const LN2_HIGH = 0.69314718036912381649;
const LN2_LOW = 1.90821492927058770002e-10;

/**
 * Natural logarithm of a positive, finite, normal number; error below 2 units in the last place.
 * x = 2^k * f with f in [sqrt(1/2), sqrt(2)), ln f = 2 artanh(s) with s = (f-1)/(f+1), |s| <= 0.1716;
 * the odd series is cut after s^23, where the remainder is below 2^-60 of the sum.
 */
export function ln(x: number): number {
  if (!(x >= 2 ** -1022 && x < Infinity)) throw new RangeError(`ln needs a positive normal number, got ${x}`);
  let f = x;
  let k = 0;
  while (f >= 2 ** 32) [f, k] = [f * 2 ** -32, k + 32];
  while (f < 2 ** -32) [f, k] = [f * 2 ** 32, k - 32];
  while (f >= Math.SQRT2) [f, k] = [f / 2, k + 1];
  while (f < Math.SQRT1_2) [f, k] = [f * 2, k - 1];
  const s = (f - 1) / (f + 1);
  const s2 = s * s;
  let series = 0;
  for (let n = 23; n >= 3; n -= 2) series = (series + 1 / n) * s2;
  return k * LN2_HIGH + (k * LN2_LOW + 2 * s * series + 2 * s);
}

/** 2^k for k = -1022 … 1023, every one of them exact. */
const POWERS_OF_TWO = (() => {
  const powers = new Float64Array(2046);
  powers[0] = 2 ** -1022;
  for (let i = 1; i < powers.length; i++) powers[i] = 2 * powers[i - 1]!;
  return powers;
})();

/**
 * e^x; error below 1 unit in the last place. Below -708 it is 0: every other result is a normal number.
 * x = k ln 2 + r with |r| <= ln(2)/2 up to rounding; e^r = 1 + 2r/(R(r^2) - r) with R(z) = 2 + z/6 - z^2/360 + ..., whose best
 * polynomial of degree 5 on that interval is FreeBSD's (msun, e_exp.c): off by less than 2^-59.
 */
export function exp(x: number): number {
  if (!(x <= 709)) throw new RangeError(`exp needs a number of at most 709, got ${x}`);
  if (x < -708) return 0;
  const k = Math.round(x / LN2_HIGH);
  const high = x - k * LN2_HIGH;
  const low = k * LN2_LOW;
  const r = high - low;
  const z = r * r;
  const c =
    r -
    z *
      (1.66666666666666019037e-1 +
        z *
          (-2.77777777770155933842e-3 +
            z *
              (6.61375632143793436117e-5 + z * (-1.6533902205465251539e-6 + z * 4.13813679705723846039e-8))));
  return (1 - (low - (r * c) / (2 - c) - high)) * POWERS_OF_TWO[k + 1022]!;
}

/** `base^(eighths/8)` for a positive base and a whole number of eighths, by correctly rounded square roots. */
export function powEighths(base: number, eighths: number): number {
  if (!(base > 0 && Number.isInteger(eighths))) {
    throw new RangeError(`powEighths needs a positive base and whole eighths, got ${base}^(${eighths}/8)`);
  }
  const magnitude = Math.abs(eighths);
  const half = Math.sqrt(base);
  const quarter = Math.sqrt(half);
  let power = 1;
  for (let i = 0; i < magnitude >> 3; i++) power *= base;
  if (magnitude & 4) power *= half;
  if (magnitude & 2) power *= quarter;
  if (magnitude & 1) power *= Math.sqrt(quarter);
  return eighths < 0 ? 1 / power : power;
}
