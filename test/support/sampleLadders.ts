/** Made-up ladders for the sample run: a study of four sizes whose quantities fall, stay, or are not there. */
import fc from 'fast-check';
import { streamKey } from '../../sim/random/stream.ts';
import {
  defineTheorem,
  type Claim,
  type Json,
  type Law,
  type Point,
  type Study,
} from '../../theorems/types.ts';

interface Rung {
  readonly d0: number;
  /** Uniform on [0, 1), of the trial. */
  readonly luck: number;
  /** Of the ladder. */
  readonly path: number;
  readonly broken: boolean;
}

export const ladderStudy: Study = {
  id: 'ladders',
  title: 'made-up ladders',
  fieldWords: { d0: 'features' },
  sizeSymbol: 'd0',
  sampler: fc.integer({ min: 0, max: 999 }).map((n) => n / 1000),
  samplerWords: ['a number from 0 to 0.999'],
  parts: [''],
  partOf: () => '',
  instance: ({ path, d0 }) => ({ path, d0, width: d0 * (1 + Math.floor(3 * (path as number))) }),
  hypotheses: () => ({ grows: true }),
  fields: ['path'],
  settable: [],
  variants: { broken: { field: 'quantity', value: 'stays', words: 'nothing falls' } },
  measure: ({ path, d0, variant, labels }) => ({
    d0,
    luck: streamKey(...labels)[0] / 2 ** 32,
    path,
    broken: variant === 'broken',
  }),
  cost: (_, d0) => d0,
};

const read = (m: Json) => m as unknown as Rung;
const exactly = (value: number): Point => ({ value, low: value, high: value, standardError: value / 50 });
/** A power of d0, times a factor from 0.95 to 1.05. */
const power = (exponent: number) => (m: Json) =>
  exactly(read(m).d0 ** (read(m).broken ? 0 : exponent) * (0.95 + 0.1 * read(m).luck));

const claim = (name: string, title: string, law: Law, point: (m: Json) => Point): Claim => ({
  id: `sample-ladder/${name}`,
  kind: 'scaling',
  title,
  mark: 'ours',
  words: `${title}, in words`,
  latex: String.raw`R \propto d_0^{-1}`,
  study: 'ladders',
  requiredCases: ['trained', 'slope'],
  quantity: `quantity of ${name}`,
  point,
  variable: { name: 'd0', of: (m) => read(m).d0 },
  rungCases: () => ['trained'],
  path: { words: 'paths below 0.8', holds: (path) => (path as number) < 0.8, share: 0.8 },
  law,
});

const minusOne: Law = {
  kind: 'exponent',
  exponent: -1,
  sides: 'both',
  band: [-1, 1],
  tolerance: 'half-log',
  toleranceWords: 'half a log power',
};

export const ladderTheorem = defineTheorem({
  id: 'sample-ladder',
  title: 'A made-up theorem about sizes',
  statement: { mark: 'recalled', words: 'It falls.', latex: String.raw`R \to 0` },
  source: 'nobody, 2000',
  reading: [],
  notCovered: [],
  hypotheses: [{ id: 'grows', mark: 'ours', words: 'the size grows' }],
  claims: [
    claim('falls', 'the risk tends to 0', { kind: 'falls', logPower: 1 }, power(-0.9)),
    claim('minus-one', 'the time is 1/d0', minusOne, power(-1.1)),
    claim(
      'at-most',
      'the width does not grow',
      { ...minusOne, exponent: 0, sides: 'upper', band: [0, 0] },
      power(-0.3),
    ),
    claim('steeper', 'the time is 1/d0, where it is not', minusOne, power(-1.7)),
    claim('coarse', 'the risk is 1/d0, too coarsely measured', minusOne, (m) => ({
      value: 0,
      low: read(m).luck < 0.02 ? NaN : 0,
      high: 1,
      standardError: 0,
    })),
  ],
  controls: ['falls', 'minus-one', 'at-most', 'steeper', 'coarse'].map((name) => ({
    kind: 'scaling',
    id: `sample-ladder/${name}~broken`,
    of: `sample-ladder/${name}`,
    words: 'nothing falls',
    variant: 'broken',
  })),
  constants: [],
});
