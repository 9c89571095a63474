import { defineConfig } from 'vitest/config';
import { PIECES } from './pieces.ts';

const { tests } = PIECES[process.env['FCT_MUTATION_PIECE']!]!;

/** The tests that answer for the mutated files of one piece. */
export default defineConfig({
  test: { include: [...tests], testTimeout: 60_000, globalSetup: 'test/support/temporary.ts' },
});
