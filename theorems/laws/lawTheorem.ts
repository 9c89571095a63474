/** A law as a theorem: what its claims read, the tolerance that all have, and a negative control each, whose prediction is told something wrong. */
import {
  defineTheorem,
  probabilityClaim,
  twinsOf,
  type Marked,
  type NonEmpty,
  type Theorem,
} from '../types.ts';
import { allHeld } from './held.ts';
import type { pathStudy } from './studies.ts';

const SOURCE = 'Derived here, in docs/theory/limit-path.md; not a statement of the paper';

const TOLERANCE: Marked = {
  mark: 'ours',
  words:
    'what a deviation may be was derived before any network was trained and holds no fitted constant: 1/d0 (for R_ID a relative ln(d0)/d0), the noise of m neurons and of N examples a step, and four standard errors of what is measured',
};

export interface Law {
  readonly name: string;
  readonly title: string;
  readonly words: string;
  readonly latex: string;
  readonly quantities: NonEmpty<string>;
  /** The prediction is told something wrong. */
  readonly twin: readonly [variant: string, words: string];
}

interface Laws extends Pick<Theorem, 'id' | 'title' | 'statement' | 'notCovered'> {
  readonly reading: readonly Marked[];
  readonly study: typeof pathStudy;
  readonly requiredCases: readonly string[];
  readonly laws: readonly Law[];
}

export function lawTheorem({ laws, study, requiredCases, reading, ...words }: Laws): Theorem {
  const claims = laws.map(({ name, quantities, twin: _, ...claim }) =>
    probabilityClaim({
      ...claim,
      id: `${words.id}/${name}`,
      mark: 'ours',
      study,
      requiredCases,
      event: allHeld(...quantities),
    }),
  );
  return defineTheorem({
    ...words,
    source: SOURCE,
    reading: [TOLERANCE, ...reading],
    claims,
    controls: laws.flatMap(({ twin }, i) => twinsOf([claims[i]!], ...twin)),
  });
}
