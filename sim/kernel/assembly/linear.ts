/**
 * The identity activation. Every gate is 1, so all neurons share one gradient G and, in real arithmetic,
 *
 *   v_k(t) = D_t v_k(0) + sign_k q_t,   D_(t+1) = decay D_t,   q_(t+1) = decay q_t + rate G_t,
 *   h(z) = <u, z>,   u = (1/m) sum_k sign_k v_k = D_t u(0) + q_t      (all m neurons have a sign, sign^2 = 1).
 *
 * A whole network is one scalar and one vector, whatever its width; a step costs N d0 instead of N d0 m. D, q and u(0) are
 * float64, so this is nearer to real arithmetic than m separate float32 recursions, and not equal to them in the
 * last bits. A statement about "every neuron" of a linear network rests on these d0 trained numbers.
 */
import { dots4 } from './forward';
import { classSums, margin, size } from './gradient';
import { CLASS_M, CLASS_P, MEAN, MEAN_NOW, OUT, PANELS, SHIFT, STRIDE, SUM_M, SUM_P, Y, Z } from './memory';

/** D_t. */
export let scale: f64 = 1;

export function setScale(value: f64): void {
  scale = value;
}

/** One step on the batch in Z; returns the sum of the hinge losses. */
export function stepLinear(decay: f32, rate: f32, classAverage: bool): f64 {
  const d = STRIDE >> 2;
  for (let j: usize = 0; j < d; j++) {
    const mean = scale * load<f64>(MEAN + (j << 3)) + load<f64>(SHIFT + (j << 3));
    store<f32>(MEAN_NOW + (j << 2), mean as f32);
  }
  for (let panel: usize = 0; panel < (PANELS as usize); panel++) {
    const h = f32x4.mul(dots4(MEAN_NOW, Z + (panel << 2) * STRIDE), v128.load(Y + (panel << 4)));
    v128.store(OUT + (panel << 4), h);
  }
  const loss = margin(1);
  classSums();
  // The rate at which a linear neuron is active is 1 on a class with examples and 0 on one without.
  const gate: f64 = classAverage ? (rateOf(CLASS_P) + rateOf(CLASS_M)) / 2 : 1;
  for (let j: usize = 0; j < d; j++) {
    const at = SHIFT + (j << 3);
    const sum = (load<f32>(SUM_P + (j << 2)) as f64) + (load<f32>(SUM_M + (j << 2)) as f64);
    store<f64>(at, (decay as f64) * load<f64>(at) + (rate as f64) * (gate * sum));
  }
  scale *= decay as f64;
  return loss;
}

function rateOf(set: usize): f64 {
  return size(set) > 0 ? 1 : 0;
}
