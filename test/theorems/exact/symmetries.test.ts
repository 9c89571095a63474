/** The symmetries in decimals over whole short runs, and their twins. Float engines: test/laws. */
import { describe, expect, it } from 'vitest';
import { gatesAt, onsets, train } from '../../../theorems/exact/shortRun.ts';
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
