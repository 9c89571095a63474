/**
 * Margin, gradient and update.
 *
 *   G_k = sum over the margin of gate_kn zy_n,   v_k <- decay v_k + (rate sign_k) G_k.
 *
 * A neuron treats most examples of one class alike: by majority, class c is `on` or off for neuron k, and
 *   G_k = sum over the classes that are on of S_c  + sum over the exceptions: + zy_n (active, class off),
 *                                                                            - zy_n (inactive, class on),
 * where S_c = sum of zy_n over the margin examples of class c is shared by all neurons. So an example past the
 * margin costs nothing, a pair that does as its class costs nothing, and the rest costs one vector addition per
 * four features.
 *
 * Order of summation: S_c over examples in ascending order; then S_+ + S_-, then the added exceptions in
 * ascending order, then the subtracted ones in ascending order.
 */
import { gather } from './gather';
import { leakGate, leakGradient, slope } from './leak';
import {
  CLASS_M, CLASS_P, GATES, GRADIENT, LIST_ADD, LIST_SUB, M, MARGIN_M, MARGIN_P, N, OUT, PANELS, SET, SIGN, STRIDE,
  SUM_BOTH, SUM_M, SUM_P, V, Y, Z,
} from './memory';

/**
 * From OUT: the margin sets and the sum over the batch of max(0, limit - y out). The margin is y out <= limit
 * (limit = m for OUT = m h). A NaN output is in no margin set, and makes the sum NaN.
 */
export function margin(limit: f32): f64 {
  const bound = f32x4.splat(limit);
  memory.fill(MARGIN_P, 0, SET);
  memory.fill(MARGIN_M, 0, SET);
  for (let panel: usize = 0; panel < (PANELS as usize); panel++) {
    const yh = f32x4.mul(v128.load(OUT + (panel << 4)), v128.load(Y + (panel << 4)));
    v128.store(OUT + (panel << 4), yh);
    const inside = i32x4.bitmask(f32x4.le(yh, bound)) as u8;
    store<u8>(MARGIN_P + panel, load<u8>(CLASS_P + panel) & inside);
    store<u8>(MARGIN_M + panel, load<u8>(CLASS_M + panel) & inside);
  }
  let sum: f64 = 0;
  for (let n: usize = 0; n < (N as usize); n++) {
    const hinge = (limit as f64) - (load<f32>(OUT + (n << 2)) as f64);
    if (!(hinge <= 0)) sum += hinge;
  }
  return sum;
}

/** SUM_P and SUM_M from the margin sets. */
export function classSums(): void {
  sumSet(SUM_P, MARGIN_P);
  sumSet(SUM_M, MARGIN_M);
}

function sumSet(sum: usize, set: usize): void {
  let end = LIST_ADD;
  for (let w: usize = 0; w < SET; w += 8) end = append(end, load<u64>(set + w), w);
  memory.fill(sum, 0, STRIDE);
  gather(sum, end, LIST_SUB);
}

/** All weights, each neuron with its own gates. */
export function updateOwn(decay: f32, rate: f32): void {
  const totalP = size(MARGIN_P);
  const totalM = size(MARGIN_M);
  if (slope > 0) sumBoth();
  for (let k = 0; k < M; k++) {
    const gates = GATES + (k as usize) * SET;
    const onP = 2 * common(gates, MARGIN_P) > totalP;
    const onM = 2 * common(gates, MARGIN_M) > totalM;
    let adds = LIST_ADD;
    let subs = LIST_SUB;
    for (let w: usize = 0; w < SET; w += 8) {
      const gate = load<u64>(gates + w);
      const p = load<u64>(MARGIN_P + w);
      const m = load<u64>(MARGIN_M + w);
      adds = append(adds, gate & ((onP ? 0 : p) | (onM ? 0 : m)), w);
      subs = append(subs, ~gate & ((onP ? p : 0) | (onM ? m : 0)), w);
    }
    weightedSums(onP ? 1 : 0, onM ? 1 : 0);
    gather(GRADIENT, adds, subs);
    if (slope > 0) leakGradient(GRADIENT, GRADIENT, SUM_BOTH);
    update(k, GRADIENT, decay, rate);
  }
}

/** SUM_BOTH = SUM_P + SUM_M. */
export function sumBoth(): void {
  for (let at: usize = 0; at < STRIDE; at += 16) {
    v128.store(SUM_BOTH + at, f32x4.add(v128.load(SUM_P + at), v128.load(SUM_M + at)));
  }
}

/** All weights, the gate of neuron k being the mean of its activation rates over the classes of the batch. */
export function updateClassAverage(decay: f32, rate: f32): void {
  const totalP = size(CLASS_P);
  const totalM = size(CLASS_M);
  for (let k = 0; k < M; k++) {
    const gates = GATES + (k as usize) * SET;
    const share: f32 = (rateOf(common(gates, CLASS_P), totalP) + rateOf(common(gates, CLASS_M), totalM)) * 0.5;
    const gate = leakGate(share);
    weightedSums(1, 1);
    for (let at: usize = 0; at < STRIDE; at += 16) {
      v128.store(GRADIENT + at, f32x4.mul(f32x4.splat(gate), v128.load(GRADIENT + at)));
    }
    update(k, GRADIENT, decay, rate);
  }
}

/** A class without examples counts as rate 0. */
function rateOf(active: i32, total: i32): f32 {
  return total == 0 ? 0 : (active as f32) / (total as f32);
}

/** GRADIENT = p SUM_P + m SUM_M for weights 0 or 1. */
function weightedSums(p: f32, m: f32): void {
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const sum = f32x4.mul(f32x4.splat(p), v128.load(SUM_P + at));
    v128.store(GRADIENT + at, f32x4.add(sum, f32x4.mul(f32x4.splat(m), v128.load(SUM_M + at))));
  }
}

/** v_k <- decay v_k + (rate sign_k) gradient, each product and the sum rounded once. */
export function update(k: i32, gradient: usize, decay: f32, rate: f32): void {
  const v = V + (k as usize) * STRIDE;
  const step = f32x4.splat(rate * load<f32>(SIGN + ((k as usize) << 2)));
  const keep = f32x4.splat(decay);
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const change = f32x4.mul(step, v128.load(gradient + at));
    v128.store(v + at, f32x4.add(f32x4.mul(keep, v128.load(v + at)), change));
  }
}

/** Appends the addresses of the examples in `word`, 32 examples from byte `w` of a set on, ascending. */
// @ts-ignore: decorator
@inline
function append(end: usize, word: u64, w: usize): usize {
  while (word != 0) {
    const bit = ctz(word) as usize;
    store<u32>(end, Z + (((w + (bit >> 3)) << 2) + (bit & 7)) * STRIDE);
    end += 4;
    word &= word - 1;
  }
  return end;
}

/** Number of examples in a set, and in two sets at once. */
export function size(set: usize): i32 {
  return common(set, set);
}

export function common(a: usize, b: usize): i32 {
  let count: u64 = 0;
  for (let w: usize = 0; w < SET; w += 8) count += popcnt(load<u64>(a + w) & load<u64>(b + w));
  return count as i32;
}
