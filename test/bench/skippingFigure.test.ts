import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { skippingFigure, type Sweep } from '../../bench/skippingFigure.ts';

const read = (name: string) => readFileSync(new URL(`../../docs/images/${name}`, import.meta.url), 'utf8');

it('the figure in docs/ is what its numbers draw', () => {
  const { words, sweeps } = JSON.parse(read('skipping.json')) as { words: string; sweeps: Sweep[] };
  expect(
    read('skipping.svg') === skippingFigure(words, sweeps),
    'run node --import tsx bench/skipping.ts',
  ).toBe(true);
});
