/**
 * The seed tree. A stream is named by labels and made from nothing else: no stream needs another to exist,
 * so any trial can be run alone, anywhere, in any order, with the same bits.
 *
 * Root: seedrandom turns the label list into a 128-bit key. Below it a counter-based generator of 32-bit
 * words, integer arithmetic only, so that TypeScript and WebAssembly produce the same bits:
 *
 *   page p of a stream:  start = word(k0, k1, p),  stride = word(k2, k3, p) | 1
 *   word i of a page:    mix(start + i * stride)          (all modulo 2^32)
 *
 * `mix` is a bijection of 32-bit words with low bias (two odd multiplications between three xor-shifts;
 * constants found by Chris Wellons' search, "lowbias32"). A page is a Weyl sequence with a start and an odd
 * stride of its own, so two pages share single words by chance, never runs of words. Bulk draws use one page
 * per training step; a page holds 2^32 words.
 */
import seedrandom from 'seedrandom';

/** 128 bits: the identity of a stream. */
export type StreamKey = readonly [number, number, number, number];

/** One part of a stream's name. */
export type Label = string | number;

/** The key of the stream named by `labels`. Different label lists give unrelated streams. */
export function streamKey(...labels: readonly Label[]): StreamKey {
  for (const label of labels) {
    if (typeof label === 'number' && !Number.isSafeInteger(label)) {
      throw new RangeError(`a stream label must be a string or a safe integer, got ${label}`);
    }
  }
  const root = seedrandom(JSON.stringify(labels));
  return [root.int32() >>> 0, root.int32() >>> 0, root.int32() >>> 0, root.int32() >>> 0];
}

/** A bijection of 32-bit words in which every input bit moves every output bit about half the time. */
export function mix(word: number): number {
  let x = word;
  x = Math.imul(x ^ (x >>> 16), 0x21f0aaad);
  x = Math.imul(x ^ (x >>> 15), 0xd35a2d97);
  return (x ^ (x >>> 15)) >>> 0;
}

/** A page of a stream: word `i` is `mix(start + i * stride)`. */
export interface Page {
  readonly start: number;
  readonly stride: number;
}

/** Page `index` (0 … 2^32 - 1) of a stream. */
export function pageOf(key: StreamKey, index: number): Page {
  return {
    start: wordAt({ start: key[0], stride: key[1] | 1 }, index),
    stride: (wordAt({ start: key[2], stride: key[3] | 1 }, index) | 1) >>> 0,
  };
}

/** Word `i` of a page, an integer in [0, 2^32). */
export function wordAt(page: Page, i: number): number {
  return mix((page.start + Math.imul(i, page.stride)) >>> 0);
}
