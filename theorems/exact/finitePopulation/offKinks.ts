/** Weights moved a little, so that no outcome lies on a kink. */
import type { Label } from '../../../sim/exact/network.ts';
import type { DrawnStrength } from './strength.ts';

/**
 * Moves v_kj by 0 to 7 hundredths (the digits of (k + 1) t in base 8, t = 0, 1, 2 …) until no outcome with z != 0 is on a
 * kink, neither with ReLU nor with the identity.
 */
export function moveOffKinks(
  neurons: { sign: Label; v: number[] }[],
  strengths: readonly DrawnStrength[],
  dCore: number,
): void {
  let values: number[][] = [[]];
  for (const s of strengths) values = values.flatMap((u) => s.values.map((value) => [...u, value]));
  const inputs = values.flatMap((u) => [u, u.map((value, j) => (j < dCore ? -value : value))]);
  const m = 1000 * neurons.length;
  const original = neurons.map((n) => n.v);
  for (let t = 0; t < 1000; t++) {
    neurons.forEach(
      (n, k) => (n.v = original[k]!.map((v, j) => v + (Math.floor(((k + 1) * t) / 8 ** j) % 8))),
    );
    const onKink = inputs.some((z) => {
      if (z.every((zj) => zj === 0)) return false;
      const pre = neurons.map((n) => n.v.reduce((sum, v, j) => sum + v * z[j]!, 0));
      const relu = neurons.reduce((sum, n, k) => sum + n.sign * Math.max(0, pre[k]!), 0);
      const linear = neurons.reduce((sum, n, k) => sum + n.sign * pre[k]!, 0);
      return pre.includes(0) || Math.abs(relu) === m || Math.abs(linear) === m;
    });
    if (!onKink) return;
  }
  throw new Error('no small move takes the network off its kinks');
}
