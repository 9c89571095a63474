import { expect, it } from 'vitest';
import { uniforms } from '../../properties/uniforms.ts';
import { pageOf, streamKey, wordAt } from '../../sim/random/stream.ts';

it('are the centres of 2^32 cells, word by word of the page that is named', () => {
  const key = streamKey('uniforms');
  const drawn = uniforms(key, 3, 5);
  expect([...drawn]).toEqual([0, 1, 2, 3, 4].map((i) => (2 * wordAt(pageOf(key, 3), i) + 1) / 2 ** 33));
  expect([...uniforms(key, 2, 5)]).not.toEqual([...drawn]);
});

it('lie strictly between 0 and 1, evenly', () => {
  const drawn = [...uniforms(streamKey('uniforms'), 0, 10_000)];
  expect(Math.min(...drawn)).toBeGreaterThan(0);
  expect(Math.max(...drawn)).toBeLessThan(1);
  // Half of them below 1/2, up to five standard deviations.
  expect(Math.abs(drawn.filter((u) => u < 0.5).length - 5000)).toBeLessThan(250);
});
