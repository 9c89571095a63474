/**
 * Failures of stdout and stderr. If the reader has left (`| head`, a pager), that is no fault: nothing more is printed, and the work
 * continues. If a disk could not take the output, it is lost, and the exit code must not say that all is well.
 */
import { fstatSync } from 'node:fs';
import { EXIT } from './exitCode.ts';
import { writeAll } from './writeAll.ts';

let lost: NodeJS.ErrnoException | undefined;

/** Makes sure that no failure of stdout or stderr ends the process. */
export function guardStreams(): void {
  process.stderr.on('error', () => {});
  process.stdout.on('error', (error) => {
    if (!readerLeft(error)) lost ??= error;
  });
  // Node writes to a file once and drops what the disk did not take of it, without an error.
  const { fd } = process.stdout;
  if (!fstatSync(fd).isFile()) return;
  process.stdout._write = (chunk: Uint8Array, _encoding, done) => {
    try {
      writeAll(fd, chunk);
      done();
    } catch (error) {
      done(error as Error);
    }
  };
}

/** The exit code after all output: 3 where output was lost, unless the code itself says that there was no result. */
export async function codeAfterOutput(code: number): Promise<number> {
  await new Promise((resolve) => process.stdout.write('', resolve));
  if (lost === undefined || !RESULTS.includes(code)) return code;
  console.error(
    `fct: what was printed is lost (stdout: ${lost.message}); mend that and run the same command again`,
  );
  return EXIT.error;
}

const RESULTS: readonly number[] = [EXIT.ok, EXIT.refuted, EXIT.inconclusive];

/** A pipe without a reader, or a terminal that was closed. */
function readerLeft({ code }: NodeJS.ErrnoException): boolean {
  return code === 'EPIPE' || code === 'ECONNRESET' || (code === 'EIO' && process.stdout.isTTY === true);
}
