/** How a task failed to come back from its worker. */
import { isOutOfMemory, type Cause } from '../properties/trials/incident.ts';
import { asError } from '../properties/trials/thrown.ts';

export interface Accident {
  readonly cause: Cause;
  readonly message: string;
}

/** How a worker says that its engine does not load: of an error that crosses from thread to thread the message is left. */
export const ENGINE_FAULT = 'the engine does not load: ';

/** What ended a thread, kept it from starting, or was thrown in it. */
export function accidentOf(error: unknown): Accident {
  const { code, message }: NodeJS.ErrnoException = asError(error);
  const cause = (): Cause => {
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'heap-full';
    if (code === 'ERR_WORKER_INIT_FAILED') return 'no-thread';
    if (isOutOfMemory(error)) return 'no-memory';
    // The words of Piscina.
    if (/^worker exited with code|^Terminating worker thread/.test(message)) return 'worker-ended';
    return message.startsWith(ENGINE_FAULT) ? 'no-engine' : 'error';
  };
  return { cause: cause(), message };
}
