#!/usr/bin/env node
/**
 * fct: the only place with argv, and the process around the command line. Exit code 1 is a verdict, but Node also ends with 1
 * on an unexpected error, so every such error is caught here.
 */
import { EXIT } from './exitCode.ts';
import { failed } from './failed.ts';
import { obeySignalsAsFirstProcess } from './firstProcess.ts';
import { codeAfterOutput, guardStreams } from './streams.ts';
import { endWithWatcher } from './watched.ts';

// If the process ends early, it must not end with the code of a verdict.
process.exitCode = EXIT.error;
guardStreams();
endWithWatcher();
obeySignalsAsFirstProcess();
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    failed(error);
    process.exit(EXIT.error);
  });
}
const { run } = await import('./program.ts');
process.exitCode = await codeAfterOutput(await run(process.argv.slice(2)));
