/** Uniform numbers for a study's `measure`. */
import { pageOf, wordAt, type StreamKey } from '../sim/random/stream.ts';

/**
 * `count` independent uniform numbers in (0, 1): the centres of 2^32 equal cells, so neither 0 nor 1 comes up. They are words
 * 0 … count - 1 of page `page` of the stream; whoever draws normals beside them takes another page, or a stream of another name.
 */
export function uniforms(key: StreamKey, page: number, count: number): Float64Array {
  const words = pageOf(key, page);
  return Float64Array.from({ length: count }, (_, i) => (wordAt(words, i) + 0.5) / 2 ** 32);
}
