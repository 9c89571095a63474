/** The symmetries in decimals over whole short runs, and their twins. Float engines: test/laws. */
import { describe, expect, it } from 'vitest';
import { gatesAt, onsets, train, type SymmetryInstance } from '../../../theorems/exact/shortRun.ts';
import { symmetryExperiment, type Symmetry } from '../../../theorems/exact/symmetries.ts';
import { symmetries } from '../../../theorems/symmetries.ts';
import { everyExactClaim } from './refutation.ts';

everyExactClaim(symmetries, { runs: 150 });

describe('a run by hand', () => {
  // One neuron, a = 1, one core and one background feature. v(0) = (0.1, 0.2) * 0.5; eta/(m N) = 1.
  // t = 0: z = (-1, 1), y = -1: <v, z> = 0.05, on, y h = -0.05: v <- 0.9 v - (-1, 1) = (1.045, -0.91).
  // t = 1: z = (1, 0.5), y = 1: <v, z> = 0.59, on, y h = 0.59: v <- 0.9 v + (1, 0.5) = (1.9405, -0.319).
  // t = 2: z = (1, 0.5): <v, z> = 1.781 > 1, past the margin: v <- 0.9 v.
  const trajectory = train({
    dCore: 1,
    inverseRoot: '0.5',
    eta: '1',
    keep: '0.9',
    signs: [1],
    g: [['0.1', '0.2']],
    batches: [[{ y: -1, u: ['1', '1'] }], [{ y: 1, u: ['1', '0.5'] }], [{ y: 1, u: ['1', '0.5'] }]],
  });

  it('weights, gates, exit and onset', () => {
    expect(trajectory.nets.map((net) => net.v[0]!.map(String))).toEqual([
      ['0.05', '0.1'],
      ['1.045', '-0.91'],
      ['1.9405', '-0.319'],
      ['1.74645', '-0.2871'],
    ]);
    expect(trajectory.exit).toBe(2);
    // At first on for both classes, then for y = +1 only.
    expect(gatesAt(trajectory, 0)).toEqual([[true, true, true]]);
    expect(gatesAt(trajectory, 1)).toEqual([[false, true, true]]);
    expect(onsets(trajectory, 3)).toEqual([1]);
    expect(onsets(trajectory, 0)).toEqual([null]);
  });
});

type Batch = SymmetryInstance['batches'][number];
const example = (y: 1 | -1, ...u: string[]): Batch => [{ y, u }];

/**
 * Two neurons, m = 2, one core and one background feature; eta / (m N) = 1, decay 0.9.
 *   v(0) = (0.05, 0.1), (0.1, 0.05)
 *   z = (1, 1), y = 1: both on, m y h = 0:            v(1) = (1.045, 1.09), (-0.91, -0.955)
 *   z = (-0.5, 0.5), y = -1: 0.0225 on, -0.0225 off:  v(2) = (1.4405, 0.481), (-0.819, -0.8595)
 *   z = (1, 1), y = 1: 1.9215 on, off; 1.9215 <= 2:   v(3) = (2.29645, 1.4329), (-0.7371, -0.77355)
 *   z = (1, 1), y = 1: 3.72935 > 2, past the margin
 * Neuron 1 is on for y = 1 alone from t = 2 on; neuron 2 at t = 0, and off for every example from t = 1 on.
 */
const RUN: SymmetryInstance = {
  dCore: 1,
  inverseRoot: '0.5',
  eta: '2',
  keep: '0.9',
  signs: [1, -1],
  g: [
    ['0.1', '0.2'],
    ['0.2', '0.1'],
  ],
  batches: [example(1, '1', '1'), example(-1, '0.5', '0.5'), example(1, '1', '1'), example(1, '1', '1')],
  shuffle: [0, 1],
  c: '4',
};

const examine = (symmetry: Partial<Symmetry>, run = RUN) =>
  symmetryExperiment({ other: (r) => r, carry: (_, v) => v, untilExit: false, ...symmetry }).examine(run);
const failure = (symmetry: Partial<Symmetry>, run = RUN) =>
  examine(symmetry, run).failure?.().split('\n').at(-1) ?? null;
/** Another batch at step t. */
const withBatch = (t: number, batch: Batch) => ({
  ...RUN,
  batches: RUN.batches.map((own, i) => (i === t ? batch : own)),
});
const other = (t: number, batch: Batch): Partial<Symmetry> => ({ other: () => withBatch(t, batch) });

describe('a run by hand, two neurons', () => {
  it('of one example a step', () => {
    const { nets, exit } = train(RUN);
    expect(nets.slice(0, 4).map((net) => net.v.map((row) => row.map(String)))).toEqual([
      [['0.05', '0.1'], ['0.1', '0.05']],
      [['1.045', '1.09'], ['-0.91', '-0.955']],
      [['1.4405', '0.481'], ['-0.819', '-0.8595']],
      [['2.29645', '1.4329'], ['-0.7371', '-0.77355']],
    ]); // prettier-ignore
    expect(exit).toBe(3);
    expect(onsets(train(RUN), 3)).toEqual([2, null]);
  });

  it('of two examples a step, which are averaged', () => {
    // eta / (m N) = 0.5; z = (1, 1), y = 1: both on; z = (-1, 1), y = -1: 0.05 on, -0.05 off.
    // v_1 <- 0.9 (0.05, 0.1) + 0.5 ((1, 1) + (1, -1)); v_2 <- 0.9 (0.1, 0.05) - 0.5 (1, 1).
    const { nets } = train({ ...RUN, batches: [[...example(1, '1', '1'), ...example(-1, '1', '1')]] });
    expect(nets[1]!.v.map((row) => row.map(String))).toEqual([
      ['1.045', '0.09'],
      ['-0.41', '-0.455'],
    ]);
  });
});

describe('a symmetry that is wrong', () => {
  it('in the weights after the last step alone is seen there', () => {
    expect(failure({})).toBeNull();
    // In the margin, with m y h = 0.372935: both features of neuron 1 gain 0.1 in the last step.
    expect(failure(other(3, example(1, '0.1', '0.1')))).toBe(
      "at t = 4 the other run's weights should be (2.066805, 1.28961) (-0.66339, -0.696195) " +
        'and are (2.166805, 1.38961) (-0.66339, -0.696195)',
    );
  });

  it('in the last weight of the second neuron alone is seen', () => {
    const carry: Symmetry['carry'] = (_, v) => [v[0]!, [v[1]![0]!, v[1]![1]!.neg()]];
    expect(failure({ carry })).toEqual(
      expect.stringMatching(/^at t = 0 the other run's weights should be .*-0\.05\) and are/),
    );
  });

  it('in the gates of the second neuron alone is seen', () => {
    // The weights compared never see step 3. At z = 0 every neuron is on; at z = (1, 1) the second one is off from t = 1 on.
    const gates = { ...other(3, example(1, '0', '0')), untilExit: true };
    expect(failure(gates)).toBe('at t = 1 the gates differ');
    expect(failure({ ...other(3, example(1, '2', '2')), untilExit: true })).toBeNull();
  });

  it('in the onsets alone is seen', () => {
    // The same z under the other label: the same gates, but then neuron 1 is on for an example of either class.
    const onset = { ...other(3, example(-1, '-1', '1')), untilExit: true };
    expect(failure(onset)).toBe('onsets T0 are 2, none and none, none');
  });

  it('after an example has left the margin, in either run, is not the claim’s where it ends there', () => {
    // z = (10, 10) at step 2 is past the margin: its run ends there, and the other goes on to step 3.
    const far = withBatch(2, example(1, '10', '10'));
    expect(failure({ other: () => far, untilExit: true })).toBeNull();
    expect(failure({ other: () => RUN, untilExit: true }, far)).toBeNull();
    expect(failure({ other: () => far })).toEqual(expect.stringMatching(/^at t = 3 /));
  });
});

describe('the cases of a run', () => {
  it('are all those that it shows', () => {
    expect(examine({}).cases).toEqual([
      'an example leaves the margin',
      'at least one step compared',
      'a gate changes',
      'a neuron becomes asymmetric',
      'with decay',
      'several neurons',
      'core and background features',
    ]);
  });

  it('are none that it does not show', () => {
    const plain = { ...RUN, dCore: 0, keep: '1', signs: [1 as const], g: [['0.1', '0.2']], batches: [example(1, '1', '1')] }; // prettier-ignore
    expect(examine({}, plain).cases).toEqual(['no example leaves the margin', 'at least one step compared']);
    const past = { ...plain, g: [['4', '4']] };
    expect(examine({ untilExit: true }, past).cases).toEqual(['an example leaves the margin']);
  });
});
