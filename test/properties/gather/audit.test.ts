/** The audit of a run: right engines agree, a wrong step is seen, and a comparison that fails never counts as agreement. */
import { describe, expect, it } from 'vitest';
import { auditKeys, auditRecord } from '../../../properties/gather/audit.ts';
import { judgeRun } from '../../../properties/gather/judged.ts';
import { campaignsOf } from '../../../properties/gather/campaign.ts';
import { keyString, type Evidence } from '../../../properties/trials/evidence.ts';
import { runTask } from '../../../properties/trials/task.ts';
import type { Engine } from '../../../sim/engines/engine.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { reluStudy } from '../../../theorems/studies/network/study.ts';
import { coinSelection, fails, gather } from '../../support/coins.ts';

/** Coins whose "training" is that of a real study at d0 = 16. */
const training: NonNullable<typeof reluStudy.training> = (trial) =>
  reluStudy.training!({ ...trial, variant: 'main', path: PATH });
const PATH = {
  ratio: 1,
  palette: [{ kind: 'uniform', low: 0, high: 1 }],
  widthFloor: 16,
  dimensionEighths: 20,
  batchFloor: 64,
  h: 0.05,
  kappa: 0.001,
  signs: 'even',
} as const;
const coins = coinSelection(fails(0));
const selection = { ...coins, studies: { coins: { ...coins.studies['coins']!, training } } };
const judged = (evidence: ReadonlyMap<string, Evidence>) => judgeRun(campaignsOf(selection), evidence);
const kernel = loadKernel();

/** The engine with every step's weights changed afterwards. */
const broken = (change: (v: number, i: number) => number): Engine => ({
  ...kernel,
  start: (setup, batches, state) => {
    const run = kernel.start(setup, batches, state);
    return {
      ...run,
      advance: (n) => run.advance(n),
      dispose: () => run.dispose(),
      state: () => {
        const now = run.state();
        return { ...now, weights: now.step % 2 === 0 ? now.weights : now.weights.map(change) };
      },
    };
  },
});

async function audited(engine: Engine): Promise<ReadonlyMap<string, Evidence>> {
  return gather(selection, 1, {
    execute: (task) => runTask(task, selection.studies, selection.suite, engine),
  });
}
/** By the right engine, once for all tests. */
let right: ReturnType<typeof audited> | undefined;
const rightly = () => (right ??= audited(kernel));
const recordOf = (evidence: ReadonlyMap<string, Evidence>) =>
  auditRecord(judged(evidence).campaigns, evidence, 'kernel');

describe('the audit of a run', () => {
  it('repeats steps of one ladder in twenty, of claims and of twins, in the ambient space where that is small, and finds agreement', async () => {
    const evidence = await rightly();
    const keys = judged(evidence).campaigns.flatMap(auditKeys);
    const indices = (of: (variant: string) => boolean) => [
      ...new Set(keys.filter((k) => of(k.variant)).map((k) => k.index)),
    ];
    expect(indices((v) => v === 'main')).toEqual([0, 20]);
    // The twin is refuted within its first ladders.
    expect(indices((v) => v !== 'main')).toEqual([0]);
    const record = recordOf(evidence)!;
    expect(record).toMatchObject({ steps: keys.length, failed: 0, verdict: 'agree' });
    expect(record.inAmbientSpace).toBeGreaterThan(0);
    expect(record.largestRatio).toBeGreaterThan(0);
    expect(record.largestRatio).toBeLessThan(0.9);
  });

  it.each([
    ['one weight in the wrong', (v: number, i: number) => (i === 7 ? v + 1e-5 : v)],
    ['every weight scaled by one part in a thousand', (v: number) => v * 1.001],
    ['a NaN', (v: number, i: number) => (i === 3 ? NaN : v)],
  ])('%s makes the engines disagree', async (_, change) => {
    expect(recordOf(await audited(broken(change)))!.verdict).toBe('disagree');
  });

  it('a comparison that could not be made is no agreement', async () => {
    const evidence = new Map(await rightly());
    const [key] = judged(evidence).campaigns.flatMap(auditKeys);
    const e = evidence.get(keyString(key!))!;
    evidence.set(keyString(key!), { ...e, outcome: { status: 'crashed', message: 'on purpose' } });
    expect(recordOf(evidence)).toMatchObject({ failed: 1, verdict: 'disagree' });
  });

  it('with a comparison still to be made is interrupted, and agreement only with all of them', async () => {
    const evidence = await rightly();
    const keys = judged(evidence).campaigns.flatMap(auditKeys).map(keyString);
    const without = (gone: readonly string[]) =>
      recordOf(new Map([...evidence].filter(([key]) => !gone.includes(key))));
    expect(recordOf(evidence)).toMatchObject({ steps: keys.length, verdict: 'agree' });
    expect(without(keys.slice(-1))).toMatchObject({
      steps: keys.length - 1,
      failed: 0,
      verdict: 'interrupted',
    });
    expect(without(keys)).toMatchObject({ steps: 0, verdict: 'interrupted' });
  });

  it('is null when nothing was trained or nothing was read', async () => {
    const evidence = await gather(coins, 1);
    expect(auditRecord(judgeRun(campaignsOf(coins), evidence).campaigns, evidence, 'kernel')).toBeNull();
    expect(recordOf(new Map())).toBeNull();
  });
});
