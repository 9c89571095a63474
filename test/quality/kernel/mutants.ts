/** One mistake in one file of the kernel's source. `replace` occurs once in it. */
export interface Mutant {
  readonly name: string;
  readonly file: string;
  readonly replace: string;
  readonly by: string;
  /** The law (test/sim/kernel/laws.ts, run by `npm test`) that must reject it. */
  readonly caughtBy: string;
}

const batches = 'batches are those of drawBatch';
const step = 'one step is the step of the definition';
const kinks = 'kinks are decided as defined';

export const mutants: readonly Mutant[] = [
  {
    name: 'label of the wrong sign',
    file: 'batch.ts',
    replace: 'y ? -1 : 1',
    by: 'y ? 1 : -1',
    caughtBy: batches,
  },
  {
    name: 'words of the previous row',
    file: 'batch.ts',
    replace: 'start + (n as u32) * (perRow as u32) * stride',
    by: 'start + ((n as u32) * (perRow as u32) - 1) * stride',
    caughtBy: batches,
  },
  {
    name: 'two pieces of a strength swapped',
    file: 'batch.ts',
    replace: 'bitselect(first, second,',
    by: 'bitselect(second, first,',
    caughtBy: batches,
  },
  {
    name: 'high halves drawn from the low halves’ distributions',
    file: 'batch.ts',
    replace: 'strength(i32x4.shr_u(w, 16), at + 16)',
    by: 'strength(i32x4.shr_u(w, 16), at)',
    caughtBy: batches,
  },
  {
    name: 'a random label taken from the core sign',
    file: 'batch.ts',
    replace: 'labelBit = randomLabels ? 30 : 31',
    by: 'labelBit = 31',
    caughtBy: batches,
  },
  {
    name: 'the last features of a row forgotten',
    file: 'forward.ts',
    replace: 'const end = q;',
    by: 'const end = STRIDE > 32 ? q - 32 : q;',
    caughtBy: step,
  },
  {
    name: 'the last panel of examples forgotten',
    file: 'forward.ts',
    replace: 'for (let panel = 0; panel < PANELS; panel++)',
    by: 'for (let panel = 0; panel < PANELS - 1; panel++)',
    caughtBy: step,
  },
  {
    name: 'a zero preactivation inactive',
    file: 'forward.ts',
    replace: 'f32x4.ge(s, zero)',
    by: 'f32x4.gt(s, zero)',
    caughtBy: kinks,
  },
  {
    name: 'an example on the margin left out',
    file: 'gradient.ts',
    replace: 'f32x4.le(yh, bound)',
    by: 'f32x4.lt(yh, bound)',
    caughtBy: kinks,
  },
  {
    name: 'the examples past the margin instead of those inside',
    file: 'gradient.ts',
    replace: 'f32x4.le(yh, bound)',
    by: 'f32x4.gt(yh, bound)',
    caughtBy: step,
  },
  {
    name: 'an inactive pair counted',
    file: 'gradient.ts',
    replace: '~gate & ((onP ? p : 0) | (onM ? m : 0))',
    by: '~gate & ((onP ? p : 0) | (onM ? m : 0)) & ~0xff',
    caughtBy: step,
  },
  {
    name: 'exceptions added instead of subtracted',
    file: 'gradient.ts',
    replace: 's0 = f32x4.sub(s0, v128.load(row));\n    s1 = f32x4.sub(s1, v128.load(row, 16));\n  }',
    by: 's0 = f32x4.add(s0, v128.load(row));\n    s1 = f32x4.sub(s1, v128.load(row, 16));\n  }',
    caughtBy: step,
  },
  {
    name: 'the sign of the output weight forgotten in the update',
    file: 'gradient.ts',
    replace: 'rate * load<f32>(SIGN + ((k as usize) << 2))',
    by: 'rate',
    caughtBy: step,
  },
  {
    name: 'decay twice',
    file: 'gradient.ts',
    replace: 'f32x4.add(f32x4.mul(keep, v128.load(v + at)), gradient)',
    by: 'f32x4.mul(keep, f32x4.add(f32x4.mul(keep, v128.load(v + at)), gradient))',
    caughtBy: step,
  },
  {
    name: 'one class for both in the averaged gate',
    file: 'gradient.ts',
    replace: 'rateOf(common(gates, CLASS_M), totalM)) * 0.5',
    by: 'rateOf(common(gates, CLASS_P), totalP)) * 0.5',
    caughtBy: step,
  },
  {
    name: 'the gates of the second neuron of a pair lost',
    file: 'forward.ts',
    replace: 'store<u8>(gates + SET, i32x4.bitmask(f32x4.ge(t, zero)) as u8)',
    by: 'store<u8>(gates + SET, 0)',
    caughtBy: step,
  },
  {
    name: 'a NaN activation dropped',
    file: 'forward.ts',
    replace: 'f32x4.pmax(s, zero)',
    by: 'f32x4.pmax(zero, s)',
    caughtBy: 'NaN stays visible',
  },
  {
    name: 'the identity’s shift not decayed',
    file: 'linear.ts',
    replace: '(decay as f64) * load<f64>(at) +',
    by: 'load<f64>(at) +',
    caughtBy: step,
  },
  {
    name: 'the identity’s scale forgotten at a new start',
    file: 'linear.ts',
    replace: 'scale = value;',
    by: 'scale = 1;',
    caughtBy: 'two half-runs are one run',
  },
];
