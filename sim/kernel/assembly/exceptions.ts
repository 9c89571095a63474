/** The pairs that are computed, the outputs and the margin sets of a skipping step. */
import { dots4, dots4Rows } from './forward';
import { ANY, FORM_BYTES, kappa } from './forms';
import { mixed, slope } from './leak';
import {
  CANDIDATES, FORM, LIST_ADD, LIST_SUB, M, MARGIN_M, MARGIN_P, N, OPEN, POSITION, SET, SIGN, STRIDE, V, Y, YOUT, Z,
} from './memory';
import { contains, include, panelsP, position, rowAt } from './positions';

/** Pairs computed and examples recomputed in the last step. */
export let computedPairs: i32 = 0;
export let recomputed: i32 = 0;

/**
 * Computes the open pairs: CANDIDATES becomes the set of exceptions, and YOUT the whole sum. A NaN is inactive, and enters YOUT
 * whatever the default.
 */
export function computeOpenPairs(): void {
  computedPairs = 0;
  for (let k = 0; k < M; k++) {
    const form = FORM + (k as usize) * FORM_BYTES;
    if (load<u32>(form, ANY) == 0) continue;
    store<u32>(form, 0, ANY);
    const end = listOpen(CANDIDATES + (k as usize) * SET);
    if (end == LIST_ADD) continue;
    computedPairs += ((end - LIST_ADD) >> 2) as i32;
    computeListed(k, end);
  }
}

/** The open pairs of one neuron's set at LIST_ADD, as positions; the set becomes empty. Returns the end of the list. */
function listOpen(set: usize): usize {
  let end = LIST_ADD;
  for (let w: usize = 0; w < SET; w += 8) {
    let word = load<u64>(set + w);
    if (word == 0) continue;
    store<u64>(set + w, 0);
    for (word &= load<u64>(OPEN + w); word != 0; word &= word - 1) {
      store<u32>(end, position(word, w));
      end += 4;
    }
  }
  return end;
}

/** The pairs of neuron k with the positions from LIST_ADD to `end`, four at once. */
function computeListed(k: i32, end: usize): void {
  const form = FORM + (k as usize) * FORM_BYTES;
  const set = CANDIDATES + (k as usize) * SET;
  const v = V + (k as usize) * STRIDE;
  const sign = load<f32>(SIGN + ((k as usize) << 2));
  const onP = load<u32>(form, 32) != 0;
  const onM = load<u32>(form, 36) != 0;
  const allP = i32x4.splat(onP ? -1 : 0);
  const allM = i32x4.splat(onM ? -1 : 0);
  const firstM = i32x4.splat(panelsP << 2);
  const zero = f32x4.splat(0);
  // The last four are filled up with whatever position 0 is; those products are not read.
  store<u32>(end, 0, 0);
  store<u32>(end, 0, 4);
  store<u32>(end, 0, 8);
  for (let i = LIST_ADD; i < end; i += 16) {
    const t = dots4Rows(v, rowAt(load<u32>(i)), rowAt(load<u32>(i, 4)), rowAt(load<u32>(i, 8)), rowAt(load<u32>(i, 12)));
    const minus = i32x4.ge_s(v128.load(i), firstM);
    const s = v128.xor(t, v128.and(minus, i32x4.splat(0x80000000)));
    const active = f32x4.ge(s, zero);
    const usual = v128.bitselect(active, f32x4.lt(s, zero), v128.bitselect(allM, allP, minus));
    const read = 15 >> (4 - min(((end - i) >> 2) as i32, 4));
    let others = ~i32x4.bitmask(usual) & read;
    if (others == 0) continue;
    const activeBits = i32x4.bitmask(active);
    v128.store(LIST_SUB, t);
    for (; others != 0; others &= others - 1) {
      const lane = ctz(others);
      const at = load<u32>(i + ((lane as usize) << 2));
      const signed = load<f32>(LIST_SUB + ((lane as usize) << 2));
      const on = (at as i32) < panelsP << 2 ? onP : onM;
      const out = YOUT + ((at as usize) << 2);
      store<f32>(out, load<f32>(out) + (on ? -(sign * signed) : sign * signed));
      if (!on && ((activeBits >> lane) & 1) == 0) continue;
      include(set, at);
      store<u32>(form, 1, ANY);
    }
  }
}

/** MARGIN_P and MARGIN_M, from YOUT; examples near the margin computed again in the dense order. Returns the hinge sum. */
export function margins(limit: f32): f64 {
  recomputed = 0;
  memory.fill(MARGIN_P, 0, SET);
  memory.fill(MARGIN_M, 0, SET);
  let sum: f64 = 0;
  for (let n = 0; n < N; n++) {
    const at = load<u32>(POSITION + ((n as usize) << 2)) as usize;
    if (!contains(OPEN, at)) continue;
    let out = load<f32>(YOUT + (at << 2));
    if (!(slope > 0 ? decided(limit, out, at << 2) : abs(limit - out) > kappa)) {
      recomputed++;
      out = denseOutput(n);
    }
    if (slope > 0) out = mixed(out as f64, at << 2);
    const hinge = (limit as f64) - (out as f64);
    if (!(hinge <= 0)) sum += hinge;
    if (out <= limit) include((at as i32) < panelsP << 2 ? MARGIN_P : MARGIN_M, at as u32);
  }
  return sum;
}

/** Whether every R within kappa of the one found puts a leaky output on the same side of the margin. */
function decided(limit: f32, found: f32, at: usize): bool {
  const reach = 1.0001 * (kappa as f64);
  return mixed((found as f64) - reach, at) > limit || mixed((found as f64) + reach, at) <= limit;
}

/** y times the sum of sign_k relu(<v_k, z_n>) of example n, with the bits of the dense kernel. */
function denseOutput(n: i32): f32 {
  const row = Z + (n as usize) * STRIDE;
  const y = load<f32>(Y + ((n as usize) << 2));
  let out: f32 = 0;
  for (let k = 0; k < M; k += 4) {
    v128.store(LIST_SUB, dots4(row, V + (k as usize) * STRIDE));
    for (let i = k; i < min(k + 4, M); i++) {
      const s = y * load<f32>(LIST_SUB + (((i - k) as usize) << 2));
      out += load<f32>(SIGN + ((i as usize) << 2)) * (s < 0 ? 0 : s);
    }
  }
  return y * out;
}
