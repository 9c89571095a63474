/** Why there is nothing to measure, or nothing was measured. */
/** There is no such instance, or none whose measurement has a value: one sentence with the rule. Refused before anything is run. */
export class NoInstanceError extends RangeError {
  override readonly name = 'NoInstanceError';
}

/** Training left the finite numbers; recorded as such, never judged. */
export class DivergedError extends Error {
  override readonly name = 'DivergedError';
}
