/**
 * Positions: the examples of class + in ascending order, then those of class -, each class filled up to whole panels with
 * repetitions of its last example (in no set). The sets of skipping.ts are sets of positions.
 */
import { CLASS_M, CLASS_P, OPEN, POSITION, ROWS, SET, STRIDE, Z } from './memory';

/** Panels of class +, and of both. */
export let panelsP: i32 = 0;
export let panels: i32 = 0;

/** ROWS, POSITION, and all examples OPEN. */
export function arrange(): void {
  memory.fill(OPEN, 0, SET);
  let at = place(0, true);
  panelsP = at >> 2;
  at = place(at, false);
  panels = at >> 2;
}

function place(from: i32, positive: bool): i32 {
  const members = positive ? CLASS_P : CLASS_M;
  let at = from;
  for (let w: usize = 0; w < SET; w += 8) {
    for (let word = load<u64>(members + w); word != 0; word &= word - 1) {
      const n = position(word, w) as usize;
      store<u32>(ROWS + ((at as usize) << 2), Z + n * STRIDE);
      store<u32>(POSITION + (n << 2), at);
      at++;
    }
  }
  // `from` is the start of a panel.
  const whole = (at >> 2) as usize;
  memory.fill(OPEN + ((from >> 2) as usize), 15, whole - ((from >> 2) as usize));
  const rest: i32 = (1 << (at & 3)) - 1;
  if (rest != 0) store<u8>(OPEN + whole, rest as u8);
  for (; (at & 3) != 0; at++) store<u32>(ROWS + ((at as usize) << 2), rowAt(at - 1) as u32);
  return at;
}

/** Appends the addresses of the rows at the positions in `word`, 8 bytes from byte `w` of a set on. */
// @ts-ignore: decorator
@inline
export function appendRows(end: usize, word: u64, w: usize): usize {
  while (word != 0) {
    store<u32>(end, rowAt(position(word, w)) as u32);
    end += 4;
    word &= word - 1;
  }
  return end;
}

/** The position of the lowest bit of `word`, 8 bytes from byte `w` of a set on. */
// @ts-ignore: decorator
@inline
export function position(word: u64, w: usize): u32 {
  const bit = ctz(word) as usize;
  return (((w + (bit >> 3)) << 2) + (bit & 7)) as u32;
}

// @ts-ignore: decorator
@inline
export function rowAt(at: u32): usize {
  return load<u32>(ROWS + ((at as usize) << 2)) as usize;
}

// @ts-ignore: decorator
@inline
export function include(set: usize, at: u32): void {
  const byte = set + ((at as usize) >> 2);
  const bit: i32 = 1 << (at & 3);
  store<u8>(byte, load<u8>(byte) | (bit as u8));
}

// @ts-ignore: decorator
@inline
export function contains(set: usize, at: usize): bool {
  return ((load<u8>(set + (at >> 2)) >> ((at & 3) as u8)) & 1) != 0;
}
