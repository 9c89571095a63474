/** Numbers and the words that agree with them: the one place for records, terminal, pages and Markdown. */

/** The word for one, or the word for several: `agree(n, 'has', 'have')`; a plural in s where none is given. */
export const agree = (n: number, one: string, several = `${one}s`): string => (n === 1 ? one : several);

/** `1 trial`, `2 trials`; a plural of its own where the noun needs one. */
export const count = (n: number, noun: string, plural?: string): string => `${n} ${agree(n, noun, plural)}`;
