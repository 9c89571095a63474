/** Reading a log that may be longer than the longest string. */
import { closeSync, openSync, readSync } from 'node:fs';

const PIECE = 1 << 20;
const NEWLINE = 0x0a;

/**
 * The lines of a UTF-8 file, read piece by piece (of so many bytes). A last line without its newline was torn by a crash, or is being
 * written at this moment: it is no line.
 */
export function* wholeLines(file: string, piece = PIECE): Generator<string, void> {
  const descriptor = openSync(file, 'r');
  let rest = Buffer.alloc(0);
  try {
    const bytes = Buffer.allocUnsafe(piece);
    for (let read; (read = readSync(descriptor, bytes)) > 0;) {
      let start = 0;
      for (let stop; (stop = bytes.subarray(0, read).indexOf(NEWLINE, start)) !== -1; start = stop + 1) {
        const line = Buffer.concat([rest, bytes.subarray(start, stop)]);
        rest = Buffer.alloc(0);
        yield line.toString();
      }
      rest = Buffer.concat([rest, bytes.subarray(start, read)]);
    }
  } finally {
    closeSync(descriptor);
  }
}
