/**
 * Probes: what a network does on fresh examples of one class, drawn by `drawClass`.
 *
 * Outputs are float64 sums over neurons in ascending order of the float32 products of forward.ts. Out of distribution the background
 * is negated: that of the weights instead of that of the examples, for the same products. With the identity a network is one
 * vector, its mean weight, and an output one float64 dot product.
 */
import { forward, forwardExact, promoteHigh } from './forward';
import { FORM_BYTES } from './forms';
import { common } from './gradient';
import {
  CANDIDATES, CLASS_M, CLASS_P, CORE, COUNT, FORM, GATES, ID, M, N, OOD, READOUT, READOUT_OOD, SET, STRIDE, V, WIDTH, Z,
} from './memory';
import { covered, forwardSkipping } from './skipping';

/** ID, OOD and COUNT of the ReLU network on examples of class `label`. */
export function probeRelu(label: i32): void {
  outputs(ID, label);
  countGates(label);
  turnBackground();
  outputs(OOD, label);
  turnBackground();
}

/** COUNT alone, with the same bits: if `dense`, every gate is computed, else those that are not foregone. */
export function rates(label: i32, dense: bool): void {
  if (!dense && covered()) {
    forwardSkipping(Infinity);
    countExceptions(label);
  } else {
    forward();
    countGates(label);
  }
}

/** ID and OOD of a network with the identity, from its mean weight READOUT. */
export function probeLinear(): void {
  for (let at: usize = 0; at < STRIDE; at += 4) {
    const u = load<f64>(READOUT + 2 * at);
    store<f64>(READOUT_OOD + 2 * at, load<i32>(CORE + at) != 0 ? u : -u);
  }
  for (let n: usize = 0; n < (N as usize); n++) {
    store<f64>(ID + (n << 3), dot(READOUT, Z + n * STRIDE));
    store<f64>(OOD + (n << 3), dot(READOUT_OOD, Z + n * STRIDE));
  }
}

/** y h at `out`. */
function outputs(out: usize, label: i32): void {
  forwardExact(out);
  for (let n: usize = 0; n < (N as usize); n++) {
    const at = out + (n << 3);
    store<f64>(at, ((label as f64) * load<f64>(at)) / (M as f64));
  }
}

function countGates(label: i32): void {
  const members = label > 0 ? CLASS_P : CLASS_M;
  for (let k = 0; k < M; k++) store<i32>(COUNT + ((k as usize) << 2), common(GATES + (k as usize) * SET, members));
}

/** A neuron is active on all examples or on none, but for its exceptions. */
function countExceptions(label: i32): void {
  const flag: usize = label > 0 ? 32 : 36;
  for (let k = 0; k < M; k++) {
    const on = load<u32>(FORM + (k as usize) * FORM_BYTES + flag) != 0;
    const set = CANDIDATES + (k as usize) * SET;
    const others = common(set, set);
    store<i32>(COUNT + ((k as usize) << 2), on ? N - others : others);
  }
}

/** Negates the background features of all weights. */
function turnBackground(): void {
  const sign = i32x4.splat(0x80000000);
  const end = V + (WIDTH as usize) * STRIDE;
  for (let row = V; row < end; row += STRIDE) {
    for (let at: usize = 0; at < STRIDE; at += 16) {
      v128.store(row + at, v128.xor(v128.load(row + at), v128.andnot(sign, v128.load(CORE + at))));
    }
  }
}

/** A float64 vector times a row, in four lanes. */
function dot(u: usize, row: usize): f64 {
  let low = f64x2.splat(0);
  let high = low;
  for (let at: usize = 0; at < STRIDE; at += 16) {
    const z = v128.load(row + at);
    low = f64x2.add(low, f64x2.mul(v128.load(u + 2 * at), f64x2.promote_low_f32x4(z)));
    high = f64x2.add(high, f64x2.mul(v128.load(u + 2 * at, 16), promoteHigh(z)));
  }
  const sum = f64x2.add(low, high);
  return f64x2.extract_lane(sum, 0) + f64x2.extract_lane(sum, 1);
}
