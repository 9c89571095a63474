/** Sums of rows of Z or V that a list of addresses names, 32 or 8 features at a time in registers. */
import { LIST_ADD, LIST_SUB, STRIDE } from './memory';

/** sum += the rows of LIST_ADD up to `adds`, then -= the rows of LIST_SUB up to `subs`. */
export function gather(sum: usize, adds: usize, subs: usize): void {
  if (adds == LIST_ADD && subs == LIST_SUB) return;
  let at: usize = 0;
  for (; at + 128 <= STRIDE; at += 128) gather32(sum + at, at, adds, subs);
  for (; at < STRIDE; at += 32) gather8(sum + at, at, adds, subs);
}

/** 32 features, in registers. */
function gather32(sum: usize, at: usize, adds: usize, subs: usize): void {
  let s0 = v128.load(sum);
  let s1 = v128.load(sum, 16);
  let s2 = v128.load(sum, 32);
  let s3 = v128.load(sum, 48);
  let s4 = v128.load(sum, 64);
  let s5 = v128.load(sum, 80);
  let s6 = v128.load(sum, 96);
  let s7 = v128.load(sum, 112);
  for (let i = LIST_ADD; i < adds; i += 4) {
    const row = (load<u32>(i) as usize) + at;
    s0 = f32x4.add(s0, v128.load(row));
    s1 = f32x4.add(s1, v128.load(row, 16));
    s2 = f32x4.add(s2, v128.load(row, 32));
    s3 = f32x4.add(s3, v128.load(row, 48));
    s4 = f32x4.add(s4, v128.load(row, 64));
    s5 = f32x4.add(s5, v128.load(row, 80));
    s6 = f32x4.add(s6, v128.load(row, 96));
    s7 = f32x4.add(s7, v128.load(row, 112));
  }
  for (let i = LIST_SUB; i < subs; i += 4) {
    const row = (load<u32>(i) as usize) + at;
    s0 = f32x4.sub(s0, v128.load(row));
    s1 = f32x4.sub(s1, v128.load(row, 16));
    s2 = f32x4.sub(s2, v128.load(row, 32));
    s3 = f32x4.sub(s3, v128.load(row, 48));
    s4 = f32x4.sub(s4, v128.load(row, 64));
    s5 = f32x4.sub(s5, v128.load(row, 80));
    s6 = f32x4.sub(s6, v128.load(row, 96));
    s7 = f32x4.sub(s7, v128.load(row, 112));
  }
  v128.store(sum, s0);
  v128.store(sum, s1, 16);
  v128.store(sum, s2, 32);
  v128.store(sum, s3, 48);
  v128.store(sum, s4, 64);
  v128.store(sum, s5, 80);
  v128.store(sum, s6, 96);
  v128.store(sum, s7, 112);
}

/** 8 features, in registers: the rest of a row. */
function gather8(sum: usize, at: usize, adds: usize, subs: usize): void {
  let s0 = v128.load(sum);
  let s1 = v128.load(sum, 16);
  for (let i = LIST_ADD; i < adds; i += 4) {
    const row = (load<u32>(i) as usize) + at;
    s0 = f32x4.add(s0, v128.load(row));
    s1 = f32x4.add(s1, v128.load(row, 16));
  }
  for (let i = LIST_SUB; i < subs; i += 4) {
    const row = (load<u32>(i) as usize) + at;
    s0 = f32x4.sub(s0, v128.load(row));
    s1 = f32x4.sub(s1, v128.load(row, 16));
  }
  v128.store(sum, s0);
  v128.store(sum, s1, 16);
}

/** The sum of the rows listed from `from` to `end`. Rows start at multiples of 32: the lowest bit of an entry is its sign. */
export function signedSum(sum: usize, from: usize, end: usize): void {
  let at: usize = 0;
  for (; at + 64 <= STRIDE; at += 64) signedSum16(sum, at, from, end);
  for (; at < STRIDE; at += 32) signedSum8(sum, at, from, end);
}

function signedSum16(sum: usize, at: usize, from: usize, end: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0, s2 = s0, s3 = s0;
  for (let i = from; i < end; i += 4) {
    const entry = load<u32>(i);
    const row = ((entry & ~1) as usize) + at;
    const sign = i32x4.splat(entry << 31);
    s0 = f32x4.add(s0, v128.xor(sign, v128.load(row)));
    s1 = f32x4.add(s1, v128.xor(sign, v128.load(row, 16)));
    s2 = f32x4.add(s2, v128.xor(sign, v128.load(row, 32)));
    s3 = f32x4.add(s3, v128.xor(sign, v128.load(row, 48)));
  }
  v128.store(sum + at, s0);
  v128.store(sum + at, s1, 16);
  v128.store(sum + at, s2, 32);
  v128.store(sum + at, s3, 48);
}

function signedSum8(sum: usize, at: usize, from: usize, end: usize): void {
  let s0 = f32x4.splat(0);
  let s1 = s0;
  for (let i = from; i < end; i += 4) {
    const entry = load<u32>(i);
    const row = ((entry & ~1) as usize) + at;
    const sign = i32x4.splat(entry << 31);
    s0 = f32x4.add(s0, v128.xor(sign, v128.load(row)));
    s1 = f32x4.add(s1, v128.xor(sign, v128.load(row, 16)));
  }
  v128.store(sum + at, s0);
  v128.store(sum + at, s1, 16);
}
