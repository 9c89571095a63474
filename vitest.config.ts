import { defineConfig } from 'vitest/config';

/** Two tiers, by folder: everything but `test/quality` is fast; `test/quality` may take minutes. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/quality/**'],
          testTimeout: 60_000,
        },
      },
      {
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
