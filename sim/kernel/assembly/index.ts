/**
 * The kernel: many training steps in one call, each with a fresh batch drawn here. See network.ts of sim/ for the step, and
 * forward.ts, gradient.ts and linear.ts here for the order of every sum. 128-bit SIMD with separate
 * multiplications and additions, no relaxed instruction: the same bits on every machine.
 */
import { draw } from './batch';
import { forward } from './forward';
import { classSums, margin, updateClassAverage, updateOwn } from './gradient';
import { leakOutputs, slope } from './leak';
import { stepLinear } from './linear';
import { LOSS, M, N } from './memory';
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
export { leakOutputs, setSlope } from './leak';

/**
 * `steps` <= LOSSES steps of the ReLU network, or with a slope of the leaky one, from batch `step` on; mean hinge losses in LOSS. If `dense`, every activation is
 * computed; else foregone ones are skipped where skipping.ts covers them.
 */
export function trainRelu(step: u32, steps: i32, decay: f32, rate: f32, classAverage: bool, dense: bool): void {
  const count = (M as f64) * (N as f64);
  const skips = !dense && !classAverage && covered();
  for (let i = 0; i < steps; i++) {
    draw(step + (i as u32));
    let loss: f64;
    if (skips) {
      loss = forwardSkipping(M as f32);
      updateSkipping(decay, rate);
    } else {
      forward();
      if (slope > 0) leakOutputs();
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
