/** Progress: one live line with the time left on a terminal, a plain line now and then on a pipe. */
import type { Progress } from '../properties/run.ts';

/** Seconds between plain lines. */
const PLAIN_INTERVAL = 10;
/** Before so many seconds nothing is said of the time left: the first trials start the workers. */
const WARM = 3;

export function createProgress(out: NodeJS.WriteStream) {
  const live = out.isTTY === true && process.env['CI'] === undefined;
  const started = performance.now();
  let shown = -Infinity;
  return {
    update: (p: Progress): void => {
      const seconds = (performance.now() - started) / 1000;
      if (seconds - shown < (live ? 0.1 : PLAIN_INTERVAL)) return;
      shown = seconds;
      const known = seconds >= WARM && p.costDone > 0;
      const left = known ? `, at most ${duration((seconds * p.costLeft) / p.costDone)} left` : '';
      const line = `${p.what}: ${p.trials} trials, ${duration(seconds)}${left}`;
      out.write(live ? `\r\x1b[2K${line.slice(0, (out.columns ?? 80) - 1)}` : `${line}\n`);
    },
    end: (): void => {
      if (live) out.write('\r\x1b[2K');
    },
  };
}

export function duration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
