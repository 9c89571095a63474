/**
 * Fresh batches, with the bits of sim/data/batch.ts: a page per step, four 32-bit words at a time. The low halves
 * of a vector of words give features 8 b … 8 b + 3, the high halves the next four. Strengths are exact in float32
 * (sim/data/strengths.ts), so there is nothing to round differently.
 */
import { BASE_1, BASE_2, CLASS_M, CLASS_P, CORE, CUT, N, SET, SLOPE_1, SLOPE_2, STRIDE, Y, Z } from './memory';

/** The stream of batches. */
let k0: u32 = 0;
let k1: u32 = 0;
let k2: u32 = 0;
let k3: u32 = 0;
/** Bit of the label's word that decides y: 31, where the core sign stands, or 30 for random labels. */
let labelBit: i32 = 31;

/** Names the stream and the kind of labels. */
export function stream(a: u32, b: u32, c: u32, d: u32, randomLabels: bool): void {
  k0 = a;
  k1 = b;
  k2 = c;
  k3 = d;
  labelBit = randomLabels ? 30 : 31;
}

/** Batch number `page` into Z (signed), Y, CLASS_P and CLASS_M. */
export function draw(page: u32): void {
  drawLabelled(page, 0);
}

/** The same with `label` for every label and core sign. */
export function drawClass(page: u32, label: i32): void {
  drawLabelled(page, label);
}

function drawLabelled(page: u32, forced: i32): void {
  const start = mix(k0 + page * (k1 | 1));
  const stride = mix(k2 + page * (k3 | 1)) | 1;
  const perRow = STRIDE >> 3;
  const onePiece = allOfOnePiece();
  memory.fill(CLASS_P, 0, SET);
  memory.fill(CLASS_M, 0, SET);
  for (let n = 0; n < N; n++) {
    const label = mix(start + (0x80000000 + (n as u32)) * stride);
    const core: u32 = (forced != 0 ? forced : ~label) & 0x80000000;
    const y: u32 = (forced != 0 ? forced : ~label << (31 - labelBit)) & 0x80000000;
    store<f32>(Y + ((n as usize) << 2), y ? -1 : 1);
    const set = (y ? CLASS_M : CLASS_P) + ((n as usize) >> 2);
    const bit: i32 = 1 << (n & 3);
    store<u8>(set, load<u8>(set) | (bit as u8));
    const first = start + (n as u32) * (perRow as u32) * stride;
    if (onePiece) drawRow(Z + (n as usize) * STRIDE, first, stride, core, y, true);
    else drawRow(Z + (n as usize) * STRIDE, first, stride, core, y, false);
  }
}

/** Whether every strength is uniform: its first piece is all of it. The second takes half of the time of a batch. */
function allOfOnePiece(): bool {
  for (let at: usize = 0; at < STRIDE; at += 4) {
    const none = load<f32>(SLOPE_2 + at) == 0 && load<f32>(BASE_2 + at) == 0 && load<f32>(BASE_1 + at) == 0 && load<f32>(SLOPE_1 + at) == 0;
    if (load<f32>(CUT + at) < 65536 && !none) return false;
  }
  return true;
}

/** One signed row: core features get the sign y * core, background features the sign y (as sign bits). */
// @ts-ignore: decorator
@inline
function drawRow(row: usize, first: u32, stride: u32, core: u32, y: u32, onePiece: bool): void {
  const step = i32x4.splat(4 * stride);
  const low16 = i32x4.splat(0xffff);
  const background = i32x4.splat(y);
  const coreFlip = i32x4.splat(core);
  let words = i32x4.add(i32x4.splat(first), i32x4.mul(i32x4.splat(stride), i32x4(0, 1, 2, 3)));
  for (let at: usize = 0; at < STRIDE; at += 32) {
    const w = mix4(words);
    words = i32x4.add(words, step);
    const low = strength(v128.and(w, low16), at, onePiece);
    const high = strength(i32x4.shr_u(w, 16), at + 16, onePiece);
    const lowSign = v128.xor(background, v128.and(v128.load(CORE + at), coreFlip));
    const highSign = v128.xor(background, v128.and(v128.load(CORE + at, 16), coreFlip));
    v128.store(row + at, v128.xor(low, lowSign));
    v128.store(row + at, v128.xor(high, highSign), 16);
  }
}

// @ts-ignore: decorator
@inline
function strength(bits: v128, at: usize, onePiece: bool): v128 {
  const x = f32x4.add(f32x4.convert_i32x4_s(bits), f32x4.splat(0.5));
  const first = f32x4.add(f32x4.mul(x, v128.load(SLOPE_1 + at)), v128.load(BASE_1 + at));
  if (onePiece) return first;
  const cut = v128.load(CUT + at);
  const second = f32x4.add(f32x4.mul(f32x4.sub(x, cut), v128.load(SLOPE_2 + at)), v128.load(BASE_2 + at));
  return v128.bitselect(first, second, f32x4.lt(x, cut));
}

// @ts-ignore: decorator
@inline
function mix(word: u32): u32 {
  let x = word;
  x = (x ^ (x >> 16)) * 0x21f0aaad;
  x = (x ^ (x >> 15)) * 0xd35a2d97;
  return x ^ (x >> 15);
}

// @ts-ignore: decorator
@inline
function mix4(word: v128): v128 {
  let x = word;
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 16)), i32x4.splat(0x21f0aaad));
  x = i32x4.mul(v128.xor(x, i32x4.shr_u(x, 15)), i32x4.splat(0xd35a2d97));
  return v128.xor(x, i32x4.shr_u(x, 15));
}
