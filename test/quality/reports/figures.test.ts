/** `fct figures` as a user runs it, on one seed, and its ReLU run against the kernel's on the same data. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../../properties/records/figure.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { initialState, type TrainingSetup } from '../../../sim/network.ts';
import { probeRisks, type Estimate } from '../../../sim/probes.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { theorySetting } from '../../../theorems/figure-3/setting.ts';
import { fct, newFolder, type Ended } from '../../support/fct.ts';

describe('fct figures --seeds 1', () => {
  let out: string;
  let ended: Ended;
  let figure: Figure;
  beforeAll(async () => {
    out = join(newFolder(), 'figures');
    ended = await fct(['figures', '--seeds', '1', '--out', out]);
    figure = JSON.parse(readFileSync(join(out, 'figure-3.json'), 'utf8')) as Figure;
  });

  it('writes every panel as SVG and CSV, and a page', () => {
    expect(ended.code, ended.stderr).toBe(0);
    for (const panel of ['a', 'b', 'c', 'd'])
      for (const kind of ['svg', 'csv']) expect(existsSync(join(out, `figure-3${panel}.${kind}`))).toBe(true);
    expect(readFileSync(join(out, 'index.html'), 'utf8')).toContain('Figure 3');
  });

  it('shows what the paper describes; of a linear core, an even derivative keeps the background out', () => {
    expect(figure.shapes.filter((s) => s.judged && !s.holds)).toEqual([]);
    expect(ended.stdout).not.toContain('NOT seen');
    const growth = (id: string) => figure.shapes.find((s) => s.id === id)!.values;
    for (const id of ['leaky-relu-learned', 'gelu-learned'])
      for (const value of growth(id)) expect(value).toBeGreaterThan(0.1);
    // Not too little growth, but none: the background is pulled back to 0.
    for (const id of ['sigmoid-learned', 'tanh-learned'])
      for (const value of growth(id)) expect(value).toBeLessThan(0);
  });

  it('has the risks of the kernel on the same batches', () => {
    const { dCore, dBackground, d, width, examples, optimizer, checkpoints } = theorySetting();
    const setup: TrainingSetup = {
      data: {
        dCore,
        dBackground,
        strengths: Array.from({ length: dCore + dBackground }, () => ({ kind: 'uniform', low: 0, high: 1 })),
        labels: 'true',
      },
      width,
      ambientDimension: d,
      batchSize: examples.rows,
      eta: optimizer.eta,
      lambda: optimizer.lambda,
      activation: 'relu',
      gate: 'own',
    };
    const key = (purpose: string) => streamKey('figure-3', 'theory', 1, 1, purpose);
    const kernel = loadKernel();
    const run = kernel.start(setup, key('examples'), initialState(setup, key('initial')));
    run.advance(checkpoints.at(-1)!);
    const risks = probeRisks(kernel, setup, run.state(), {
      stream: streamKey('figures test'),
      page: 0,
      rows: 1024,
    });
    const last = figure.curves.find((c) => c.activation === 'relu')!.points.at(-1)!;
    // Both are means over 2048 fresh examples; rounding parts the runs by far less. Five deviations of a difference of
    // two such means: a false alarm once in a million.
    const near = (value: number, { mean, standardError }: Estimate) =>
      expect(Math.abs(value - mean)).toBeLessThan(5 * Math.SQRT2 * standardError);
    near(last.idRisk, risks.idRisk);
    near(last.oodRisk, risks.oodRisk);
    near(last.oodError, risks.oodError);
  });
});
