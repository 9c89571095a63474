/**
 * Dot products, outputs and gates.
 *
 * The order of every sum is fixed. A dot product over features: lane l of a vector sums the products of features
 * l, l + 4, l + 8, … in this order (each product rounded, no fused multiply-add), then
 * (lane 0 + lane 2) + (lane 1 + lane 3). An output: neurons in ascending order.
 *
 * Blocking: a tile of 2 neurons by 4 examples keeps 8 accumulators in registers; a block of neurons small enough
 * for half of a first-level cache stays there while all examples pass.
 */
import { GATES, OUT, PANELS, SET, SIGN, STRIDE, V, WIDTH, Y, Z } from './memory';

/** Bytes of weights that one pass over the examples holds. */
const BLOCK: usize = 16384;

/** OUT and GATES of all examples and neurons. */
export function forward(): void {
  memory.fill(OUT, 0, (PANELS as usize) << 4);
  const block = blockSize();
  for (let k = 0; k < WIDTH; k += block) {
    const end = min(k + block, WIDTH);
    for (let panel = 0; panel < PANELS; panel++) forwardPanel(k, end, panel);
  }
}

/** GATES, and in float64 sum_k sign_k relu(<v_k, z_n>) at `sums` [N]: the products of `forward`, rounded no further. */
export function forwardExact(sums: usize): void {
  memory.fill(sums, 0, (PANELS as usize) << 5);
  const block = blockSize();
  for (let k = 0; k < WIDTH; k += block) {
    const end = min(k + block, WIDTH);
    for (let panel = 0; panel < PANELS; panel++) exactPanel(k, end, panel, sums);
  }
}

/** Neurons of a block, an even number. */
function blockSize(): i32 {
  return max(((BLOCK / STRIDE) as i32) & ~1, 2);
}

function forwardPanel(from: i32, to: i32, panel: i32): void {
  panelOf(from, to, panel, OUT + ((panel as usize) << 4), false);
}

function exactPanel(from: i32, to: i32, panel: i32, sums: usize): void {
  panelOf(from, to, panel, sums + ((panel as usize) << 5), true);
}

/** Neurons from … to - 1 on the 4 examples of one panel. A NaN stays: pmax(NaN, 0) = NaN, and its gate is 0. */
// @ts-ignore: decorator
@inline
function panelOf(from: i32, to: i32, panel: i32, outAt: usize, exact: bool): void {
  const rows = Z + ((panel as usize) << 2) * STRIDE;
  const y = v128.load(Y + ((panel as usize) << 4));
  const zero = f32x4.splat(0);
  let out = v128.load(outAt);
  let out2 = exact ? v128.load(outAt, 16) : zero;
  for (let k = from; k < to; k += 2) {
    let p = V + (k as usize) * STRIDE;
    let q = p + STRIDE;
    const end = q;
    let r0 = rows;
    let r1 = r0 + STRIDE;
    let r2 = r1 + STRIDE;
    let r3 = r2 + STRIDE;
    let a0 = zero, a1 = zero, a2 = zero, a3 = zero;
    let b0 = zero, b1 = zero, b2 = zero, b3 = zero;
    while (p < end) {
      let v = v128.load(p);
      let w = v128.load(q);
      let z = v128.load(r0);
      a0 = f32x4.add(a0, f32x4.mul(v, z));
      b0 = f32x4.add(b0, f32x4.mul(w, z));
      z = v128.load(r1);
      a1 = f32x4.add(a1, f32x4.mul(v, z));
      b1 = f32x4.add(b1, f32x4.mul(w, z));
      z = v128.load(r2);
      a2 = f32x4.add(a2, f32x4.mul(v, z));
      b2 = f32x4.add(b2, f32x4.mul(w, z));
      z = v128.load(r3);
      a3 = f32x4.add(a3, f32x4.mul(v, z));
      b3 = f32x4.add(b3, f32x4.mul(w, z));
      v = v128.load(p, 16);
      w = v128.load(q, 16);
      z = v128.load(r0, 16);
      a0 = f32x4.add(a0, f32x4.mul(v, z));
      b0 = f32x4.add(b0, f32x4.mul(w, z));
      z = v128.load(r1, 16);
      a1 = f32x4.add(a1, f32x4.mul(v, z));
      b1 = f32x4.add(b1, f32x4.mul(w, z));
      z = v128.load(r2, 16);
      a2 = f32x4.add(a2, f32x4.mul(v, z));
      b2 = f32x4.add(b2, f32x4.mul(w, z));
      z = v128.load(r3, 16);
      a3 = f32x4.add(a3, f32x4.mul(v, z));
      b3 = f32x4.add(b3, f32x4.mul(w, z));
      p += 32;
      q += 32;
      r0 += 32;
      r1 += 32;
      r2 += 32;
      r3 += 32;
    }
    const s = f32x4.mul(sums(a0, a1, a2, a3), y);
    const t = f32x4.mul(sums(b0, b1, b2, b3), y);
    const gates = GATES + (k as usize) * SET + (panel as usize);
    store<u8>(gates, i32x4.bitmask(f32x4.ge(s, zero)) as u8);
    store<u8>(gates + SET, i32x4.bitmask(f32x4.ge(t, zero)) as u8);
    const signs = SIGN + ((k as usize) << 2);
    const f = f32x4.mul(v128.load32_splat(signs), f32x4.pmax(s, zero));
    const g = f32x4.mul(v128.load32_splat(signs, 4), f32x4.pmax(t, zero));
    if (exact) {
      out = f64x2.add(f64x2.add(out, f64x2.promote_low_f32x4(f)), f64x2.promote_low_f32x4(g));
      out2 = f64x2.add(f64x2.add(out2, promoteHigh(f)), promoteHigh(g));
    } else {
      out = f32x4.add(f32x4.add(out, f), g);
    }
  }
  v128.store(outAt, out);
  if (exact) v128.store(outAt, out2, 16);
}

// @ts-ignore: decorator
@inline
export function promoteHigh(x: v128): v128 {
  return f64x2.promote_low_f32x4(v128.shuffle<f64>(x, x, 1, 0));
}

/** The dot products of the row at `p` with the 4 rows from `q` on. */
// @ts-ignore: decorator
@inline
export function dots4(p: usize, q: usize): v128 {
  return dots4Rows(p, q, q + STRIDE, q + 2 * STRIDE, q + 3 * STRIDE);
}

/** The dot products of the row at `p` with four others. */
// @ts-ignore: decorator
@inline
export function dots4Rows(p: usize, r0: usize, r1: usize, r2: usize, r3: usize): v128 {
  const zero = f32x4.splat(0);
  const end = p + STRIDE;
  let a0 = zero, a1 = zero, a2 = zero, a3 = zero;
  while (p < end) {
    const v = v128.load(p);
    a0 = f32x4.add(a0, f32x4.mul(v, v128.load(r0)));
    a1 = f32x4.add(a1, f32x4.mul(v, v128.load(r1)));
    a2 = f32x4.add(a2, f32x4.mul(v, v128.load(r2)));
    a3 = f32x4.add(a3, f32x4.mul(v, v128.load(r3)));
    p += 16;
    r0 += 16;
    r1 += 16;
    r2 += 16;
    r3 += 16;
  }
  return sums(a0, a1, a2, a3);
}

/** The four sums over lanes, each (lane 0 + lane 2) + (lane 1 + lane 3). */
// @ts-ignore: decorator
@inline
export function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab = f32x4.add(v128.shuffle<f32>(a, b, 0, 1, 4, 5), v128.shuffle<f32>(a, b, 2, 3, 6, 7));
  const cd = f32x4.add(v128.shuffle<f32>(c, d, 0, 1, 4, 5), v128.shuffle<f32>(c, d, 2, 3, 6, 7));
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 2, 4, 6), v128.shuffle<f32>(ab, cd, 1, 3, 5, 7));
}
