/**
 * The speed limit of the kernel's kind of arithmetic on this machine: additions and multiplications of 4 lanes, each rounded (no
 * fused multiply-add), as many of one kind as of the other, in independent chains in registers, without memory.
 */
import asc from 'assemblyscript/asc';

const CHAINS = 13;
const LANES = 4;

const lines = (line) => Array.from({ length: CHAINS }, (_, i) => line.replaceAll('#', i)).join('\n');

const source = `
export function run(rounds: i32, x: f32, y: f32): f32 {
  ${lines('let a# = f32x4.splat(#);')}
  const add = f32x4.splat(x);
  const factor = f32x4.splat(y);
  for (let i = 0; i < rounds; i++) {
    ${lines('a# = f32x4.mul(f32x4.add(a#, add), factor);')}
  }
  let sum = f32x4.splat(0);
  ${lines('sum = f32x4.add(sum, a#);')}
  return f32x4.extract_lane(sum, 0);
}
`;

/** Floating-point operations per second: the best of `rounds` rounds of some 50 ms. */
export async function simdLimit(rounds = 10) {
  const options = { optimizeLevel: 3, enable: ['simd'], runtime: 'stub' };
  const { error, stderr, binary } = await asc.compileString(source, options);
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  const { run } = new WebAssembly.Instance(new WebAssembly.Module(binary), {}).exports;
  for (let i = 0; i < 2000; i++) run(1000, 1, 0.5);
  const steps = 2_000_000;
  let best = 0;
  for (let i = 0; i <= rounds; i++) {
    const start = performance.now();
    run(steps, 1, 0.5);
    best = Math.max(best, (steps * CHAINS * LANES * 2 * 1000) / (performance.now() - start));
  }
  return best;
}
