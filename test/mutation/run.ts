/**
 * `npm run mutation`, or `npm run mutation -- read theorems` for some pieces: every small edit that Stryker knows is made in
 * the files of a piece, and the tests of the piece are asked whether they notice. What came of it goes to
 * test/evidence/results/mutation/. Results of edits and tests that have not changed since the last run are kept.
 */
import { Stryker } from '@stryker-mutator/core';
import { commit } from '../evidence/record.ts';
import { recordOverview, recordPiece } from '../evidence/mutation.ts';
import { PIECES } from './pieces.ts';

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !(name in PIECES));
if (unknown.length > 0) {
  console.error(`there is no piece ${unknown.join(', ')}; choose of ${Object.keys(PIECES).join(', ')}`);
  process.exit(2);
}
// The tables name the commit that they are of.
commit();
for (const name of asked.length > 0 ? asked : Object.keys(PIECES)) {
  // Read by test/mutation/vitest.config.ts in Stryker's own processes.
  process.env['FCT_MUTATION_PIECE'] = name;
  await new Stryker({
    mutate: [...PIECES[name]!.mutate],
    testRunner: 'vitest',
    vitest: { configFile: 'test/mutation/vitest.config.ts', related: false },
    plugins: ['@stryker-mutator/vitest-runner'],
    coverageAnalysis: 'perTest',
    ignoreStatic: false,
    concurrency: 2,
    timeoutMS: 20_000,
    timeoutFactor: 2,
    incremental: true,
    incrementalFile: `coverage/mutation/${name}.incremental.json`,
    reporters: ['json', 'clear-text'],
    clearTextReporter: {
      allowColor: false,
      allowEmojis: false,
      logTests: false,
      reportTests: false,
      reportMutants: false,
    },
    jsonReporter: { fileName: `coverage/mutation/${name}.json` },
    tempDirName: '.stryker-tmp',
    ignorePatterns: ['fct-out', 'dist', 'docs', 'out'],
  }).runMutationTest();
  recordPiece(name);
}
recordOverview();
