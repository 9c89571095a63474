/** Skips every test but those that a project names. */
import { beforeEach, inject } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    readonly named: readonly string[];
  }
}

beforeEach((context) => {
  if (!inject('named').includes(context.task.fullTestName)) context.skip();
});
