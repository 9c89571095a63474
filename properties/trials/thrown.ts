/** What was thrown, as an Error: JavaScript lets anything be thrown, also what has no words and what throws again when it is asked. */

export function asError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error && typeof thrown.name === 'string' && typeof thrown.message === 'string')
      return thrown;
  } catch {
    // Its words are all that is wanted of it.
  }
  return new Error(wordsOf(thrown));
}

/** Any value in words. */
export function wordsOf(value: unknown): string {
  try {
    return String(value);
  } catch {
    return `${typeof value === 'object' ? 'an object' : `a ${typeof value}`} that has no words`;
  }
}
