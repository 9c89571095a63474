/**
 * A watchdog that counts only time in which the process was scheduled. It looks once a tick; a process that was suspended
 * (Ctrl-Z, a paused container, a virtual machine put aside) looks late, and of such a pause two ticks count at most.
 */
export interface Watchdog {
  /** It has ended what it watched. */
  readonly ended: boolean;
  /** Was a processor at work for a quarter of the time counted? Then what was watched computed and did not just wait. */
  readonly busy: boolean;
  readonly stop: () => void;
}

/** Calls `end` once after so many milliseconds. */
export function watch(milliseconds: number, end: () => void): Watchdog {
  const tick = Math.min(1000, milliseconds / 10);
  const before = process.cpuUsage();
  let last = performance.now();
  let counted = 0;
  let ended = false;
  let busy = false;
  const timer = setInterval(() => {
    const now = performance.now();
    counted += Math.min(now - last, 2 * tick);
    last = now;
    if (counted < milliseconds) return;
    clearInterval(timer);
    const { user, system } = process.cpuUsage(before);
    busy = (user + system) / 1000 >= milliseconds / 4;
    ended = true;
    end();
  }, tick);
  return {
    get ended() {
      return ended;
    },
    get busy() {
      return busy;
    },
    stop: () => clearInterval(timer),
  };
}
