/** Sentences that a reader sees, each with where it comes from. */
/** Where a sentence comes from: stated by the paper, remembered from it, or our own. */
export type Mark = 'paper' | 'recalled' | 'ours';

/** A sentence that a reader sees, with where it comes from. */
export interface Marked {
  readonly mark: Mark;
  readonly words: string;
}

/** One hypothesis of the statement, executable: `holds` is counted over every instance drawn. */
export interface Hypothesis extends Marked {
  readonly id: string;
}
