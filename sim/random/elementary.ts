/**
 * ln and powers from basic arithmetic only, so that their bits are the same on every machine.
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
