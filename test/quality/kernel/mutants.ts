import type { Edit } from '../../../bench/editedKernel.ts';

/** One mistake in one file of the kernel's source. */
export interface Mutant extends Edit {
  readonly name: string;
  /** The law (test/sim/kernel/laws.ts, run by `npm test`) that must reject it. */
  readonly caughtBy: string;
}

const batches = 'batches are those of drawBatch';
const step = 'one step is the step of the definition';
const skipping = 'settled gates and margins are those of the dense kernel';
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
    replace: 'strength(i32x4.shr_u(w, 16), at + 16, onePiece)',
    by: 'strength(i32x4.shr_u(w, 16), at, onePiece)',
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
    file: 'gather.ts',
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
    replace: 'f32x4.add(f32x4.mul(keep, v128.load(v + at)), change)',
    by: 'f32x4.mul(keep, f32x4.add(f32x4.mul(keep, v128.load(v + at)), change))',
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
  {
    name: 'a strength of two pieces drawn by its first',
    file: 'batch.ts',
    replace: 'load<f32>(CUT + at) < 65536 &&',
    by: 'load<f32>(CUT + at) < 32768 &&',
    caughtBy: batches,
  },
  {
    name: 'the bound without its rounding allowance',
    file: 'forms.ts',
    replace: '(enlarge * g * root * (size + rho) + 1 / 1099511627776.0) as f32',
    by: '0',
    caughtBy: skipping,
  },
  {
    name: 'the mean of the other class',
    file: 'forms.ts',
    replace: 'rm = f32x4.add(rm, f32x4.mul(r, v128.load(MU_M + at)));',
    by: 'rm = f32x4.add(rm, f32x4.mul(r, v128.load(MU_P + at)));',
    caughtBy: skipping,
  },
  {
    name: 'the distance from the class mean too small',
    file: 'settle.ts',
    replace: 'v128.store(E + at, f32x4.sqrt(v128.shuffle<f32>(b01, b23, 2, 3, 6, 7)));',
    by: 'v128.store(E + at, f32x4.mul(f32x4.splat(0.25), f32x4.sqrt(v128.shuffle<f32>(b01, b23, 2, 3, 6, 7))));',
    caughtBy: skipping,
  },
  {
    name: 'a group of examples settled by its greatest product',
    file: 'settle.ts',
    replace: 'load<f32>(q, 0) < 0 ? 16 : 0',
    by: 'load<f32>(q, 0) < 0 ? 0 : 16',
    caughtBy: skipping,
  },
  {
    name: 'the last panel of a group left out of its bounds',
    file: 'settle.ts',
    replace: 'panel < min(first + GROUP, to); panel++',
    by: 'panel < min(first + GROUP - 1, to); panel++',
    caughtBy: 'a group is settled for each of its examples',
  },
  {
    name: 'an exception forgotten in the gates',
    file: 'exceptions.ts',
    replace: 'include(set, at);',
    by: 'if (at != 5) include(set, at);',
    caughtBy: skipping,
  },
  {
    name: 'an exception forgotten in the output',
    file: 'exceptions.ts',
    replace: 'store<f32>(out, load<f32>(out) + (on ? -(sign * signed) : sign * signed));',
    by: 'if (k != 0) store<f32>(out, load<f32>(out) + (on ? -(sign * signed) : sign * signed));',
    caughtBy: skipping,
  },
  {
    name: 'an exception forgotten in the gradient',
    file: 'skipping.ts',
    replace: 'const exceptionsM = any && ',
    by: 'const exceptionsM = any && k > 0 && ',
    caughtBy: step,
  },
  {
    name: 'the margin certificate off by one neuron',
    file: 'settle.ts',
    replace: 'GROUPS, !positive)',
    by: 'GROUPS, !positive && k > 0)',
    caughtBy: skipping,
  },
  {
    name: 'no example recomputed near the margin',
    file: 'exceptions.ts',
    replace: 'if (!(abs(limit - out) > kappa)) {',
    by: 'if (!(abs(limit - out) > 0)) {',
    caughtBy: skipping,
  },
  {
    name: 'a NaN settled',
    file: 'settle.ts',
    replace: '(15 ^ i32x4.bitmask(f32x4.gt(direction, bound))) as u8',
    by: 'i32x4.bitmask(f32x4.le(direction, bound)) as u8',
    caughtBy: skipping,
  },
  {
    name: 'the switch not part of the state',
    file: 'index.ts',
    replace: '  skipping = value;',
    by: '  skipping = false;',
    caughtBy: 'two half-runs are one run across a switch',
  },
];
