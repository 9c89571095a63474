/** The small tools of the suite's types: lists with a first entry, and errors that are told apart by their names. */
import { describe, expect, it } from 'vitest';
import { atLeastOne, DivergedError, mapNonEmpty, NoInstanceError } from '../../theorems/types.ts';

describe('a list with a first entry', () => {
  it('is refused where it has none, with what is missing', () => {
    expect(() => atLeastOne([], 'size to judge')).toThrow(new RangeError('there is no size to judge'));
    const list = [0];
    expect(atLeastOne(list, 'size')).toBe(list);
  });

  it('is mapped entry by entry', () => {
    expect(mapNonEmpty([1], (n) => 2 * n)).toEqual([2]);
    expect(mapNonEmpty([3, 1, 2], (n) => `${n}`)).toEqual(['3', '1', '2']);
  });
});

describe('errors', () => {
  it('are told apart by their names, across threads too', () => {
    expect([new DivergedError('').name, new NoInstanceError('').name]).toEqual([
      'DivergedError',
      'NoInstanceError',
    ]);
  });
});
