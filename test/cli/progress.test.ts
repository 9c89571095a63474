/** The time left: from the speed of what has a cost, and no guess before there is one. */
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createProgress } from '../../cli/progress.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance'] }));
afterEach(() => void vi.useRealTimers());

it('is counted from the first result that cost something', () => {
  const lines: string[] = [];
  const progress = createProgress({ write: (line: string) => lines.push(line) } as never);
  const after = (seconds: number, trials: number, costDone: number, costLeft: number) => {
    vi.advanceTimersByTime(1000 * seconds);
    progress.update({ what: 'relu', trials, costDone, costLeft });
  };
  after(2, 1, 0, 1000);
  after(20, 2, 16, 984);
  after(20, 12, 216, 784);
  expect(lines).toEqual([
    'relu: 1 trial, 2 s\n',
    'relu: 2 trials, 22 s\n',
    'relu: 12 trials, 42 s, at most 1 min 18 s left\n',
  ]);
});
