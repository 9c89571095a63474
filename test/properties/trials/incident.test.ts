/** Trials that the machine kept from ending: no failure, no pass, and the same trials again afterwards. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleRecords } from '../../../properties/records/assemble.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import { keyString, type Evidence } from '../../../properties/trials/evidence.ts';
import { gatherDraws } from '../../../properties/explore/decides.ts';
import { decidesRecord } from '../../../properties/explore/decidesRecord.ts';
import { gatherMap } from '../../../properties/explore/gather.ts';
import { exploreRecord } from '../../../properties/explore/record.ts';
import { StoppedError } from '../../../properties/hunt/confirm.ts';
import { replayFailure, type FailureEntry } from '../../../properties/hunt/failure.ts';
import { hunt } from '../../../properties/hunt/hunt.ts';
import { openSentence, withIncidents, type Incident } from '../../../properties/trials/incident.ts';
import { runTask, type Task } from '../../../properties/trials/task.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { COIN_PROFILE, coinFindings, coinSelection, fails, gather } from '../../support/coins.ts';
import { dialPlan, dials } from '../../support/dials.ts';

const engine = loadKernel();
const timing = { durationSeconds: 1 };

function recordOf(selection: Selection, evidence: ReadonlyMap<string, Evidence>) {
  return assembleRecords(coinFindings(selection, evidence), timing)[0]!;
}

/** Runs tasks, but for those the machine takes. */
const losing =
  (selection: Selection, lost: (task: Task) => boolean) =>
  async (task: Task): Promise<Evidence | undefined> =>
    lost(task) ? undefined : runTask(task, selection.studies, selection.suite, engine);

const profile = { ...COIN_PROFILE, studies: { coins: { sizes: [16, 32], ladders: 130 } } };

describe('a run on a machine that loses trials', () => {
  it('is interrupted where it lost one, whatever the rest would say, and judges only what lies before', async () => {
    const selection = coinSelection(fails(0), profile);
    const evidence = await gather(selection, 1, {
      execute: losing(selection, ({ key }) => key.purpose === 'main' && key.index === 10 && key.d0 === 32),
    });
    const { verdict, claims, controls } = recordOf(selection, evidence);
    expect([verdict, claims[0]!.verdict]).toEqual(['interrupted', 'interrupted']);
    expect(claims[0], 'no failure, nothing missing').toMatchObject({ trials: 20, failures: 0, missing: 0 });
    expect(claims[0]!.sentence).toBe(
      'Interrupted after 10 ladders (20 trials, 0 failures); run the same command again to go on.',
    );
    expect(controls[0]!.verdict, 'a twin has trials of its own').toBe('refuted');
  });

  it('never has another verdict than the undisturbed run or "interrupted", and ends in its record', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(0, 0.02, 0.5),
        fc.array(fc.nat({ max: 400 }), { maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        async (rate, moments, concurrency) => {
          const selection = coinSelection(fails(rate), profile);
          const undisturbed = recordOf(selection, await gather(selection, 1));
          let seen = 0;
          const known = await gather(selection, 1, {
            concurrency: () => concurrency,
            execute: losing(selection, () => moments.includes(seen++)),
          });
          expect(['interrupted', undisturbed.verdict]).toContain(recordOf(selection, known).verdict);
          // The same command: exactly what was lost is drawn again, and nothing that is there.
          const healed = await gather(selection, 1, {
            known,
            execute: (task) => {
              expect(known.has(keyString(task.key))).toBe(false);
              return runTask(task, selection.studies, selection.suite, engine);
            },
          });
          expect(recordOf(selection, healed)).toEqual(undisturbed);
        },
      ),
      { numRuns: 12 },
    );
  });

  it('a map stays open where it lost a trial, and the same command goes on to the undisturbed one', async () => {
    const world = dials((a) => (a > 3 ? 1 : 0));
    const plan = dialPlan(world, [0.125, 8]);
    const options = { concurrency: () => 2, onEvidence: () => {}, onProgress: () => {} };
    const { signal } = new AbortController();
    const mapped = (known: ReadonlyMap<string, Evidence>, lost: (task: Task) => boolean) =>
      gatherMap(plan, {
        ...options,
        signal,
        known,
        execute: async (task) => (lost(task) ? undefined : world.execute(task)),
      });
    const record = (evidence: ReadonlyMap<string, Evidence>) =>
      exploreRecord(plan, evidence, 'fct explore', timing);
    const undisturbed = record(await mapped(new Map(), () => false));
    const disturbed = await mapped(new Map(), ({ key }) => key.index === 1);
    expect(record(disturbed)).toMatchObject({ complete: false });
    for (const { status, missing } of record(disturbed).cells)
      expect([status, missing]).toEqual(['undecided', 0]);
    expect(record(await mapped(disturbed, () => false))).toEqual(undisturbed);
  });

  it('a ranking is not complete without its draws, and is the undisturbed one with them', async () => {
    const world = dials((a) => (a > 3 ? 1 : 0));
    const plan = { target: world.target, root: world.root, d0: 16, engine: 'kernel', draws: 40 };
    const ranked = (known: ReadonlyMap<string, Evidence>, lost: (task: Task) => boolean) =>
      gatherDraws(plan, {
        concurrency: () => 2,
        known,
        onEvidence: () => {},
        onProgress: () => {},
        signal: new AbortController().signal,
        execute: async (task) => (lost(task) ? undefined : world.execute(task)),
      });
    const record = (evidence: ReadonlyMap<string, Evidence>) =>
      decidesRecord(plan, evidence, 'fct explore', timing);
    const disturbed = await ranked(new Map(), ({ key }) => key.index % 7 === 0);
    expect(record(disturbed).complete).toBe(false);
    expect(record(await ranked(disturbed, () => false))).toEqual(
      record(await ranked(new Map(), () => false)),
    );
  });

  it('a hunt says nothing without one of its trials', async () => {
    const { target, root, execute } = dials((a) => (a > 2 ? 1 : 0));
    const plan = { target, domain: 'wide', budget: 400, strategy: 'guided', root, engine: 'kernel' } as const;
    let left = 30;
    const hunting = hunt(plan, {
      execute: async (task) => (--left === 0 ? undefined : execute(task)),
      onProgress: () => {},
      signal: new AbortController().signal,
    });
    await expect(hunting).rejects.toThrow(StoppedError);
  });

  it.each([true, false])(
    'a saved counterexample (of these sources: %s) neither fails nor holds nor differs without its trials',
    async (same) => {
      const { target } = dials(() => 1);
      const entry = {
        fingerprint: 'then',
        engine: 'kernel',
        study: target.study.id,
        seed: 1,
        purpose: 'hunt:dials:paper::rate',
        instance: { d0: 16, set: {}, path: null },
        rate: { trials: 40, failures: 40, low: 0.9, high: 1 },
        trials: [{ index: 0, digest: 'x', slack: -1 }],
      } as unknown as FailureEntry;
      const again = replayFailure(entry, target, { execute: async () => undefined }, same ? 'then' : 'now');
      await expect(again).rejects.toThrow(StoppedError);
    },
  );
});

it('a machine without memory is no outcome of a trial; any other error is', async () => {
  const selection = coinSelection(fails(0));
  const study = selection.studies['coins']!;
  const task: Task = {
    root: { seed: 1, fingerprint: 'coins', regime: selection.regime },
    key: { study: 'coins', variant: 'main', purpose: 'main', index: 0, d0: 16 },
    engine: 'kernel',
    runs: 0,
  };
  const run = (error: Error) => {
    const measure = () => {
      throw error;
    };
    return runTask(task, { coins: { ...study, measure } }, selection.suite, engine);
  };
  await expect(run(new RangeError('Array buffer allocation failed'))).rejects.toThrow('allocation failed');
  expect((await run(new RangeError('Invalid array length'))).outcome).toEqual({
    status: 'errored',
    message: 'RangeError: Invalid array length',
  });
});

const incident = (index: number, more: Partial<Incident> = {}): Incident => ({
  study: 'coins',
  variant: 'main',
  purpose: 'main',
  index,
  d0: 16,
  cause: 'worker-ended',
  message: 'worker exited with code: 7',
  healed: false,
  ...more,
});

describe('the incidents of a run', () => {
  it('stand in the timing of the records of their own trials, each once, healed where there is evidence', async () => {
    const selection = coinSelection(fails(0), profile);
    const evidence = await gather(selection, 1);
    const elsewhere = incident(0, { study: 'dials' });
    const all = withIncidents(timing, [incident(0), incident(999), incident(0), elsewhere], evidence);
    expect(all.incidents).toEqual([incident(0, { healed: true }), incident(999), elsewhere]);
    expect(withIncidents(timing, [], evidence)).toBe(timing);
    const findings = coinFindings(selection, evidence);
    const [record] = assembleRecords(findings, all);
    expect(record!.timing.incidents).toEqual([incident(0, { healed: true }), incident(999)]);
    const [plain] = assembleRecords(findings, timing);
    expect({ ...record, timing }, 'the rest, seal included, knows nothing of them').toEqual(plain);
  });

  it('that are open are told with their causes, and how to go on', () => {
    expect(openSentence([incident(0, { healed: true })])).toBe('');
    expect(openSentence([incident(0)])).toBe(
      '1 trial could not be run on this machine: a worker ended (worker exited with code: 7). Nothing is concluded from it. To go on, run the same command again: it draws exactly it.',
    );
    const memory = { cause: 'no-memory', message: 'Array buffer allocation failed' } as const;
    expect(openSentence([incident(0, memory), incident(1, memory), incident(2)])).toBe(
      '3 trials could not be run on this machine: the machine gave no more memory (Array buffer allocation failed); a worker ended (worker exited with code: 7). Nothing is concluded from them. To go on, free memory, raise its limit (ulimit -v) or take fewer workers (--jobs); then run the same command again: it draws exactly them.',
    );
  });
});
