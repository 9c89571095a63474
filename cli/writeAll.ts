/** The one function through which bytes reach a file. */
import { writeSync } from 'node:fs';

/** Writes all of it: a system may take a part of what it is given, and says so only by a number. */
export function writeAll(descriptor: number, bytes: Uint8Array): void {
  for (let done = 0; done < bytes.length;) {
    done += writeSync(descriptor, bytes, done, bytes.length - done);
  }
}
