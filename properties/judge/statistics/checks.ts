/** The checks of arguments in this folder. Every condition says what must hold, so NaN, for which nothing holds, is refused. */

export function checkCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0))
    throw new RangeError(`${name} must be a whole number, 0 or more, got ${value}.`);
}

export function checkFailures(failures: number, trials: number): void {
  checkCount('trials', trials);
  checkCount('failures', failures);
  if (!(failures <= trials))
    throw new RangeError(`failures must be at most trials, got ${failures} failures in ${trials} trials.`);
}

/** Strictly between 0 and 1: a rate to be tested, or an error level. */
export function checkInside(name: string, value: number): void {
  if (!(0 < value && value < 1))
    throw new RangeError(`${name} must lie strictly between 0 and 1, got ${value}.`);
}

/** An error level where 0 is allowed and means "never declare". */
export function checkLevel(name: string, value: number): void {
  if (!(0 <= value && value < 1))
    throw new RangeError(`${name} must be at least 0 (never declare) and below 1, got ${value}.`);
}

export function checkProbability(name: string, value: number): void {
  if (!(0 <= value && value <= 1))
    throw new RangeError(`${name} must be a probability from 0 to 1, got ${value}.`);
}

export function checkPositive(name: string, value: number): void {
  if (!(0 < value && value < Infinity))
    throw new RangeError(`${name} must be positive and finite, got ${value}.`);
}
