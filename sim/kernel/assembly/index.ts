/**
 * The kernel: many training steps in one call, each with a fresh batch drawn here. See network.ts of sim/ for the step, and
 * forward.ts, gradient.ts and linear.ts here for the order of every sum. 128-bit SIMD with separate
 * multiplications and additions, no relaxed instruction: the same bits on every machine.
 */
import { draw } from './batch';
import { forward } from './forward';
import { classSums, margin, updateClassAverage, updateOwn } from './gradient';
import { stepLinear } from './linear';
import { LOSS, M, N } from './memory';
import { computedPairs } from './exceptions';
import { covered, forwardSkipping, updateSkipping } from './skipping';

export * from './memory';
export { draw, drawClass, stream } from './batch';
export { forward } from './forward';
export { margin } from './gradient';
export { probeLinear, probeRelu, rates } from './probe';
export { scale, setScale } from './linear';
export { computedPairs, recomputed } from './exceptions';
export { kappa } from './forms';
export { forwardSkipping } from './skipping';

/** How steps are made: every activation computed, foregone ones skipped, or whichever costs less. */
const DENSE: i32 = 0;
const SKIPPING: i32 = 1;

/** In the free choice, whether the next step skips: decided on the last step's share of computed pairs. */
export let skipping: bool = false;
/** Skipping pays below this share of computed pairs. */
const SHARE: f64 = 0.4;
/** While dense, every so many steps one skips, to measure the share. */
const PROBE: u32 = 32;

export function setSkipping(value: bool): void {
  skipping = value;
}

/** `steps` <= LOSSES steps of the ReLU network from batch `step` on; mean hinge losses in LOSS. */
export function trainRelu(step: u32, steps: i32, decay: f32, rate: f32, classAverage: bool, path: i32): void {
  const count = (M as f64) * (N as f64);
  const maySkip = !classAverage && path != DENSE && covered();
  for (let i = 0; i < steps; i++) {
    const page = step + (i as u32);
    draw(page);
    let loss: f64;
    if (maySkip && (path == SKIPPING || skipping || page % PROBE == 0)) {
      loss = forwardSkipping(M as f32);
      updateSkipping(decay, rate);
      skipping = (computedPairs as f64) < SHARE * count;
    } else {
      forward();
      loss = margin(M as f32);
      classSums();
      if (classAverage) updateClassAverage(decay, rate);
      else updateOwn(decay, rate);
    }
    store<f64>(LOSS + ((i as usize) << 3), loss / count);
  }
}

/** The same for the identity, on the collapsed network. */
export function trainLinear(step: u32, steps: i32, decay: f32, rate: f32, classAverage: bool): void {
  for (let i = 0; i < steps; i++) {
    draw(step + i);
    store<f64>(LOSS + ((i as usize) << 3), stepLinear(decay, rate, classAverage) / (N as f64));
  }
}
