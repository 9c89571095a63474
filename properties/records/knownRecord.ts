/** A saved counterexample as reports show it beside the verdict. It is one instance: it says nothing of the sampler's failure rate. */
export interface KnownCounterexample {
  /** Where it is saved. */
  readonly file: string;
  /** The claim, or a theorem whose claims are meant together. */
  readonly target: string;
  /** What its study calls the size. */
  readonly size: string;
  readonly d0: number;
  /** What else is not at its simplest value. */
  readonly changed: Readonly<Record<string, number>>;
  /** Hypotheses that the instance does not meet. */
  readonly broken: readonly string[];
  /** How often it failed when it was found, on fresh streams, with its Clopper-Pearson interval (95 %). */
  readonly rate: {
    readonly trials: number;
    readonly failures: number;
    readonly low: number;
    readonly high: number;
  };
  /** What this run found when it looked at it again; null where it did not. */
  readonly again: 'still fails' | 'no longer fails' | 'undecided' | 'different' | null;
  /** How it found that; empty where it did not look. */
  readonly sentence: string;
}

/** Those about a theorem or one of its claims. */
export const knownOf = (
  known: readonly KnownCounterexample[],
  theorem: string,
): readonly KnownCounterexample[] => known.filter(({ target }) => target.split('/')[0] === theorem);
