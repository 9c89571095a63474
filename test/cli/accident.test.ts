/** The words by which a fault is known. test/quality/cli/faults.test.ts has them from the real machine. */
import { expect, it } from 'vitest';
import { accidentOf } from '../../cli/accident.ts';
import { isOutOfMemory, type Cause } from '../../properties/trials/incident.ts';

const coded = (message: string, code: string) => Object.assign(new Error(message), { code });

it.each<[Cause, unknown]>([
  ['no-memory', new RangeError('Array buffer allocation failed')],
  ['no-memory', new RangeError('WebAssembly.Memory(): could not allocate memory')],
  [
    'no-memory',
    new RangeError('WebAssembly.Instance(): Out of memory: Cannot allocate Wasm memory for new instance'),
  ],
  ['no-memory', new RangeError('WebAssembly.Memory.grow(): Unable to grow instance memory')],
  ['no-memory', new RangeError('the memory of the kernel cannot grow: out of memory, or beyond 4 GiB')],
  ['no-memory', new Error('the engine does not load: WebAssembly.Instance(): Out of memory')],
  ['no-memory', new Error('no TensorFlow.js backend loads (wasm: Aborted(OOM))')],
  ['no-memory', coded('spawn failed', 'ENOMEM')],
  [
    'heap-full',
    coded(
      'Worker terminated due to reaching memory limit: JS heap out of memory',
      'ERR_WORKER_OUT_OF_MEMORY',
    ),
  ],
  ['no-thread', coded('EAGAIN', 'ERR_WORKER_INIT_FAILED')],
  ['worker-ended', new Error('worker exited with code: 7')],
  ['worker-ended', new Error('Terminating worker thread')],
  ['no-engine', new Error('the engine does not load: no such backend')],
  ['no-engine', new Error('the worker does not load: Unknown file extension ".ts"')],
  ['no-engine', new Error('no TensorFlow.js backend loads (wasm: no such file)')],
  ['worker-ended', new Error('worker exited before it took its task')],
  ['error', new Error('on purpose')],
  ['error', 'a text that was thrown'],
])('%s: %s', (cause, error) => {
  expect(accidentOf(error).cause).toBe(cause);
  expect(isOutOfMemory(error)).toBe(cause === 'no-memory');
});

it.each([
  new RangeError('Invalid array length'),
  new RangeError('WebAssembly.Memory.grow(): Maximum memory size exceeded'),
  new TypeError('bloom is not a function'),
  new Error('the room allocation succeeded'),
  undefined,
])('%s is no lack of memory', (error) => {
  expect(isOutOfMemory(error)).toBe(false);
});
