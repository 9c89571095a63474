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

export {
  BASE_1, BASE_2, CORE, CUT, LOSS, LOSSES, MEAN, PRODUCTS, SHIFT, SIGN, SLOPE_1, SLOPE_2, STRIDE, V, Y, Z, layout,
  layoutProducts,
} from './memory';
export { draw, stream } from './batch';
export { products } from './forward';
export { scale, setScale } from './linear';

/** `steps` <= LOSSES steps of the ReLU network from batch `step` on; mean hinge losses in LOSS. */
export function trainRelu(step: u32, steps: i32, decay: f32, rate: f32, classAverage: bool): void {
  const count = (M as f64) * (N as f64);
  for (let i = 0; i < steps; i++) {
    draw(step + i);
    forward();
    store<f64>(LOSS + ((i as usize) << 3), margin(M as f32) / count);
    classSums();
    if (classAverage) updateClassAverage(decay, rate);
    else updateOwn(decay, rate);
  }
}

/** The same for the identity, on the collapsed network. */
export function trainLinear(step: u32, steps: i32, decay: f32, rate: f32, classAverage: bool): void {
  for (let i = 0; i < steps; i++) {
    draw(step + i);
    store<f64>(LOSS + ((i as usize) << 3), stepLinear(decay, rate, classAverage) / (N as f64));
  }
}
