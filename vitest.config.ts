import { readdirSync, readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type TestProjectInlineConfiguration } from 'vitest/config';

const source = (file: string) => fileURLToPath(new URL(file, import.meta.url));

const LEAVES_A_TRACE = /\bvi\b|fctHere|process\.(env|chdir|on|kill|exit)|tfjs|ambient|audit/i;

/**
 * Files that leave the process as it is: they mock, stub and start nothing, and load no backend of TensorFlow.js. They share
 * their processes and what these have loaded, which costs each of them nothing; every other file has a process of its own.
 */
const together = readdirSync(source('test'), { recursive: true, encoding: 'utf8' })
  .map((file) => `test/${file.replaceAll('\\', '/')}`)
  .filter((file) => /^test\/(theorems|properties|sim|laws|reports|cli)\/.*\.test\.ts$/.test(file))
  .filter((file) => !LEAVES_A_TRACE.test(readFileSync(source(file), 'utf8')));

const unit = (name: string, test: NonNullable<TestProjectInlineConfiguration['test']>) => ({
  extends: true as const,
  test: {
    name,
    include: ['test/**/*.test.ts', 'examples/**/*.test.ts'],
    // What several files compute alike is kept for the run (test/support/smokeRun.ts); a watching Vitest sees sources change.
    env: process.argv.includes('run') ? { VITEST_KEEPS_RESULTS: 'yes' } : {},
    testTimeout: 60_000,
    hookTimeout: 60_000,
    ...test,
  },
});

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
      // The fast tier: for single files by its name, and for `npm test` in two parts.
      unit('unit', { exclude: ['test/quality/**'] }),
      unit('alone', { exclude: ['test/quality/**', ...together] }),
      unit('together', { include: together, isolate: false }),
      {
        extends: true,
        test: {
          name: 'quality',
          globalSetup: source('test/support/compiled.ts'),
          include: ['test/quality/**/*.test.ts'],
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
});
