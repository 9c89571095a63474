/** The name of a queue at the broker: those that have it run the same trials in the same way. */
import { createHash } from 'node:crypto';
import { createRequire } from 'node:module';
import { ownHash } from '../fingerprint.ts';

/**
 * 48 bits of SHA-256, as hex. Beside the fingerprint of the run it counts the suite, because those of this package share a
 * fingerprint, and what a worker has on its own disk: the code that makes evidence of a task, and TensorFlow.js.
 */
export function queueName(fingerprint: string, suite: { readonly name: string }): string {
  return nameOf({ fingerprint, suite: suite.name, trials: ownHash('trials'), tfjs: tfjsVersion() });
}

export function nameOf(parts: {
  readonly fingerprint: string;
  readonly suite: string;
  readonly trials: string;
  readonly tfjs: string;
}): string {
  const { fingerprint, suite, trials, tfjs } = parts;
  return createHash('sha256')
    .update(JSON.stringify([fingerprint, suite, trials, tfjs]))
    .digest('hex')
    .slice(0, 12);
}

function tfjsVersion(): string {
  const require = createRequire(import.meta.url);
  return (require('@tensorflow/tfjs/package.json') as { readonly version: string }).version;
}
