import { SIGNAL_EXIT } from './exitCode.ts';

/**
 * The first process of a container (`docker run` without an init) has no default for signals: the kernel drops those that it
 * does not handle. Whoever stops in an orderly way has a handler of its own; everything else ends at once, as it would elsewhere.
 */
export function obeySignalsAsFirstProcess(): void {
  if (process.pid !== 1) return;
  for (const [signal, code] of Object.entries(SIGNAL_EXIT))
    process.on(signal, () => {
      if (process.listenerCount(signal) === 1) process.exit(code);
    });
}
