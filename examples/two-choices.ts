/** The power of two choices (Azar et al. 1999): n balls in n bins, each into the emptier of two random bins, or into the first. */
import {
  comparesClaim,
  coversClaim,
  defineStudy,
  defineTheorem,
  fc,
  streamKey,
  twinsOf,
  uniforms,
} from 'feature-contamination-theorems';

/** The fullest bin, when every ball is put into one of its bins. */
function fullest(choices: readonly (readonly [number, number])[], both: boolean): number {
  const loads = choices.map(() => 0);
  for (const [first, second] of choices) loads[both && loads[second]! < loads[first]! ? second : first]! += 1;
  return Math.max(...loads);
}

export const bins = defineStudy({
  id: 'bins',
  title: 'n balls in n bins',
  sampler: fc.constant({}),
  samplerWords: ['nothing beside the bins of every ball'],
  instance: ({ d0, variant }) => ({ n: d0, bins: variant === 'main' ? 'random' : 'in turn' }),
  hypotheses: () => ({}),
  variants: { 'in-turn': { field: 'bins', value: 'in turn', words: 'ball i goes to bin i' } },
  measure: ({ d0, variant, labels }) => {
    const drawn = uniforms(streamKey(...labels, 'bins'), 0, 2 * d0);
    const choices = Array.from({ length: d0 }, (_, ball) =>
      variant === 'main'
        ? ([Math.floor(d0 * drawn[2 * ball]!), Math.floor(d0 * drawn[2 * ball + 1]!)] as const)
        : ([ball, ball] as const),
    );
    return { one: fullest(choices, false), two: fullest(choices, true) };
  },
});

const claims = [
  comparesClaim({
    id: 'two-choices/fewer',
    title: 'Two choices rarely fill a bin with four balls',
    mark: 'ours',
    words: 'with two choices some bin gets four balls less often, by at least a half of all trials',
    latex: String.raw`\Pr[M_2\ge4]\le\Pr[M_1\ge4]-\tfrac12`,
    study: bins,
    first: 'two choices',
    second: 'one choice',
    margin: -1 / 2,
    losses: ({ one, two }) => [two >= 4, one >= 4],
  }),
  coversClaim({
    id: 'two-choices/four',
    title: 'One choice often does',
    mark: 'ours',
    words: 'with one choice some bin gets four balls in at least 0.6 of the draws',
    latex: String.raw`\Pr[M_1\ge4]\ge0.6`,
    study: bins,
    covered: 'a bin with four balls',
    share: 0.6,
    occurs: ({ one }) => one >= 4,
  }),
];

export const twoChoices = defineTheorem({
  id: 'two-choices',
  title: 'The power of two choices',
  statement: {
    mark: 'recalled',
    words:
      'The fullest of n bins has ln ln n/ln 2 + O(1) balls with two choices, and order ln n/ln ln n with one.',
    latex: String.raw`M_2=\frac{\ln\ln n}{\ln2}+O(1),\qquad M_1\sim\frac{\ln n}{\ln\ln n}`,
  },
  source: 'Azar, Broder, Karlin and Upfal, Balanced Allocations, SIAM J. Comput. 29 (1999)',
  reading: [{ mark: 'ours', words: 'at these sizes the difference is one between three balls and four' }],
  claims,
  controls: twinsOf(claims, 'in-turn', 'ball i goes to bin i: no bin is ever fuller than another'),
});
