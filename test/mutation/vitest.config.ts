import { defineConfig } from 'vitest/config';

/** The tests that answer for the mutated files: fast ones, which a mutant runs again and again. */
export default defineConfig({
  test: {
    include: ['test/properties/statistics/*.test.ts', 'test/properties/judge.test.ts'],
    testTimeout: 60_000,
  },
});
