/** Which pairs are settled, and which examples are past the margin for certain (skipping.ts). */
import { sums } from './forward';
import { ANY, FORM_BYTES, kappa } from './forms';
import { mixed, slope } from './leak';
import {
  B_M, B_P, CANDIDATES, E, FORM, GROUPS, LIST_ADD, M, MINUS_MU_M, MU_P, OPEN, PENALTY, P_MINUS, P_PLUS, ROWS, SET,
  SIGN, STRIDE, U_MINUS, U_PLUS, YOUT,
} from './memory';
import { panels, panelsP } from './positions';

/** Bytes of a group's bounds, and panels of a group. */
const GROUP_BYTES: usize = 80;
const GROUP: i32 = 8;

/** P_PLUS, P_MINUS (of the signed example), E and the settled part of YOUT, for every position. */
export function examples(): void {
  for (let panel = 0; panel < panels; panel++) {
    const positive = panel < panelsP;
    const at = (panel as usize) << 4;
    const b = positive ? B_P : B_M;
    twoExamples(load<u32>(ROWS + at, 0), load<u32>(ROWS + at, 4), b, positive);
    const r0 = v128.load(LIST_ADD);
    const r1 = v128.load(LIST_ADD, 16);
    twoExamples(load<u32>(ROWS + at, 8), load<u32>(ROWS + at, 12), b, positive);
    const r2 = v128.load(LIST_ADD);
    const r3 = v128.load(LIST_ADD, 16);
    const a01 = v128.shuffle<f32>(r0, r1, 0, 4, 1, 5);
    const a23 = v128.shuffle<f32>(r2, r3, 0, 4, 1, 5);
    const b01 = v128.shuffle<f32>(r0, r1, 2, 6, 3, 7);
    const b23 = v128.shuffle<f32>(r2, r3, 2, 6, 3, 7);
    v128.store(P_PLUS + at, v128.shuffle<f32>(a01, a23, 0, 1, 4, 5));
    v128.store(P_MINUS + at, v128.shuffle<f32>(a01, a23, 2, 3, 6, 7));
    v128.store(YOUT + at, v128.shuffle<f32>(b01, b23, 0, 1, 4, 5));
    v128.store(E + at, f32x4.sqrt(v128.shuffle<f32>(b01, b23, 2, 3, 6, 7)));
  }
}

/** <zy, u_+>, <zy, u_->, <zy, b> and |zy - y mu_y|^2 of two rows, a vector each at LIST_ADD. */
function twoExamples(row: usize, row2: usize, b: usize, positive: bool): void {
  const zero = f32x4.splat(0);
  const mean = positive ? MU_P : MINUS_MU_M;
  let p = zero, q = zero, o = zero, e = zero;
  let p2 = zero, q2 = zero, o2 = zero, e2 = zero;
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const z = v128.load(row + at);
    const z2 = v128.load(row2 + at);
    let factor = v128.load(U_PLUS + at);
    p = f32x4.add(p, f32x4.mul(z, factor));
    p2 = f32x4.add(p2, f32x4.mul(z2, factor));
    factor = v128.load(U_MINUS + at);
    q = f32x4.add(q, f32x4.mul(z, factor));
    q2 = f32x4.add(q2, f32x4.mul(z2, factor));
    factor = v128.load(b + at);
    o = f32x4.add(o, f32x4.mul(z, factor));
    o2 = f32x4.add(o2, f32x4.mul(z2, factor));
    const centre = v128.load(mean + at);
    const gap = f32x4.sub(z, centre);
    const gap2 = f32x4.sub(z2, centre);
    e = f32x4.add(e, f32x4.mul(gap, gap));
    e2 = f32x4.add(e2, f32x4.mul(gap2, gap2));
  }
  v128.store(LIST_ADD, sums(p, q, o, e));
  v128.store(LIST_ADD, sums(p2, q2, o2, e2), 16);
}

/** GROUPS: those of class +, then those of class -. */
export function groups(): void {
  group(panelsP, panels, group(0, panelsP, GROUPS));
}

function group(from: i32, to: i32, start: usize): usize {
  let bounds = start;
  for (let first = from; first < to; first += GROUP, bounds += GROUP_BYTES) {
    let at = (first as usize) << 4;
    let pLow = v128.load(P_PLUS + at), pHigh = pLow;
    let qLow = v128.load(P_MINUS + at), qHigh = qLow;
    let e = v128.load(E + at);
    for (let panel = first + 1; panel < min(first + GROUP, to); panel++) {
      at = (panel as usize) << 4;
      pLow = f32x4.min(pLow, v128.load(P_PLUS + at));
      pHigh = f32x4.max(pHigh, v128.load(P_PLUS + at));
      qLow = f32x4.min(qLow, v128.load(P_MINUS + at));
      qHigh = f32x4.max(qHigh, v128.load(P_MINUS + at));
      e = f32x4.max(e, v128.load(E + at));
    }
    v128.store(bounds, pLow);
    v128.store(bounds, pHigh, 16);
    v128.store(bounds, qLow, 32);
    v128.store(bounds, qHigh, 48);
    v128.store(bounds, e, 64);
  }
  return bounds;
}

/** CANDIDATES (the pairs not settled) and PENALTY. */
export function settle(): void {
  memory.fill(PENALTY, 0, (panels as usize) << 4);
  memory.fill(CANDIDATES, 0, (M as usize) * SET);
  const groupsM = GROUPS + (((panelsP + GROUP - 1) / GROUP) as usize) * GROUP_BYTES;
  for (let k = 0; k < M; k++) {
    const form = FORM + (k as usize) * FORM_BYTES;
    const set = CANDIDATES + (k as usize) * SET;
    const positive = load<f32>(SIGN + ((k as usize) << 2)) > 0;
    const anyP = settleClass(set, form, form, 0, panelsP, GROUPS, !positive);
    const anyM = settleClass(set, form + 12, form, panelsP, panels, groupsM, positive);
    store<u32>(form, anyP || anyM ? 1 : 0, ANY);
  }
}

/**
 * The candidates of one neuron in one class, and what its exceptions may take from y h if they lower it. A group is settled at
 * once when the least q and the greatest b that its bounds allow are: rounding is monotone, so each of its pairs would be.
 */
// @ts-ignore: decorator
@inline
function settleClass(set: usize, q: usize, form: usize, from: i32, to: i32, start: usize, lowers: bool): bool {
  const alpha = v128.load32_splat(q, 0);
  const beta = v128.load32_splat(q, 4);
  const r = v128.load32_splat(q, 8);
  const rho = v128.load32_splat(form, 24);
  const eps = v128.load32_splat(form, 28);
  const zero = f32x4.splat(0);
  const p: usize = load<f32>(q, 0) < 0 ? 16 : 0;
  const m: usize = load<f32>(q, 4) < 0 ? 48 : 32;
  let any = false;
  let bounds = start;
  for (let first = from; first < to; first += GROUP, bounds += GROUP_BYTES) {
    const least = f32x4.add(f32x4.mul(alpha, v128.load(bounds + p)), f32x4.mul(beta, v128.load(bounds + m)));
    const most = f32x4.add(f32x4.mul(rho, v128.load(bounds, 64)), eps);
    if (i32x4.bitmask(f32x4.gt(f32x4.add(least, r), most)) == 15) continue;
    any = true;
    for (let panel = first as usize; panel < (min(first + GROUP, to) as usize); panel++) {
      const at = panel << 4;
      const centres = f32x4.add(f32x4.mul(alpha, v128.load(P_PLUS + at)), f32x4.mul(beta, v128.load(P_MINUS + at)));
      const bound = f32x4.add(f32x4.mul(rho, v128.load(E + at)), eps);
      const direction = f32x4.add(centres, r);
      store<u8>(set + panel, (15 ^ i32x4.bitmask(f32x4.gt(direction, bound))) as u8);
      if (lowers) {
        const worst = f32x4.pmax(f32x4.sub(bound, direction), zero);
        v128.store(PENALTY + at, f32x4.add(v128.load(PENALTY + at), worst));
      }
    }
  }
  return any;
}

/** Takes the examples that are past the margin for certain out of OPEN. */
export function certify(limit: f32): void {
  const terms: i32 = 4 * (M + 4);
  if (slope > 0) {
    certifyLeaking(limit, 1 + (terms as f64) / 16777216);
    return;
  }
  const enlarge = f32x4.splat(1 + (terms as f32) / 16777216);
  const bound = f32x4.splat(limit + kappa * 1.0001);
  for (let panel: usize = 0; panel < (panels as usize); panel++) {
    const at = panel << 4;
    const low = f32x4.sub(v128.load(YOUT + at), f32x4.mul(enlarge, v128.load(PENALTY + at)));
    const past = i32x4.bitmask(f32x4.gt(low, bound)) as u8;
    store<u8>(OPEN + panel, load<u8>(OPEN + panel) & ~past);
  }
}

/** The same for the least R that the penalty leaves. */
function certifyLeaking(limit: f32, enlarge: f64): void {
  for (let i: usize = 0; i < (panels as usize) << 2; i++) {
    const at = i << 2;
    const least = (load<f32>(YOUT + at) as f64) - enlarge * (load<f32>(PENALTY + at) as f64) - 1.0001 * (kappa as f64);
    const panel = OPEN + (i >> 2);
    const others: i32 = 15 ^ (1 << ((i as i32) & 3));
    if (mixed(least, at) > limit) store<u8>(panel, load<u8>(panel) & (others as u8));
  }
}
