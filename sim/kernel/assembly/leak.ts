/**
 * The slope a of the activation below 0: phi(p) = max(p, a p) = (1 - a) relu(p) + a p. So a leaky network is a mixture of the ReLU
 * network and the linear one with the same weights:
 *
 *   y m h(z) = (1 - a) R + a <u, y z>,   R = y sum_k sign_k relu(<v_k, z>),   u = sum_k sign_k v_k,
 *   G_k = (1 - a) (that of the ReLU network) + a (S_+ + S_-).
 *
 * Either path finds R and the ReLU network's gradient as without a slope, and mixes them here: one dot product more an example, one
 * addition more a neuron. For a = 0 neither is computed, so the bits are those of the ReLU network.
 *
 * The dense path and the skipping one find the same <u, y z>, and mixing is monotone in R, rounding included. So what is known of R
 * up to kappa is known of the mixture: where the ends of the interval lie on one side of the margin, so does the dense output.
 */
import { dots4, dots4Rows } from './forward';
import { signedSum } from './gather';
import { LEAK, LEAK_SUM, LIST_ADD, M, OUT, PANELS, ROWS, SIGN, STRIDE, V, Y, Z } from './memory';
import { panels } from './positions';

/** a, and 1 - a. */
export let slope: f32 = 0;
let rest: f32 = 1;

export function setSlope(value: f64): void {
  slope = value as f32;
  rest = (1 - value) as f32;
}

/** OUT of the dense path, from R of `forward`. */
export function leakOutputs(): void {
  sumWeights();
  for (let panel: usize = 0; panel < (PANELS as usize); panel++) {
    const at = panel << 4;
    const linear = f32x4.mul(dots4(LEAK_SUM, Z + (panel << 2) * STRIDE), v128.load(Y + at));
    const own = f32x4.mul(f32x4.splat(rest), v128.load(OUT + at));
    v128.store(OUT + at, f32x4.add(own, f32x4.mul(f32x4.splat(slope), linear)));
  }
}

/** LEAK: a <u, y z> at every position of the skipping path. */
export function leaks(): void {
  sumWeights();
  for (let panel: usize = 0; panel < (panels as usize); panel++) {
    const at = panel << 4;
    const rows = ROWS + at;
    const linear = dots4Rows(LEAK_SUM, load<u32>(rows), load<u32>(rows, 4), load<u32>(rows, 8), load<u32>(rows, 12));
    v128.store(LEAK + at, f32x4.mul(f32x4.splat(slope), linear));
  }
}

/** u, neurons in ascending order. */
function sumWeights(): void {
  let end = LIST_ADD;
  for (let k = 0; k < M; k++) {
    store<u32>(end, ((V + (k as usize) * STRIDE) as u32) | (load<f32>(SIGN + ((k as usize) << 2)) < 0 ? 1 : 0));
    end += 4;
  }
  signedSum(LEAK_SUM, LIST_ADD, end);
}

/** y m h at byte `at` of the positions, from R rounded to float32. Every float32 that is at least R is at least R rounded; likewise below. */
// @ts-ignore: decorator
@inline
export function mixed(r: f64, at: usize): f32 {
  return rest * (r as f32) + load<f32>(LEAK + at);
}

/** The gate (1 - a) g + a. */
export function leakGate(gate: f32): f32 {
  return rest * gate + slope;
}

/** mix = (1 - a) own + a both. */
export function leakGradient(mix: usize, own: usize, both: usize): void {
  const a = f32x4.splat(slope);
  const b = f32x4.splat(rest);
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const leak = f32x4.mul(a, v128.load(both + at));
    v128.store(mix + at, f32x4.add(f32x4.mul(b, v128.load(own + at)), leak));
  }
}
