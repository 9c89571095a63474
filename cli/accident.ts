/** How a task failed to come back from its worker. */
import { isOutOfMemory, type Cause } from '../properties/trials/incident.ts';
import { asError } from '../properties/trials/thrown.ts';

export interface Accident {
  readonly cause: Cause;
  readonly message: string;
}

/** The messages by which a worker says that its engine does not load; of an error that crosses between threads only the message remains. */
export const ENGINE_FAULT = 'the engine does not load: ';

/** The message by which a thread says that its file does not load; its task has not begun then. */
export const WORKER_FAULT = 'the worker does not load: ';

/** The last: what sim/engines/tfjsBackend.ts says. */
const LOAD_FAULTS = [ENGINE_FAULT, WORKER_FAULT, 'no TensorFlow.js backend loads'];

/** What ended a thread, kept it from starting, or was thrown in it. */
export function accidentOf(error: unknown): Accident {
  const { code, message }: NodeJS.ErrnoException = asError(error);
  const cause = (): Cause => {
    if (code === 'ERR_WORKER_OUT_OF_MEMORY') return 'heap-full';
    if (code === 'ERR_WORKER_INIT_FAILED') return 'no-thread';
    if (isOutOfMemory(error)) return 'no-memory';
    // The words of Piscina, and of our own thread.
    if (/^worker exited (with code|before)|^Terminating worker thread/.test(message)) return 'worker-ended';
    return LOAD_FAULTS.some((fault) => message.includes(fault)) ? 'no-engine' : 'error';
  };
  return { cause: cause(), message };
}
