import { defineConfig } from 'vitest/config';

/** The tests that answer for the mutated files: fast ones, which a mutant runs again and again. */
export default defineConfig({
  test: {
    include: [
      'test/properties/**/*.test.ts',
      'test/theorems/*.test.ts',
      'test/sim/{random,data}/**/*.test.ts',
    ],
    testTimeout: 60_000,
  },
});
