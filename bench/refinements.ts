/**
 * What each refinement of certified skipping is worth: the kernel without it, timed on whole runs beside the shipped one.
 *
 *   node --import tsx bench/refinements.ts
 *
 * Every variant is an edit of the kernel's source, and a right kernel: its weights at the end are compared with the dense path's.
 */
import { loadKernel } from '../sim/engines/kernel.ts';
import { initialState } from '../sim/network.ts';
import { streamKey } from '../sim/random/stream.ts';
import { median, stopwatch } from './clock.ts';
import { compileEdited, type Edit } from './editedKernel.ts';
import { describeMachine } from './machine.ts';
import { problemOf, settings, setupOf, STEPS, type Shape } from './problem.ts';

const TURNS = 5;

const perSign: readonly Edit[] = [
  {
    file: 'forms.ts',
    replace:
      'const onP = alpha * f32x4.extract_lane(gram, 2) + beta * f32x4.extract_lane(gram2, 2) + rP > 0;',
    by: 'const onP = sign > 0;',
  },
  {
    file: 'forms.ts',
    replace:
      'const onM = alpha * f32x4.extract_lane(gram, 3) + beta * f32x4.extract_lane(gram2, 3) + rM > 0;',
    by: 'const onM = sign < 0;',
  },
];
const ownMean: readonly Edit[] = [
  { file: 'forms.ts', replace: 'const plane = det > 1e-4 * a * c;', by: 'const plane = false;' },
  { file: 'forms.ts', replace: 'if (a > 0) alpha = (p / a) as f32;', by: 'alpha = 1;' },
  { file: 'forms.ts', replace: 'if (c > 0) beta = (q / c) as f32;', by: 'beta = 1;' },
];
const noCertificate: readonly Edit[] = [
  { file: 'settle.ts', replace: 'i32x4.bitmask(f32x4.gt(low, bound)) as u8', by: '0' },
  { file: 'settle.ts', replace: 'if (lowers) {', by: 'if (false) {' },
];
const noGroups: readonly Edit[] = [
  {
    file: 'settle.ts',
    replace: 'if (i32x4.bitmask(f32x4.gt(f32x4.add(least, r), most)) == 15) continue;',
    by: '',
  },
];
const twoPieces: readonly Edit[] = [
  { file: 'batch.ts', replace: 'const onePiece = allOfOnePiece();', by: 'const onePiece = false;' },
];

const VARIANTS: Readonly<Record<string, readonly Edit[]>> = {
  shipped: [],
  'a default gate per sign, not per neuron and class': perSign,
  'the mean of the own sign as centre, not least squares on both': ownMean,
  'no margin certificate': noCertificate,
  'examples settled one panel at a time, not in groups of 8': noGroups,
  'none of these four': [...perSign, ...ownMean, ...noCertificate, ...noGroups],
  'strengths drawn as two pieces even where one will do': twoPieces,
};

const SHAPES = [
  { N: 512, d0: 32, m: 128 },
  { N: 1000, d0: 64, m: 256 },
  { N: 512, d0: 128, m: 512 },
].flatMap(settings);

const variants = await Promise.all(
  Object.entries(VARIANTS).map(async ([name, edits]) => ({ name, bytes: await compileEdited(edits) })),
);
const results = SHAPES.map(timeVariants);

const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
const head = SHAPES.map(({ N, d0, m, ratio }) => `${N}, ${d0}, ${m}, ${ratio}`);
console.log(JSON.stringify(describeMachine()));
console.log(line(['N, d0, m, ratio', ...head]));
console.log(line(['', ...head].map(() => '---')));
variants.forEach(({ name }, i) => {
  console.log(
    line([
      name,
      ...results.map((times) => `${times[i]!.toPrecision(3)} (${(times[i]! / times[0]!).toFixed(2)})`),
    ]),
  );
});

/** Milliseconds of processor time per step of every variant, by turns: medians. */
function timeVariants(shape: Shape): number[] {
  const setup = setupOf(problemOf(shape, { rounds: 1, seed: 0, longest: Infinity }));
  const batches = streamKey('bench', 'refinements', 'batches');
  const initial = initialState(setup, streamKey('bench', 'refinements', 'initial'));
  const train = (engine: ReturnType<typeof loadKernel>) => {
    const run = engine.start(setup, batches, initial);
    const elapsed = stopwatch();
    run.advance(STEPS);
    return { ms: (1000 * elapsed().processor) / STEPS, weights: run.state().weights };
  };
  const dense = train(loadKernel({ path: 'dense' })).weights;
  const largest = dense.reduce((most, v) => Math.max(most, Math.abs(v)), 0);
  const engines = variants.map(({ bytes }) => loadKernel({ bytes }));
  const turns = Array.from({ length: TURNS }, () =>
    engines.map((engine, i) => {
      const { ms, weights } = train(engine);
      const gap = weights.reduce((most, v, j) => Math.max(most, Math.abs(v - dense[j]!)), 0) / largest;
      if (!(gap <= 1e-4))
        throw new Error(`${variants[i]!.name}: ${gap} of the largest weight from the dense path`);
      return ms;
    }),
  );
  return engines.map((_, i) => median(turns.map((turn) => turn[i]!)));
}
