/** What skipping.ts needs of the neurons: the two centres, and each neuron's form of q and b. */
import { dots4Rows, sums } from './forward';
import { gather, signedSum } from './gather';
import {
  B_M, B_P, FORM, LIST_ADD, LIST_SUB, M, MU_M, MU_P, SIGN, STRIDE, U_MINUS, U_PLUS, V, ZERO,
} from './memory';

/** FORM of a neuron: q of class + as (a, b, r), of class -; rho, eps; whether it is on by default in each class; ANY. */
export const FORM_BYTES: usize = 64;
/** Whether the neuron has candidates, then whether it has exceptions. */
export const ANY: usize = 40;

/** What separates an output found by skipping from the dense one, at most. */
export let kappa: f32 = 0;

/** u_+ and u_-; zero for a sign without neurons. */
export function centres(): void {
  meanOfSign(U_PLUS, 1);
  meanOfSign(U_MINUS, -1);
}

function meanOfSign(mean: usize, sign: f32): void {
  let end = LIST_ADD;
  for (let k = 0; k < M; k++) {
    if (load<f32>(SIGN + ((k as usize) << 2)) != sign) continue;
    store<u32>(end, (V + (k as usize) * STRIDE) as u32);
    end += 4;
  }
  memory.fill(mean, 0, STRIDE);
  gather(mean, end, LIST_SUB);
  scaleBy(mean, 1 / (max((end - LIST_ADD) >> 2, 1) as f32));
}

function scaleBy(row: usize, factor: f32): void {
  const f = f32x4.splat(factor);
  for (let at: usize = 0; at < STRIDE; at += 16) v128.store(row + at, f32x4.mul(f, v128.load(row + at)));
}

/** FORM of every neuron, B_P and B_M, and kappa. */
export function forms(): void {
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
  let endP = LIST_ADD;
  let endM = LIST_SUB;
  for (let k = 0; k < M; k++) {
    const v = V + (k as usize) * STRIDE;
    const sign = load<f32>(SIGN + ((k as usize) << 2));
    const dots = neuronDots(v);
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
    const signedRow = (v as u32) | (sign < 0 ? 1 : 0);
    if (onP) {
      store<u32>(endP, signedRow);
      endP += 4;
    }
    if (onM) {
      store<u32>(endM, signedRow);
      endM += 4;
    }
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
  signedSum(B_P, LIST_ADD, endP);
  signedSum(B_M, LIST_SUB, endM);
  kappa = ((5 * ((M + 2) as f64) * u + 4 * g) * root * totalNorm) as f32;
}

/** <v, u_+>, <v, u_-> and <v, v>. */
// @ts-ignore: decorator
@inline
function neuronDots(v: usize): v128 {
  const zero = f32x4.splat(0);
  let p = zero, q = zero, s = zero;
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const x = v128.load(v + at);
    p = f32x4.add(p, f32x4.mul(x, v128.load(U_PLUS + at)));
    q = f32x4.add(q, f32x4.mul(x, v128.load(U_MINUS + at)));
    s = f32x4.add(s, f32x4.mul(x, x));
  }
  return sums(p, q, s, zero);
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
