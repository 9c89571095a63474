/** A run that `fct verify --watch` started: it ends in order when the process that watches is gone, however that ended. */

/** The variable that says so. */
export const WATCHED = 'FCT_WATCHED';

export function endWithWatcher(): void {
  if (process.env[WATCHED] === undefined || process.channel === undefined || process.channel === null) return;
  process.once('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel.unref();
}
