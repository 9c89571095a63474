/**
 * Standard normals from basic arithmetic only (+ - * / and square root are correctly rounded by IEEE 754, so
 * every machine gives the same bits; Math.log and Math.cos need not).
 *
 * One 32-bit word gives one normal: the word is the centre of one of 2^32 equal cells of (0, 1), mapped by
 * Wichura's rational approximation of the inverse normal distribution function (algorithm AS 241, PPND16,
 * relative error about 1e-16; Applied Statistics 37, 1988, 477-484).
 */
import { pageOf, wordAt, type StreamKey } from './stream.ts';
import { exp, ln } from './elementary.ts';

/** `count` independent standard normals: words 0 … count - 1 of page `page` of the stream. */
export function standardNormals(key: StreamKey, page: number, count: number): Float64Array {
  const words = pageOf(key, page);
  return Float64Array.from({ length: count }, (_, i) => normalQuantile((wordAt(words, i) + 0.5) / 2 ** 32));
}

/** The inverse of the standard normal distribution function at `p` in (0, 1). */
export function normalQuantile(p: number): number {
  if (!(p > 0 && p < 1)) throw new RangeError(`a normal quantile needs a probability in (0, 1), got ${p}`);
  const q = p - 0.5;
  if (Math.abs(q) <= 0.425) {
    const r = 0.180625 - q * q;
    return (q * horner(A, r)) / horner(B, r);
  }
  const r = Math.sqrt(-ln(q < 0 ? p : 1 - p));
  const x = r <= 5 ? horner(C, r - 1.6) / horner(D, r - 1.6) : horner(E, r - 5) / horner(F, r - 5);
  return q < 0 ? -x : x;
}

/** The density of the standard normal distribution. */
export function normalDensity(x: number): number {
  return INVERSE_SQRT_2PI * exp((-x * x) / 2);
}

/**
 * The standard normal distribution function; relative error below 1e-13 in the lower tail as well (0 below -37.6, where it is less
 * than 2^-1022). Cody's rational approximations (Mathematics of Computation 23, 1969, 631-637) in the form for the normal
 * distribution. Whoever has the density at x may give it: it is most of the work.
 */
export function normalCdf(x: number, density = normalDensity(x)): number {
  const y = Math.abs(x);
  if (!(y > 0.67448975)) {
    const y2 = y * y;
    return 0.5 + (x * horner(INNER, y2)) / horner(INNER_BELOW, y2);
  }
  const inverse = 1 / (y * y);
  const tail =
    y <= 5.656854248
      ? ((density / INVERSE_SQRT_2PI) * horner(MIDDLE, y)) / horner(MIDDLE_BELOW, y)
      : (density *
          (1 - (inverse * horner(OUTER, inverse)) / horner(OUTER_BELOW, inverse) / INVERSE_SQRT_2PI)) /
        y;
  return x < 0 ? tail : 1 - tail;
}

const INVERSE_SQRT_2PI = 0.398942280401432677939946;

/** Coefficients from the lowest power up. */
const A = [
  3.387132872796366608, 133.14166789178437745, 1971.5909503065514427, 13731.693765509461125,
  45921.953931549871457, 67265.770927008700853, 33430.575583588128105, 2509.0809287301226727,
];
const B = [
  1, 42.313330701600911252, 687.1870074920579083, 5394.1960214247511077, 21213.794301586595867,
  39307.89580009271061, 28729.085735721942674, 5226.495278852854561,
];
const C = [
  1.42343711074968357734, 4.6303378461565452959, 5.7694972214606914055, 3.64784832476320460504,
  1.27045825245236838258, 0.24178072517745061177, 0.0227238449892691845833, 7.7454501427834140764e-4,
];
const D = [
  1, 2.05319162663775882187, 1.6763848301838038494, 0.68976733498510000455, 0.14810397642748007459,
  0.0151986665636164571966, 5.475938084995344946e-4, 1.05075007164441684324e-9,
];
const E = [
  6.6579046435011037772, 5.4637849111641143699, 1.7848265399172913358, 0.29656057182850489123,
  0.026532189526576123093, 0.0012426609473880784386, 2.71155556874348757815e-5, 2.01033439929228813265e-7,
];
const F = [
  1, 0.59983220655588793769, 0.13692988092273580531, 0.0148753612908506148525, 7.868691311456132591e-4,
  1.8463183175100546818e-5, 1.4215117583164458887e-7, 2.04426310338993978564e-15,
];

const INNER = [
  18154.981253343561249, 1067.6894854603709582, 161.02823106855587881, 2.2352520354606839287,
  0.065682337918207449113,
];
const INNER_BELOW = [
  45507.789335026729956, 10260.932208618978205, 976.09855173777669322, 47.20258190468824187, 1,
];
const MIDDLE = [
  9842.7148383839780218, 11602.651437647350124, 6848.1904505362823326, 2494.5375852903726711,
  597.27027639480026226, 93.506656132177855979, 8.8831497943883759412, 0.39894151208813466764,
  1.0765576773720192317e-8,
];
const MIDDLE_BELOW = [
  19685.429676859990727, 38912.003286093271411, 34900.952721145977266, 18615.571640885098091,
  6485.558298266760755, 1519.377599407554805, 235.38790178262499861, 22.266688044328115691, 1,
];
const OUTER = [
  2.9112874951168792e-5, 0.001421619193227893466, 0.022235277870649807, 0.1274011611602473639,
  0.21589853405795699, 0.02307344176494017303,
];
const OUTER_BELOW = [
  7.29751555083966205e-5, 0.00378239633202758244, 0.0659881378689285515, 0.468238212480865118,
  1.28426009614491121, 1,
];

function horner(coefficients: readonly number[], x: number): number {
  let sum = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) sum = sum * x + coefficients[i]!;
  return sum;
}
