/**
 * The speed limit of the kernel's kind of arithmetic on this machine: additions and multiplications of 4 lanes, each rounded (no
 * fused multiply-add), as many of one kind as of the other, in independent chains in registers, without memory.
 */
import asc from 'assemblyscript/asc';

/** Numbers of chains tried: fewer wait for results, more do not fit into 16 registers. */
const CHAINS = [10, 11, 12];
const LANES = 4;
const STEPS = 1_000_000;

function sourceOf(chains) {
  const lines = (line) => Array.from({ length: chains }, (_, i) => line.replaceAll('#', i)).join('\n');
  return `
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
}

/** Floating-point operations per second of processor time: the best of `rounds` rounds of some 2 ms for each number of chains. */
export async function simdLimit(rounds = 40) {
  let best = 0;
  for (const chains of CHAINS) {
    const options = { optimizeLevel: 3, enable: ['simd'], runtime: 'stub' };
    const { error, stderr, binary } = await asc.compileString(sourceOf(chains), options);
    if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
    const { run } = new WebAssembly.Instance(new WebAssembly.Module(binary), {}).exports;
    for (let i = 0; i < 2000; i++) run(1000, 1, 0.5);
    for (let i = 0; i < rounds; i++) {
      const from = process.cpuUsage();
      run(STEPS, 1, 0.5);
      const { user, system } = process.cpuUsage(from);
      best = Math.max(best, (STEPS * chains * LANES * 2 * 1e6) / (user + system));
    }
  }
  return best;
}
