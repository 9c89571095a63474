/** The lines of a file are those of its text, whatever the pieces it is read in. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { wholeLines } from '../../cli/wholeLines.ts';
import { newFolder } from '../support/fct.ts';

const file = join(newFolder(), 'log');
const line = fc.string({ unit: fc.constantFrom('a', 'δ', '€', '😀', '"', '\r', '') });

describe('wholeLines', () => {
  it('gives every whole line, in pieces of any size, and leaves a torn one where it is', () => {
    fc.assert(
      fc.property(fc.array(line), line, fc.integer({ min: 1, max: 40 }), (lines, torn, piece) => {
        const whole = lines.map((l) => `${l}\n`).join('');
        writeFileSync(file, whole + torn);
        expect([...wholeLines(file, piece)]).toEqual(lines);
        expect(readFileSync(file, 'utf8')).toBe(whole + torn);
      }),
      { numRuns: 300, seed: 1 },
    );
  });
});
