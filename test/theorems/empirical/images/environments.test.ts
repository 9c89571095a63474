import { expect, it } from 'vitest';
import { streamKey } from '../../../../sim/random/stream.ts';
import { drawEnvironments, inEnvironments } from '../../../../theorems/empirical/images/environments.ts';

const key = streamKey('environments test');

it('patterns differ, and none is the one of OOD', () => {
  // Of two features there are three patterns besides all minus, so all of them are drawn.
  const all = drawEnvironments(key, 3, 2).map((signs) => signs.join());
  expect(all.sort()).toEqual(['-1,1', '1,-1', '1,1']);
  expect(() => drawEnvironments(key, 4, 2)).toThrow(
    '2 background features have no 4 patterns besides all minus',
  );
});

it('rows take turns; the core keeps its sign', () => {
  const batch = {
    rows: 3,
    z: Float32Array.from([-1, 2, 3, 4, 5, 6, -7, 8, 9]),
    y: Float32Array.of(-1, 1, -1),
  };
  const moved = inEnvironments(batch, [
    [1, -1],
    [-1, -1],
  ]);
  expect([...moved.z]).toEqual([-1, 2, -3, 4, -5, -6, -7, 8, -9]);
  expect(moved.y).toEqual(batch.y);
  expect([...batch.z]).toEqual([-1, 2, 3, 4, 5, 6, -7, 8, 9]);
});
