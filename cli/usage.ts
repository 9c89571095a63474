/** Bad input: one clear sentence, exit code 2, before any work. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** The nearest of some names, for "did you mean". */
export function nearest(word: string, names: readonly string[]): string {
  return [...names].sort((a, b) => distance(word, a) - distance(word, b))[0]!;
}

/** Levenshtein distance. */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, j) => j);
  for (let i = 1; i <= a.length; i++) {
    const next = [i];
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length]!;
}
