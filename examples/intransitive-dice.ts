/** Intransitive dice (Gardner 1970): three dice of which each wins against the next more often than it loses, round in a ring. */
import {
  defineStudy,
  defineTheorem,
  existsClaim,
  fc,
  streamKey,
  twinsOf,
  uniforms,
} from 'feature-contamination-theorems';

/** Dice with faces from 1 to 6 whose sum is 21, that of a usual die. */
const dice: number[][] = [];
const collect = (faces: readonly number[]): void => {
  const sum = faces.reduce((a, b) => a + b, 0);
  if (faces.length === 6 && sum === 21) dice.push([...faces]);
  if (faces.length < 6) for (let face = faces.at(-1) ?? 1; face <= 6; face++) collect([...faces, face]);
};
collect([]);
const die = fc.integer({ min: 0, max: dice.length - 1 });

export const rolls = defineStudy({
  id: 'rolls',
  title: 'Three dice, each rolled n times against the next',
  sampler: fc.record({ numbers: fc.tuple(die, die, die) }, { noNullPrototype: true }),
  samplerWords: ['each of three dice is one of the 32 with faces from 1 to 6 that sum to 21'],
  instance: ({ path: { numbers }, d0, variant }) => ({
    rolls: d0,
    dice: [0, 1, 2].map((i) => dice[numbers[variant === 'main' ? i : 0]!]!),
  }),
  hypotheses: () => ({}),
  variants: {
    alike: { field: 'dice', value: 'the first, three times', words: 'all three dice are the first' },
  },
  measure: ({ path: { numbers }, d0, variant, labels }) => {
    const thrown = uniforms(streamKey(...labels, 'rolls'), 0, 6 * d0);
    const [a, b, c] = [0, 1, 2].map((i) => dice[numbers[variant === 'main' ? i : 0]!]!);
    /** Rolls won less rolls lost. */
    const lead = (one: readonly number[], other: readonly number[], from: number) => {
      let sum = 0;
      for (let at = from; at < from + 2 * d0; at += 2)
        sum += Math.sign(one[Math.floor(6 * thrown[at]!)]! - other[Math.floor(6 * thrown[at + 1]!)]!);
      return sum;
    };
    return { leads: [lead(a!, b!, 0), lead(b!, c!, 2 * d0), lead(c!, a!, 4 * d0)] };
  },
});

const claims = [
  existsClaim({
    id: 'intransitive-dice/ring',
    title: 'Three dice, each better than the next',
    mark: 'recalled',
    words:
      'there are three dice of which, in more than 0.7 of the trials, each wins more of n rolls against the next than it loses',
    latex: String.raw`\exists A,B,C:\ \Pr[A>B]>\Pr[A<B],\ \Pr[B>C]>\Pr[B<C],\ \Pr[C>A]>\Pr[C<A]`,
    study: rolls,
    witness: 'a ring of three dice, each ahead of the next',
    rate: 0.7,
    shows: ({ leads }) => leads.every((lead) => lead > 0),
  }),
];

export const intransitiveDice = defineTheorem({
  id: 'intransitive-dice',
  title: 'Intransitive dice',
  statement: {
    mark: 'recalled',
    words:
      '"Is more likely to win" is not transitive: there are dice A, B and C that beat each other in a ring.',
    latex: String.raw`\Pr[A>B]>\Pr[A<B],\quad \Pr[B>C]>\Pr[B<C],\quad \Pr[C>A]>\Pr[C<A]`,
  },
  source: 'Gardner, The paradox of the nontransitive dice, Scientific American 223 (1970)',
  reading: [
    {
      mark: 'ours',
      words:
        'three dice without a ring have a pair that leads in at most half of the trials, so 0.7 tells them from a ring',
    },
  ],
  claims,
  controls: twinsOf(claims, 'alike', 'all three dice are the first'),
});
