/** Names of curves: beside their own, off every other, or nowhere. */
import { expect, it } from 'vitest';
import { placeLabels } from '../../reports/labels.ts';

const frame = { left: 0, right: 300, top: 0, bottom: 200 };
const flat = (y: number, words?: string) => ({
  points: [[0, y] as const, [300, y] as const],
  ...(words === undefined ? {} : { words }),
});

it('a name stands 3 pixels above or below its own curve', () => {
  const [above, below] = placeLabels([flat(180, 'low'), flat(5, 'high')], frame)!;
  // 3 pixels of gap and 3 under the base line; 3 of gap, 13 of height, less 3.
  expect([above!.y, below!.y]).toEqual([174, 18]);
});

it('two curves of one course have no place for their names, whatever their colours', () => {
  expect(placeLabels([flat(100, 'first'), flat(102, 'second')], frame)).toBe(null);
  expect(placeLabels([flat(100, 'one'), flat(110, 'two'), flat(120, 'three')], frame)).toBe(null);
});

it('a curve without a name is kept free', () => {
  const [label] = placeLabels([flat(100, 'named'), flat(90)], frame)!;
  expect(label!.y).toBe(113);
});

it('names do not stand on each other, and stay in the frame', () => {
  const fan = [0, 60, 120].map((end) => ({
    points: [
      [0, 100],
      [300, 100 + end - 60],
    ] as const,
    words: 'ten letters',
  }));
  const labels = placeLabels(fan, frame)!;
  for (const { x, y } of labels) {
    expect(x).toBeGreaterThanOrEqual(0);
    expect(x + 77).toBeLessThanOrEqual(300);
    expect(labels.filter((other) => Math.abs(other.y - y) < 13 && Math.abs(other.x - x) < 77)).toHaveLength(
      1,
    );
  }
});

it('no curve, no name; a name wider than the frame has no place', () => {
  expect(placeLabels([], frame)).toEqual([]);
  expect(placeLabels([flat(100, 'x'.repeat(60))], frame)).toBe(null);
});
