/** The pairs that are computed, the outputs and the margin sets of a skipping step. */
import { dots4, dots4Rows } from './forward';
import { ANY, FORM_BYTES, kappa } from './forms';
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
    const set = CANDIDATES + (k as usize) * SET;
    let end = LIST_ADD;
    for (let w: usize = 0; w < SET; w += 8) {
      let word = load<u64>(set + w) & load<u64>(OPEN + w);
      store<u64>(set + w, 0);
      while (word != 0) {
        store<u32>(end, position(word, w));
        end += 4;
        word &= word - 1;
      }
    }
    const count = ((end - LIST_ADD) >> 2) as i32;
    if (count == 0) continue;
    computedPairs += count;
    // The last panel is filled up with whatever position 0 is; those products are not read.
    store<u32>(end, 0, 0);
    store<u32>(end, 0, 4);
    store<u32>(end, 0, 8);
    const v = V + (k as usize) * STRIDE;
    const sign = load<f32>(SIGN + ((k as usize) << 2));
    for (let i = LIST_ADD; i < end; i += 16) {
      const t = dots4Rows(v, rowAt(load<u32>(i)), rowAt(load<u32>(i, 4)), rowAt(load<u32>(i, 8)), rowAt(load<u32>(i, 12)));
      v128.store(LIST_SUB, t);
      const last = min(end - i, 16);
      for (let lane: usize = 0; lane < last; lane += 4) {
        const at = load<u32>(i + lane);
        const signed = load<f32>(LIST_SUB + lane);
        const positive = (at as i32) < panelsP << 2;
        const s = positive ? signed : -signed;
        const on = load<u32>(form + (positive ? 32 : 36)) != 0;
        if (on ? s >= 0 : s < 0) continue;
        const out = YOUT + ((at as usize) << 2);
        store<f32>(out, load<f32>(out) + (on ? -(sign * signed) : sign * signed));
        if (!(on || s >= 0)) continue;
        include(set, at);
        store<u32>(form, 1, ANY);
      }
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
    if (!(abs(limit - out) > kappa)) {
      recomputed++;
      out = denseOutput(n);
    }
    const hinge = (limit as f64) - (out as f64);
    if (!(hinge <= 0)) sum += hinge;
    if (out <= limit) include((at as i32) < panelsP << 2 ? MARGIN_P : MARGIN_M, at as u32);
  }
  return sum;
}

/** y m h of example n, with the bits of the dense kernel. */
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
