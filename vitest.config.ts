import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vitest/config';

const source = (file: string) => fileURLToPath(new URL(file, import.meta.url));

/** Two tiers, by folder: everything but `test/quality` is fast; `test/quality` may take minutes. */
export default defineConfig({
  // Examples import the package by its name; here that is the source.
  resolve: {
    alias: {
      'feature-contamination-theorems/vitest': source('properties/vitest.ts'),
      'feature-contamination-theorems': source('properties/index.ts'),
    },
  },
  test: {
    globalSetup: source('test/support/temporary.ts'),
    // Vitest leaves one core to itself; with two cores that is half of them.
    maxWorkers: availableParallelism(),
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
          exclude: ['test/quality/**'],
          // What several files compute alike is kept for the run (test/support/smokeRun.ts); a watching Vitest sees sources change.
          env: process.argv.includes('run') ? { VITEST_KEEPS_RESULTS: 'yes' } : {},
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'quality',
          include: ['test/quality/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
