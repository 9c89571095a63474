/** Reads what was appended to a file since the last time. Lines that are not whole yet wait for the next time. */
import { closeSync, existsSync, openSync, readSync } from 'node:fs';

const PIECE = 1 << 20;
const NEWLINE = 0x0a;

export class Tail {
  #at = 0;
  #rest = Buffer.alloc(0);

  constructor(readonly file: string) {}

  /** The whole lines that are new. */
  lines(): readonly string[] {
    if (!existsSync(this.file)) return [];
    const descriptor = openSync(this.file, 'r');
    try {
      const pieces = [this.#rest];
      const bytes = Buffer.alloc(PIECE);
      for (let read; (read = readSync(descriptor, bytes, 0, PIECE, this.#at)) > 0; this.#at += read)
        pieces.push(Buffer.from(bytes.subarray(0, read)));
      const all = Buffer.concat(pieces);
      const end = all.lastIndexOf(NEWLINE);
      this.#rest = all.subarray(end + 1);
      return end < 0 ? [] : all.subarray(0, end).toString().split('\n');
    } finally {
      closeSync(descriptor);
    }
  }
}
