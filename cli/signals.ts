/** Ctrl-C and SIGTERM, heard while something is under way. */
type Tell = (signal: NodeJS.Signals) => void;

/** Tells of every one until the function that it gives is called. */
export function onSignals(tell: Tell): () => void {
  process.on('SIGINT', tell).on('SIGTERM', tell);
  return () => void process.removeListener('SIGINT', tell).removeListener('SIGTERM', tell);
}

/** Aborts at the first one, and says which it was. A second one ends the process, as if nothing listened. */
export function stopOnSignal(stop: AbortController): {
  readonly stoppedBy: () => NodeJS.Signals | undefined;
  readonly release: () => void;
} {
  let stopped: NodeJS.Signals | undefined;
  const release = onSignals((signal) => {
    stopped = signal;
    release();
    stop.abort();
  });
  return { stoppedBy: () => stopped, release };
}
