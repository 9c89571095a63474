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
 * For 8 panels of examples at once: the least q and the greatest b that the extremes of P_+, P_- and e in the group allow. Rounding
 * is monotone, so when these are settled every pair of the group is; late in training nearly all groups are.
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
 * roundings, 3.1 u A |z|; products and sums of q, 3.1 u (A |z| + rho |mu|). In all (D/4 + 9.2) u sqrt(D) (A + rho), and terms of second
 * order, some (D/4)^2 u^2, below 2.8 u for D up to 2^14 (longer rows are never skipped, see `covered`): at most
 * G sqrt(D) (A + rho), G = (D/4 + 12) u. The computed norms rho and e err by a factor of at most 1 + G each; b is enlarged by
 * 1 + 4 G, which also covers its own two roundings. Squares below 2^-126 may vanish from a norm: norms are wrong by at most
 * sqrt(D) 2^-63, b by 2^-63 D: the 2^-40 added to eps covers it. So:  eps = (1 + 4 G) G sqrt(D) (A + rho) + 2^-40.
 * Outputs: with W = sum |v_k|, the dense output errs by (G + 1.01 m u) sqrt(D) W, the one here by (3.03 m u + 2 G) sqrt(D) W (B: m additions;
 * its dot product; exceptions: each a dot product, m more additions of partial sums below 2 sqrt(D) W). So
 * kappa = (5 (m + 2) u + 4 G) sqrt(D) W. PEN is a sum of m nonnegative terms: enlarged by 1 + 4 (m + 4) u.
 *
 * Weights agree with the dense kernel's up to the order of summation only, so whole runs agree approximately; this
 * path is bit-exact with itself. Order: an example's exceptions by neuron; for neuron k the gradient is G_+ + G_-, where G_y is
 * the class sum if the default is active, plus or minus the exceptions of class y in ascending order.
 */
import { computeOpenPairs, margins } from './exceptions';
import { ANY, centres, forms, FORM_BYTES } from './forms';
import { gather } from './gather';
import { sumBoth, update } from './gradient';
import { leakGradient, leaks, slope } from './leak';
import {
  CANDIDATES, FORM, GRADIENT, GRADIENT_2, LIST_ADD, LIST_SUB, M, MARGIN_M, MARGIN_P, SET, STRIDE, SUM_BOTH, SUM_M,
  SUM_P, ZERO,
} from './memory';
import { appendRows, arrange } from './positions';
import { certify, examples, groups, settle } from './settle';

/** Whether the rounding analysis covers rows of this length. */
export function covered(): bool {
  return STRIDE <= 65536;
}

/**
 * Everything of one step up to the gradient: margin sets and exceptions of every neuron. Returns the sum over the
 * batch of max(0, limit - y m h), with limit = m.
 */
export function forwardSkipping(limit: f32): f64 {
  arrange();
  centres();
  forms();
  examples();
  if (slope > 0) leaks();
  groups();
  settle();
  certify(limit);
  computeOpenPairs();
  return margins(limit);
}

/** All weights, after forwardSkipping. */
export function updateSkipping(decay: f32, rate: f32): void {
  sumClass(SUM_P, MARGIN_P);
  sumClass(SUM_M, MARGIN_M);
  sumBoth();
  for (let k = 0; k < M; k++) {
    const form = FORM + (k as usize) * FORM_BYTES;
    const onP = load<u32>(form, 32) != 0;
    const onM = load<u32>(form, 36) != 0;
    const set = CANDIDATES + (k as usize) * SET;
    const any = load<u32>(form, ANY) != 0;
    const exceptionsP = any && exceptions(GRADIENT, set, MARGIN_P, onP, SUM_P);
    const exceptionsM = any && exceptions(GRADIENT_2, set, MARGIN_M, onM, SUM_M);
    if (exceptionsP || exceptionsM) {
      if (!exceptionsP) memory.copy(GRADIENT, onP ? SUM_P : ZERO, STRIDE);
      if (!exceptionsM) memory.copy(GRADIENT_2, onM ? SUM_M : ZERO, STRIDE);
      addTo(GRADIENT, GRADIENT_2);
      updateLeaking(k, GRADIENT, decay, rate);
    } else {
      updateLeaking(k, onP ? (onM ? SUM_BOTH : SUM_P) : onM ? SUM_M : ZERO, decay, rate);
    }
  }
}

function updateLeaking(k: i32, gradient: usize, decay: f32, rate: f32): void {
  if (slope > 0) {
    leakGradient(GRADIENT, gradient, SUM_BOTH);
    update(k, GRADIENT, decay, rate);
  } else update(k, gradient, decay, rate);
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

function addTo(sum: usize, row: usize): void {
  for (let at: usize = 0; at < STRIDE; at += 16) {
    v128.store(sum + at, f32x4.add(v128.load(sum + at), v128.load(row + at)));
  }
}
