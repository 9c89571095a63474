/**
 * Fresh batches, with the bits of sim/data/batch.ts: a page per step, four 32-bit words at a time. The low halves
 * of a vector of words give features 8 b … 8 b + 3, the high halves the next four.
 *
 * A strength (sim/data/strengths.ts) is two pieces, each linear in the 16 bits r, the second from CUT on:
 *   r SLOPE + BASE + min(max(0, (r - CUT) RAMP), JUMP).
 * CUT is half a point before the first point past the cut. A uniform strength has RAMP = 0, a skewed one JUMP = infinity; two-point
 * strengths have SLOPE = 0 and a RAMP so steep that the first point past the cut reaches JUMP. Every product and sum that counts is
 * exact in float32, so there is nothing to round differently. Batches without skewed strengths compare instead of clamping, and
 * uniform ones are all first piece.
 */
import { BASE, CLASS_M, CLASS_P, CORE, CUT, JUMP, N, PANELS, RAMP, SET, SIGN_ROWS, SLOPE, STRIDE, Y, Z } from './memory';

/** Kinds of batches: uniform strengths; two-point ones among them; skewed ones among them. */
const UNIFORM: i32 = 0;
const STEPS: i32 = 1;
const RAMPS: i32 = 2;

/** The stream of batches. */
let k0: u32 = 0;
let k1: u32 = 0;
let k2: u32 = 0;
let k3: u32 = 0;
/** Bit of the label's word that decides y: 31, where the core sign stands, or 30 for random labels. */
let labelBit: i32 = 31;

/** Names the stream, the number of core features and the kind of labels. */
export function stream(a: u32, b: u32, c: u32, d: u32, dCore: i32, randomLabels: bool): void {
  k0 = a;
  k1 = b;
  k2 = c;
  k3 = d;
  labelBit = randomLabels ? 30 : 31;
  for (let j = 0; j < dCore; j++) store<i32>(CORE + ((j as usize) << 2), -1);
  const sign = i32x4.splat(0x80000000);
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const core = v128.and(sign, v128.load(CORE + at));
    const signs = SIGN_ROWS + at;
    v128.store(signs + STRIDE, sign);
    v128.store(signs + 2 * STRIDE, core);
    v128.store(signs + 3 * STRIDE, v128.xor(sign, core));
  }
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
  const kind = anyAbove(JUMP, 1) ? RAMPS : anyAbove(JUMP, 0) ? STEPS : UNIFORM;
  memory.fill(CLASS_P, 0, SET);
  memory.fill(CLASS_M, 0, SET);
  for (let panel = 0; panel < PANELS; panel++) drawPanel(panel, start, stride, forced, kind);
}

function anyAbove(row: usize, bound: f32): bool {
  let any = i32x4.splat(0);
  for (let at: usize = 0; at < STRIDE; at += 16) any = v128.or(any, f32x4.gt(v128.load(row + at), f32x4.splat(bound)));
  return v128.any_true(any);
}

/** Four examples. */
function drawPanel(panel: i32, start: u32, stride: u32, forced: i32, kind: i32): void {
  const first = panel << 2;
  const rows = min(N - first, 4);
  const lanes = i32x4.mul(i32x4.splat(stride), i32x4(0, 1, 2, 3));
  const words = mix4(i32x4.add(i32x4.splat(start + (0x80000000 + (first as u32)) * stride), lanes));
  // The sign bit of a lane is set for a core sign, or a label, of -1.
  let core = v128.not(words);
  let y = v128.not(i32x4.shl(words, 31 - labelBit));
  if (forced != 0) {
    core = i32x4.splat(forced);
    y = core;
  }
  const sign = i32x4.splat(0x80000000);
  v128.store(Y + ((first as usize) << 2), v128.or(f32x4.splat(1), v128.and(y, sign)));
  const minus = i32x4.bitmask(y);
  const all = 15 >> (4 - rows);
  store<u8>(CLASS_M + (panel as usize), (minus & all) as u8);
  store<u8>(CLASS_P + (panel as usize), (~minus & all) as u8);
  const coreMinus = i32x4.bitmask(core);
  const step = (STRIDE >> 3) as u32 * stride;
  let word = start + (first as u32) * step;
  let row = Z + (first as usize) * STRIDE;
  for (let i = 0; i < rows; i++) {
    const signs = SIGN_ROWS + ((((minus >> i) & 1) | (((coreMinus >> i) & 1) << 1)) as usize) * STRIDE;
    const counters = i32x4.add(i32x4.splat(word), lanes);
    if (kind == UNIFORM) drawRow(row, counters, stride, signs, UNIFORM);
    else if (kind == STEPS) drawRow(row, counters, stride, signs, STEPS);
    else drawRow(row, counters, stride, signs, RAMPS);
    word += step;
    row += STRIDE;
  }
}

/** One row: the strengths that the words of `counters` on give, with the signs of a row of sign bits. */
// @ts-ignore: decorator
@inline
function drawRow(row: usize, counters: v128, stride: u32, signs: usize, kind: i32): void {
  const step = i32x4.splat(4 * stride);
  const low16 = i32x4.splat(0xffff);
  let slope = SLOPE, base = BASE, cut = CUT, ramp = RAMP, jump = JUMP;
  const end = row + STRIDE;
  while (row < end) {
    const words = mix4(counters);
    counters = i32x4.add(counters, step);
    const r = f32x4.convert_i32x4_s(v128.and(words, low16));
    const t = f32x4.convert_i32x4_s(i32x4.shr_u(words, 16));
    let low = f32x4.add(f32x4.mul(r, v128.load(slope)), v128.load(base));
    let high = f32x4.add(f32x4.mul(t, v128.load(slope, 16)), v128.load(base, 16));
    if (kind == STEPS) {
      low = f32x4.add(low, v128.and(f32x4.gt(r, v128.load(cut)), v128.load(jump)));
      high = f32x4.add(high, v128.and(f32x4.gt(t, v128.load(cut, 16)), v128.load(jump, 16)));
    }
    if (kind == RAMPS) {
      low = f32x4.add(low, clamped(f32x4.mul(f32x4.sub(r, v128.load(cut)), v128.load(ramp)), v128.load(jump)));
      high = f32x4.add(high, clamped(f32x4.mul(f32x4.sub(t, v128.load(cut, 16)), v128.load(ramp, 16)), v128.load(jump, 16)));
      ramp += 32;
    }
    v128.store(row, v128.xor(low, v128.load(signs)));
    v128.store(row, v128.xor(high, v128.load(signs, 16)), 16);
    row += 32;
    signs += 32;
    slope += 32;
    base += 32;
    if (kind != UNIFORM) {
      cut += 32;
      jump += 32;
    }
  }
}

// @ts-ignore: decorator
@inline
function clamped(x: v128, most: v128): v128 {
  return f32x4.pmin(f32x4.pmax(f32x4.splat(0), x), most);
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
