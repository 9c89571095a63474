/** What was thrown, as an Error. JavaScript lets anything be thrown, also values without words and values that throw when they are read. */

export function asError(thrown: unknown): Error {
  try {
    if (thrown instanceof Error && typeof thrown.name === 'string' && typeof thrown.message === 'string')
      return thrown;
  } catch {
    // Only its words are needed.
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
