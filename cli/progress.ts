/** Progress: one live line with the time left on a terminal, a plain line now and then on a pipe. */
import type { Progress } from '../properties/gather/drain.ts';
import { count } from '../reports/text.ts';
import { takesEscapes } from './terminal.ts';

/** Seconds between plain lines. */
const PLAIN_INTERVAL = 10;

/** `note` says more of the workers, with the rate of trials. */
export function createProgress(out: NodeJS.WriteStream, note?: () => string) {
  const live = takesEscapes(out) && process.env['CI'] === undefined;
  const started = performance.now();
  let shown = -Infinity;
  // Speed is measured from the first result that took work, because before it the workers were starting.
  let first: { readonly seconds: number; readonly costDone: number } | undefined;
  const more = (rate: number) => (note === undefined ? '' : `; ${note()}, ${rate.toPrecision(2)} trials/s`);
  return {
    update: (p: Progress): void => {
      const seconds = (performance.now() - started) / 1000;
      if (p.costDone > 0) first ??= { seconds, costDone: p.costDone };
      if (seconds - shown < (live ? 0.1 : PLAIN_INTERVAL)) return;
      shown = seconds;
      const done = first === undefined ? 0 : p.costDone - first.costDone;
      const left =
        done > 0
          ? `, ${p.estimate ? 'about' : 'at most'} ${duration(((seconds - first!.seconds) * p.costLeft) / done)} left`
          : '';
      const line = `${p.what}: ${count(p.trials, 'trial')}, ${duration(seconds)}${left}${more(p.trials / seconds)}`;
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
