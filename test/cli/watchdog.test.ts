import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { watch } from '../../cli/watchdog.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => {
  vi.restoreAllMocks();
  vi.useRealTimers();
});

/** The clock goes on while no timer does: what a suspended process sees. */
function suspend(milliseconds: number): void {
  const now = performance.now.bind(performance);
  vi.spyOn(performance, 'now').mockImplementation(() => now() + milliseconds);
}

it('ends what takes its time, once, and not what was stopped before', () => {
  let ended = 0;
  const dog = watch(60_000, () => ended++);
  vi.advanceTimersByTime(59_000);
  expect([ended, dog.ended]).toEqual([0, false]);
  vi.advanceTimersByTime(1000);
  expect([ended, dog.ended]).toEqual([1, true]);
  vi.advanceTimersByTime(600_000);
  expect(ended).toBe(1);
  watch(60_000, () => ended++).stop();
  vi.advanceTimersByTime(600_000);
  expect(ended).toBe(1);
});

it('counts of a suspension two ticks, however long it was', () => {
  let ended = 0;
  const dog = watch(60_000, () => ended++);
  vi.advanceTimersByTime(10_000);
  suspend(24 * 3600 * 1000);
  // 10 s, then a tick that comes a day late and counts for two, then 47 s: 59 s in all.
  vi.advanceTimersByTime(48_000);
  expect([ended, dog.ended]).toEqual([0, false]);
  vi.advanceTimersByTime(1000);
  expect(ended).toBe(1);
});

it('tells what computed from what waited, by the time of the processor', () => {
  const used = vi.spyOn(process, 'cpuUsage');
  const after = (seconds: number) => {
    used.mockReturnValue({ user: seconds * 1e6, system: 0 });
    const dog = watch(60_000, () => {});
    vi.advanceTimersByTime(60_000);
    return dog.busy;
  };
  expect([after(14), after(16)]).toEqual([false, true]);
});
