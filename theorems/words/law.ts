/** Laws: what is claimed of a quantity along one ladder. Plain data, made by the functions below. */

/** A power: the slope of ln(quantity) in ln(variable) lies near an exponent. */
export interface PowerLaw {
  readonly kind: 'exponent';
  readonly exponent: number;
  /** `upper`: the statement bounds the quantity from above; where it is smaller than that, this is a finding, no failure. */
  readonly sides: 'both' | 'upper';
  /** Powers of a logarithm that the statement leaves open, lowest and highest. */
  readonly band: readonly [number, number];
  /** Left to finite size and noise on either side; `half-log`: half of what one power of the logarithm adds. */
  readonly tolerance: number | 'half-log';
  /** How the tolerance was derived. */
  readonly toleranceWords: string;
}

/** The distance to a limit falls faster than this power of a logarithm, and as the smaller sizes predict. */
export interface LimitLaw {
  readonly kind: 'falls';
  readonly logPower: number;
  /** The limit; 0 when left out. */
  readonly to?: number;
  /** Distances below it are not told from 0; 0 when left out. */
  readonly resolution?: number;
}

/** Grows like a multiple of ln(variable): the slope of the quantity itself lies in a band. */
export interface LogGrowthLaw {
  readonly kind: 'log-growth';
  readonly slope: readonly [number, number];
}

/** Stays between two constants, without a trend that would lead out of them. */
export interface BoundedLaw {
  readonly kind: 'bounded';
  readonly from: number;
  readonly by: number;
}

/** What is claimed of a quantity over one ladder. */
export type Law = PowerLaw | LimitLaw | LogGrowthLaw | BoundedLaw;

/** What a law asks of a ladder beside its slope, as a case. */
const BESIDE: Readonly<Record<Law['kind'], readonly string[]>> = {
  exponent: [],
  falls: ['hold-out'],
  'log-growth': ['larger half'],
  bounded: ['constants'],
};

/** The cases of a ladder that a law looked at whole: its slope, and what else the law asks. */
export function lawCases({ kind }: Law): readonly string[] {
  return ['slope', ...BESIDE[kind]];
}

/** The tolerance that a power law has when it names none. */
const HALF_LOG = {
  tolerance: 'half-log',
  toleranceWords: 'half of what one power of the logarithm adds to the slope: half-way to the next power',
} as const;

/**
 * quantity ~ variable^exponent, `band` powers of ln(variable) left open.
 *
 * Tested: the least-squares slope of ln(quantity) in ln(variable) over all sizes of the ladder is within `tolerance` of the
 * exponent, the range widened by what the band adds. With `sides: 'upper'` only a quantity that is larger in the limit fails:
 * a larger slope where the variable grows along the ladder, a smaller one where it falls (a step size that goes to 0).
 *
 * It cannot tell: a power of a logarithm from a small power (on these sizes they are alike); what happens beyond the largest
 * size; a curve that bends, where its average slope fits. A tolerance that would let an exponent pass which is off by a half is refused.
 */
export function powerLaw(
  exponent: number,
  options: Partial<Omit<PowerLaw, 'kind' | 'exponent'>> = {},
): PowerLaw {
  const { sides = 'both', band = [0, 0], ...tolerance } = options;
  return { kind: 'exponent', exponent, sides, band, ...HALF_LOG, ...tolerance };
}

/**
 * quantity -> value. A value of 0 is that of a positive quantity; for any other the quantity may have either sign.
 *
 * Tested: ln|quantity - value| falls in ln(variable) faster than `logPower` (1 when left out) powers of the logarithm would, and
 * at the two largest sizes it lies no higher than what the smaller half of the sizes predicts. Distances below `resolution` (of
 * rounding, say) are not told from 0.
 *
 * It cannot tell: a limit that differs from `value` by less than the distance at the largest sizes (the report has the plateau
 * that would have been seen); convergence slower than the log power, which fails although it is convergence. How fast the
 * quantity converges is not asked: `powerLaw` of the distance asks that.
 */
export function tendsTo(
  value: number,
  { logPower = 1, resolution = 0 }: { readonly logPower?: number; readonly resolution?: number } = {},
): LimitLaw {
  return {
    kind: 'falls',
    logPower,
    ...(value === 0 ? {} : { to: value }),
    ...(resolution === 0 ? {} : { resolution }),
  };
}

/**
 * numerator/denominator -> value, two quantities of one trial; the claim's `point` is `ratioOf` them. As both are of the same trial,
 * noise that they share cancels.
 *
 * Tested, and what it cannot tell: as `tendsTo` of the ratio. The value is above 0: "of smaller order" is `tendsTo(0)`.
 */
export function ratioTendsTo(value: number, options: Parameters<typeof tendsTo>[1] = {}): LimitLaw {
  if (!(value > 0 && value < Infinity))
    throw new RangeError(`a ratio tends to a number above 0, got ${value}; "of smaller order" is tendsTo(0)`);
  return tendsTo(value, options);
}

/**
 * quantity = a ln(variable) + b + smaller terms, with a in [low, high].
 *
 * Tested: the least-squares slope of the quantity (not of its logarithm) in ln(variable) lies in the band, over all sizes of the
 * ladder and again over their larger half.
 *
 * It cannot tell: a power c whose slopes over all sizes and over the larger half both fit, that is one with r^c below high/low,
 * where r is the ratio of the geometric means of both sets of sizes: only a narrow band over a wide grid excludes small powers.
 * Nor a ln ln t beside the ln t. The quantity may have either sign; a must not be 0, so both ends have one sign.
 */
export function logGrowth(low: number, high: number): LogGrowthLaw {
  return { kind: 'log-growth', slope: [low, high] };
}

/**
 * from <= quantity <= by at every size, and no trend: O(1) with its constant, and Theta(1) where `from` is above 0.
 *
 * Tested: every rung of the ladder lies between the constants, and the slope of ln(quantity) in ln(variable) leads out of them
 * by at most half of what one power of a logarithm adds: upwards, and where `from` is above 0 also downwards. The quantity is positive.
 *
 * It cannot tell: growth like less than half a power of the logarithm from none. The constants are the author's, derived or
 * calibrated on other trials; a constant that is far too large leaves the trend alone to be tested.
 */
export function bounded({ by, from = 0 }: { readonly by: number; readonly from?: number }): BoundedLaw {
  return { kind: 'bounded', from, by };
}
