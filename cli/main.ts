#!/usr/bin/env node
/**
 * fct: the only place with argv, and the process around the command line. Exit code 1 is a verdict; Node's own code for what nobody
 * foresaw is 1 as well, and so every such ending is caught here.
 */
import { EXIT } from './exitCode.ts';
import { failed } from './failed.ts';
import { obeySignalsAsFirstProcess } from './firstProcess.ts';
import { codeAfterOutput, guardStreams } from './streams.ts';

// A process that ends before it knows better has no verdict.
process.exitCode = EXIT.error;
guardStreams();
obeySignalsAsFirstProcess();
for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
  process.on(event, (error: unknown) => {
    failed(error);
    process.exit(EXIT.error);
  });
}
const { run } = await import('./program.ts');
process.exitCode = await codeAfterOutput(await run(process.argv.slice(2)));
