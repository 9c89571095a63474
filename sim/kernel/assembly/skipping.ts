/**
 * Certified skipping: a step that computes only the activations that are not foregone.
 *
 * Late in training the neurons of one sign move together, so a neuron is nearly a combination of two centres,
 * u_+ and u_- (the means of the neurons of each sign): v_k = alpha_k u_+ + beta_k u_- + r_k with r_k small. For an example z of
 * label y with class mean mu_y,
 *
 *   S_kn = <v_k, z_n> = alpha_k <u_+, z_n> + beta_k <u_-, z_n> + <r_k, mu_y> + <r_k, z_n - mu_y>,
 *   |<r_k, z_n - mu_y>| <= rho_k e_n,   rho_k = |r_k|,  e_n = |z_n - mu_y|                    (Cauchy-Schwarz).
 *
 * The first two terms cost two dot products per example, the third one per neuron and class, the bound one
 * multiplication per pair. Any alpha, beta, u and mu give a true statement; good ones (least squares, the means) give a
 * small rho. For each neuron and class one gate is the default: active if <v_k, mu_y> > 0. Let d = +1 or -1 be its direction.
 *
 *   A pair is SETTLED when q = d (alpha P_+ + beta P_- + R) > b = rho e + eps: then d S > 0, its gate is the default.
 *
 * Every other pair is computed as the dense kernel does (same sum, same order: the same bits), so every gate equals the
 * dense kernel's. The comparison is strict and false for NaN: zero weights, zero inputs and NaN are never settled.
 *
 * Output. With D_y the neurons active by default and B_y = sum over D_y of sign_k v_k,
 *   y m h(z) = <B_y, y z> + sum over exceptions (gate not the default) of  sign_k y S  if the default is inactive,
 *                                                                         -sign_k y S  if it is active.
 * Margin certificate: the second sum is at least -PEN_n, PEN_n = sum over {k: sign_k = -y} of max(0, b - q). When
 *   <B_y, y z> - PEN_n > m + kappa
 * the example is past the margin: its hinge loss is 0, it is in no gradient, and none of its pairs is computed.
 * When the output found for another example is within kappa of m, it is computed again in the dense order. So margin
 * sets equal the dense kernel's as well.
 *
 * Rounding. u = 2^-24, D features (padded), strengths in [0, 1], hence |z|, |mu| <= sqrt(D). A dot product in our order (D / 4
 * products and additions in a lane, two additions across) errs by at most g |a||b|, g = (D/4 + 3) u. Let
 * A_k = |v_k| + |alpha_k u_+| + |beta_k u_-|. Between q as computed and d S as the dense kernel computes it lie, apart from
 * <r, z - mu>: the dense dot product g |v||z|; the two of the centres g (|alpha u_+| + |beta u_-|)|z|; R: g rho |mu|; r itself, three
 * roundings, 3.1 u A |z|; products and sums of q, 3.1 u (A |z| + rho |mu|). In all at most G sqrt(D) (A + rho), G = (D/4 + 12) u. The
 * computed norms rho and e err by a factor of at most 1 + G each; b is enlarged by 1 + 4 G, which also covers its own two
 * roundings. Squares below 2^-126 may vanish from a norm: norms are wrong by at most sqrt(D) 2^-63, b by 2^-63 D: the
 * 2^-40 added to eps covers it for D up to 2^20. So:  eps = (1 + 4 G) G sqrt(D) (A + rho) + 2^-40.
 * Outputs: with W = sum |v_k|, the dense output errs by (G + 1.01 m u) sqrt(D) W, the one here by (3.03 m u + 2 G) sqrt(D) W (B: m additions;
 * its dot product; exceptions: each a dot product, m more additions of partial sums below 2 sqrt(D) W). So
 * kappa = (5 (m + 2) u + 4 G) sqrt(D) W. PEN is a sum of m nonnegative terms: enlarged by 1 + 4 (m + 4) u.
 *
 * Weights agree with the dense kernel's up to the order of summation only, so whole runs agree approximately; this
 * path is bit-exact with itself. Order: an example's exceptions by neuron; for neuron k the gradient is G_+ + G_-, where G_y is
 * the class sum if the default is active, plus or minus the exceptions of class y in ascending order.
 */
import { dots4, dots4Rows, sums } from './forward';
import { gather, update } from './gradient';
import {
  B_M, B_P, CANDIDATES, E, FORM, GRADIENT, GRADIENT_2, LIST_ADD, LIST_SUB, M, MARGIN_M, MARGIN_P, MINUS_MU_M, MU_M,
  MU_P, N, OPEN, PENALTY, POSITION, P_MINUS, P_PLUS, ROWS, SET, SIGN, STRIDE, SUM_BOTH, SUM_M, SUM_P, U_MINUS,
  U_PLUS, V, Y, YOUT, Z, ZERO,
} from './memory';

/** FORM of a neuron: q of class + as (a, b, r), of class -, then rho, eps, and whether it is on by default in each. */
const FORM_BYTES: usize = 64;

/** Panels of class +, then of class -, each padded to whole panels with zero rows. */
let panelsP: i32 = 0;
let panels: i32 = 0;
/** What separates an output found here from the dense one, at most. */
export let kappa: f32 = 0;
/** Pairs computed and examples recomputed in the last step. */
export let computedPairs: i32 = 0;
export let recomputed: i32 = 0;

/**
 * Everything of one step up to the gradient: margin sets and exceptions of every neuron. Returns the sum over the
 * batch of max(0, limit - y m h), with limit = m.
 */
export function forwardSkipping(limit: f32): f64 {
  arrange();
  centres();
  forms();
  examples();
  settle();
  certify(limit);
  computeOpenPairs();
  return margins(limit);
}

/** Positions: the examples of class + in ascending order, then those of class -. */
function arrange(): void {
  memory.fill(OPEN, 0, SET);
  let at = place(0, true);
  panelsP = at >> 2;
  at = place(at, false);
  panels = at >> 2;
}

function place(at: i32, positive: bool): i32 {
  for (let n = 0; n < N; n++) {
    if (load<f32>(Y + ((n as usize) << 2)) > 0 != positive) continue;
    store<u32>(ROWS + ((at as usize) << 2), Z + (n as usize) * STRIDE);
    store<u32>(POSITION + ((n as usize) << 2), at);
    include(OPEN, at as u32);
    at++;
  }
  for (; (at & 3) != 0; at++) store<u32>(ROWS + ((at as usize) << 2), ZERO);
  return at;
}

/** u_+ and u_-; zero for a sign without neurons. */
function centres(): void {
  memory.fill(U_PLUS, 0, STRIDE);
  memory.fill(U_MINUS, 0, STRIDE);
  let plus = 0;
  for (let k = 0; k < M; k++) {
    const positive = load<f32>(SIGN + ((k as usize) << 2)) > 0;
    addTo(positive ? U_PLUS : U_MINUS, V + (k as usize) * STRIDE, 1);
    if (positive) plus++;
  }
  scaleBy(U_PLUS, 1 / (max(plus, 1) as f32));
  scaleBy(U_MINUS, 1 / (max(M - plus, 1) as f32));
}

/** FORM of every neuron, B_P and B_M, and kappa. */
function forms(): void {
  memory.fill(B_P, 0, STRIDE);
  memory.fill(B_M, 0, STRIDE);
  const d = STRIDE >> 2;
  const u: f64 = 1 / 16777216;
  const g = ((d / 4 + 12) as f64) * u;
  const enlarge = 1 + 4 * g;
  const root = sqrt(d as f64);
  const gram = dots4Rows(U_PLUS, U_PLUS, U_MINUS, MU_P, MU_M);
  const gram2 = dots4Rows(U_MINUS, U_PLUS, U_MINUS, MU_P, MU_M);
  const a = f32x4.extract_lane(gram, 0) as f64;
  const b = f32x4.extract_lane(gram, 1) as f64;
  const c = f32x4.extract_lane(gram2, 1) as f64;
  const det = a * c - b * b;
  const plane = det > 1e-4 * a * c;
  let totalNorm: f64 = 0;
  for (let k = 0; k < M; k++) {
    const v = V + (k as usize) * STRIDE;
    const sign = load<f32>(SIGN + ((k as usize) << 2));
    const dots = dots4Rows(v, U_PLUS, U_MINUS, v, ZERO);
    const p = f32x4.extract_lane(dots, 0) as f64;
    const q = f32x4.extract_lane(dots, 1) as f64;
    const norm = sqrt(f32x4.extract_lane(dots, 2) as f64);
    totalNorm += norm;
    let alpha: f32 = 0;
    let beta: f32 = 0;
    if (plane) {
      alpha = ((p * c - q * b) / det) as f32;
      beta = ((q * a - p * b) / det) as f32;
    } else if (sign > 0) {
      if (a > 0) alpha = (p / a) as f32;
    } else {
      if (c > 0) beta = (q / c) as f32;
    }
    const residual = residualDots(v, alpha, beta);
    const rho = sqrt(f32x4.extract_lane(residual, 0) as f64);
    const rP = f32x4.extract_lane(residual, 1);
    const rM = f32x4.extract_lane(residual, 2);
    const onP = alpha * f32x4.extract_lane(gram, 2) + beta * f32x4.extract_lane(gram2, 2) + rP > 0;
    const onM = alpha * f32x4.extract_lane(gram, 3) + beta * f32x4.extract_lane(gram2, 3) + rM > 0;
    if (onP) addTo(B_P, v, sign);
    if (onM) addTo(B_M, v, sign);
    const size = norm + abs(alpha as f64) * sqrt(a) + abs(beta as f64) * sqrt(c);
    const form = FORM + (k as usize) * FORM_BYTES;
    // The examples are stored as y z: for class - the sign of the two centres' products turns, that of R does not.
    const dP: f32 = onP ? 1 : -1;
    const dM: f32 = onM ? 1 : -1;
    store<f32>(form, dP * alpha, 0);
    store<f32>(form, dP * beta, 4);
    store<f32>(form, dP * rP, 8);
    store<f32>(form, -dM * alpha, 12);
    store<f32>(form, -dM * beta, 16);
    store<f32>(form, dM * rM, 20);
    store<f32>(form, (rho * enlarge) as f32, 24);
    store<f32>(form, (enlarge * g * root * (size + rho) + 1 / 1099511627776.0) as f32, 28);
    store<u32>(form, onP ? 1 : 0, 32);
    store<u32>(form, onM ? 1 : 0, 36);
  }
  kappa = ((5 * ((M + 2) as f64) * u + 4 * g) * root * totalNorm) as f32;
}

/** <r, r>, <r, mu_+>, <r, mu_-> of r = v - (alpha u_+ + beta u_-). */
function residualDots(v: usize, alpha: f32, beta: f32): v128 {
  const a = f32x4.splat(alpha);
  const b = f32x4.splat(beta);
  const zero = f32x4.splat(0);
  let rr = zero, rp = zero, rm = zero;
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const centre = f32x4.add(f32x4.mul(a, v128.load(U_PLUS + at)), f32x4.mul(b, v128.load(U_MINUS + at)));
    const r = f32x4.sub(v128.load(v + at), centre);
    rr = f32x4.add(rr, f32x4.mul(r, r));
    rp = f32x4.add(rp, f32x4.mul(r, v128.load(MU_P + at)));
    rm = f32x4.add(rm, f32x4.mul(r, v128.load(MU_M + at)));
  }
  return sums(rr, rp, rm, zero);
}

/** P_PLUS, P_MINUS (of the signed example), E and the settled part of YOUT, for every position. */
function examples(): void {
  for (let panel = 0; panel < panels; panel++) {
    const positive = panel < panelsP;
    const at = (panel as usize) << 4;
    const b = positive ? B_P : B_M;
    const r0 = exampleDots(load<u32>(ROWS + at, 0), b, positive);
    const r1 = exampleDots(load<u32>(ROWS + at, 4), b, positive);
    const r2 = exampleDots(load<u32>(ROWS + at, 8), b, positive);
    const r3 = exampleDots(load<u32>(ROWS + at, 12), b, positive);
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

/** <zy, u_+>, <zy, u_->, <zy, b> and |zy - y mu_y|^2. */
// @ts-ignore: decorator
@inline
function exampleDots(row: usize, b: usize, positive: bool): v128 {
  const zero = f32x4.splat(0);
  const mean = positive ? MU_P : MINUS_MU_M;
  let p = zero, q = zero, o = zero, e = zero;
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const z = v128.load(row + at);
    const gap = f32x4.sub(z, v128.load(mean + at));
    p = f32x4.add(p, f32x4.mul(z, v128.load(U_PLUS + at)));
    q = f32x4.add(q, f32x4.mul(z, v128.load(U_MINUS + at)));
    o = f32x4.add(o, f32x4.mul(z, v128.load(b + at)));
    e = f32x4.add(e, f32x4.mul(gap, gap));
  }
  return sums(p, q, o, e);
}

/** CANDIDATES (the pairs not settled) and PENALTY. */
function settle(): void {
  memory.fill(PENALTY, 0, (panels as usize) << 4);
  for (let k = 0; k < M; k++) {
    const form = FORM + (k as usize) * FORM_BYTES;
    const set = CANDIDATES + (k as usize) * SET;
    const positive = load<f32>(SIGN + ((k as usize) << 2)) > 0;
    if (positive) {
      settlePanels(set, form, form, 0, panelsP);
      settlePenalised(set, form + 12, form, panelsP, panels);
    } else {
      settlePenalised(set, form, form, 0, panelsP);
      settlePanels(set, form + 12, form, panelsP, panels);
    }
  }
}

function settlePanels(set: usize, q: usize, form: usize, from: i32, to: i32): void {
  const alpha = v128.load32_splat(q, 0);
  const beta = v128.load32_splat(q, 4);
  const r = v128.load32_splat(q, 8);
  const rho = v128.load32_splat(form, 24);
  const eps = v128.load32_splat(form, 28);
  for (let panel = from as usize; panel < (to as usize); panel++) {
    const at = panel << 4;
    const centres = f32x4.add(f32x4.mul(alpha, v128.load(P_PLUS + at)), f32x4.mul(beta, v128.load(P_MINUS + at)));
    const bound = f32x4.add(f32x4.mul(rho, v128.load(E + at)), eps);
    store<u8>(set + panel, (15 ^ i32x4.bitmask(f32x4.gt(f32x4.add(centres, r), bound))) as u8);
  }
}

/** The same for the neurons whose exceptions lower y h. */
function settlePenalised(set: usize, q: usize, form: usize, from: i32, to: i32): void {
  const alpha = v128.load32_splat(q, 0);
  const beta = v128.load32_splat(q, 4);
  const r = v128.load32_splat(q, 8);
  const rho = v128.load32_splat(form, 24);
  const eps = v128.load32_splat(form, 28);
  const zero = f32x4.splat(0);
  for (let panel = from as usize; panel < (to as usize); panel++) {
    const at = panel << 4;
    const centres = f32x4.add(f32x4.mul(alpha, v128.load(P_PLUS + at)), f32x4.mul(beta, v128.load(P_MINUS + at)));
    const bound = f32x4.add(f32x4.mul(rho, v128.load(E + at)), eps);
    const direction = f32x4.add(centres, r);
    store<u8>(set + panel, (15 ^ i32x4.bitmask(f32x4.gt(direction, bound))) as u8);
    const worst = f32x4.pmax(f32x4.sub(bound, direction), zero);
    v128.store(PENALTY + at, f32x4.add(v128.load(PENALTY + at), worst));
  }
}

/** Takes the examples that are past the margin for certain out of OPEN. */
function certify(limit: f32): void {
  const terms: i32 = 4 * (M + 4);
  const enlarge = f32x4.splat(1 + (terms as f32) / 16777216);
  const bound = f32x4.splat(limit + kappa * 1.0001);
  for (let panel: usize = 0; panel < (panels as usize); panel++) {
    const at = panel << 4;
    const low = f32x4.sub(v128.load(YOUT + at), f32x4.mul(enlarge, v128.load(PENALTY + at)));
    const past = i32x4.bitmask(f32x4.gt(low, bound)) as u8;
    store<u8>(OPEN + panel, load<u8>(OPEN + panel) & ~past);
  }
}

/**
 * Computes the open pairs: CANDIDATES becomes the set of exceptions, and YOUT the whole sum. A NaN enters YOUT
 * whatever the default.
 */
function computeOpenPairs(): void {
  computedPairs = 0;
  for (let k = 0; k < M; k++) {
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
    const form = FORM + (k as usize) * FORM_BYTES;
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
        include(set, at);
      }
    }
  }
}

/** MARGIN_P and MARGIN_M, from YOUT; examples near the margin computed again in the dense order. Returns the hinge sum. */
function margins(limit: f32): f64 {
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

/** All weights, after forwardSkipping. */
export function updateSkipping(decay: f32, rate: f32): void {
  sumClass(SUM_P, MARGIN_P);
  sumClass(SUM_M, MARGIN_M);
  for (let at: usize = 0; at < STRIDE; at += 16) {
    v128.store(SUM_BOTH + at, f32x4.add(v128.load(SUM_P + at), v128.load(SUM_M + at)));
  }
  for (let k = 0; k < M; k++) {
    const form = FORM + (k as usize) * FORM_BYTES;
    const onP = load<u32>(form, 32) != 0;
    const onM = load<u32>(form, 36) != 0;
    const set = CANDIDATES + (k as usize) * SET;
    const exceptionsP = exceptions(GRADIENT, set, MARGIN_P, onP, SUM_P);
    const exceptionsM = exceptions(GRADIENT_2, set, MARGIN_M, onM, SUM_M);
    if (exceptionsP || exceptionsM) {
      if (!exceptionsP) memory.copy(GRADIENT, onP ? SUM_P : ZERO, STRIDE);
      if (!exceptionsM) memory.copy(GRADIENT_2, onM ? SUM_M : ZERO, STRIDE);
      addTo(GRADIENT, GRADIENT_2, 1);
      update(k, GRADIENT, decay, rate);
    } else {
      update(k, onP ? (onM ? SUM_BOTH : SUM_P) : onM ? SUM_M : ZERO, decay, rate);
    }
  }
}

/** The gradient of one class into `sum`, if it has exceptions in the margin; false otherwise. */
function exceptions(sum: usize, set: usize, margin: usize, on: bool, classSum: usize): bool {
  const list = on ? LIST_SUB : LIST_ADD;
  let end = list;
  for (let w: usize = 0; w < SET; w += 8) end = appendRows(end, load<u64>(set + w) & load<u64>(margin + w), w);
  if (end == list) return false;
  memory.copy(sum, on ? classSum : ZERO, STRIDE);
  gather(sum, on ? LIST_ADD : end, on ? end : LIST_SUB);
  return true;
}

function sumClass(sum: usize, margin: usize): void {
  let end = LIST_ADD;
  for (let w: usize = 0; w < SET; w += 8) end = appendRows(end, load<u64>(margin + w), w);
  memory.fill(sum, 0, STRIDE);
  gather(sum, end, LIST_SUB);
}

function addTo(sum: usize, row: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  for (let at: usize = 0; at < STRIDE; at += 16) {
    v128.store(sum + at, f32x4.add(v128.load(sum + at), f32x4.mul(f, v128.load(row + at))));
  }
}

function scaleBy(row: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  for (let at: usize = 0; at < STRIDE; at += 16) v128.store(row + at, f32x4.mul(f, v128.load(row + at)));
}

// @ts-ignore: decorator
@inline
function appendRows(end: usize, word: u64, w: usize): usize {
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
function position(word: u64, w: usize): u32 {
  const bit = ctz(word) as usize;
  return (((w + (bit >> 3)) << 2) + (bit & 7)) as u32;
}

// @ts-ignore: decorator
@inline
function rowAt(at: u32): usize {
  return load<u32>(ROWS + ((at as usize) << 2)) as usize;
}

// @ts-ignore: decorator
@inline
function include(set: usize, at: u32): void {
  const byte = set + ((at as usize) >> 2);
  const bit: i32 = 1 << (at & 3);
  store<u8>(byte, load<u8>(byte) | (bit as u8));
}

// @ts-ignore: decorator
@inline
function contains(set: usize, at: usize): bool {
  return ((load<u8>(set + (at >> 2)) >> ((at & 3) as u8)) & 1) != 0;
}
