/**
 * Streams of everything that is asked beside the suite's trials. Independence is what error rates rest on: the bound alpha of
 * a hunt holds because no question sees the numbers of another, nor those that its candidate was found by.
 */
import { describe, expect, it, vi } from 'vitest';
import { checkProbability } from '../../../properties/checkProbability.ts';
import { drawsOf as drawsOfPlan, drawRoot, gatherDraws } from '../../../properties/explore/decides.ts';
import { gatherMap } from '../../../properties/explore/gather.ts';
import { Confirmer, type HuntTrial } from '../../../properties/hunt/confirm.ts';
import { replayFailure } from '../../../properties/hunt/failure.ts';
import { hunt, type HuntPlan } from '../../../properties/hunt/hunt.ts';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { drawPath, trialLabels } from '../../../properties/trials/seeds.ts';
import { fastCheckSeed, runTask, type Task } from '../../../properties/trials/task.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';
import type { Json } from '../../../theorems/types.ts';
import { dialPlan, dials, type FailureRate } from '../../support/dials.ts';
import { formulas } from '../../support/formulas.ts';
import { drawsOf, namesOf, ofPurpose } from '../../support/recorder.ts';

vi.mock(import('../../../sim/random/stream.ts'), async (original) =>
  (await import('../../support/recorder.ts')).recorded(await original()),
);

const signal = new AbortController().signal;
const quiet = { onProgress: () => {}, signal };

/** The streams of all trials that ran, one entry a trial. */
function watched(rate: FailureRate) {
  const world = dials(rate);
  const streams: string[] = [];
  const execute = (task: Task) => {
    streams.push(JSON.stringify(trialLabels(task.root, task.key)));
    return world.execute(task);
  };
  return { ...world, execute, streams };
}

const twice = (streams: readonly string[]) =>
  [...new Set(streams)].filter((name) => streams.indexOf(name) !== streams.lastIndexOf(name));

/** A hunt on dials; half of its trials fail beyond a = 4, so that many questions are asked. */
async function hunted(change: Partial<HuntPlan> = {}, rate: FailureRate = (a) => (a >= 4 ? 0.5 : 0)) {
  const world = watched(rate);
  const plan: HuntPlan = {
    target: world.target,
    domain: 'wide',
    budget: 600,
    strategy: 'guided',
    root: world.root,
    engine: 'kernel',
    ...change,
  };
  return { results: await hunt(plan, { execute: world.execute, ...quiet }), streams: world.streams };
}

const RESTART = /:restart:\d+"/;

describe('a hunt', () => {
  it('asks every question, takes every fresh look and rates on streams of their own', async () => {
    const { streams, results } = await hunted();
    expect(results.some((r) => r.ending === 'found')).toBe(true);
    // Points of one restart share their luck, on purpose; nothing else is drawn twice.
    expect(twice(streams).every((name) => RESTART.test(name))).toBe(true);
    const questions = new Set(streams.flatMap((name) => /:(confirm:\d+)"/.exec(name)?.[1] ?? []));
    expect(questions.size).toBeGreaterThan(2);
    for (const part of ['restart:0', 'look:0', 'rate'])
      expect(streams.some((name) => name.includes(`:${part}"`))).toBe(true);
  });

  it('shares no stream with a hunt of another seed, domain or relaxation', async () => {
    const { streams, results } = await hunted();
    const relaxed = results.map((r) => r.relaxed);
    expect(relaxed).toEqual([null, 'small-a']);
    const of = (name: string) => streams.filter((s) => s.includes(`:wide:${name}:`)).length;
    expect([of('') > 0, of('small-a') > 0, of('') + of('small-a')]).toEqual([true, true, streams.length]);
    for (const change of [{ root: { ...dials(() => 0).root, seed: 2 } }, { domain: 'paper' as const }]) {
      const other = await hunted(change);
      expect(other.streams.filter((name) => streams.includes(name))).toEqual([]);
    }
  });

  it('chooses its points by streams that no trial has, every restart by new ones', async () => {
    let streams: readonly string[] = [];
    const draws = await drawsOf(async () => void ({ streams } = await hunted()));
    const starts = draws.filter(({ labels }) => labels[0] === 'hunt');
    const restarts = new Set(starts.flatMap(({ labels }) => (labels[6] === 'start' ? [labels[7]] : [])));
    expect(restarts.size).toBeGreaterThan(1);
    // Every word is drawn once: no two choices are the same by construction.
    for (const { words } of starts) expect(twice(words.map(String))).toEqual([]);
    expect(starts.filter(({ labels }) => streams.includes(JSON.stringify(labels)))).toEqual([]);
  });
});

describe('a question', () => {
  it('has trials 0, 1, 2 … of a stream that no question before it had', async () => {
    const asked: HuntTrial[] = [];
    const confirmer = new Confirmer((trials) => {
      asked.push(...trials);
      return Promise.resolve(trials.map(({ index }) => ({ holds: index % 3 !== 0, slack: 0 })));
    }, 0.05);
    for (let i = 0; i < 4; i++) await confirmer.ask([i]);
    const streams = [...new Set(asked.map((t) => t.stream))];
    expect(streams.length).toBe(4);
    for (const [i, stream] of streams.entries()) {
      const own = asked.filter((t) => t.stream === stream);
      expect(own.map((t) => t.index)).toEqual(own.map((_, index) => index));
      expect(own.every((t) => t.point[0] === i)).toBe(true);
    }
  });
});

describe('a saved counterexample', () => {
  it('is judged anew by other sources on streams that the hunt never had', async () => {
    const { results, streams } = await hunted({}, (a) => (a >= 4 ? 1 : 0));
    const failure = results.flatMap((r) => (r.ending === 'found' ? [r.failure] : []))[0]!;
    const world = watched((a) => (a >= 4 ? 1 : 0));
    // Even where the other sources had the same name.
    const root = { ...world.root, fingerprint: failure.fingerprint };
    const execute = (task: Task) => world.execute({ ...task, root });
    const { status } = await replayFailure(failure, world.target, { execute }, 'other sources');
    expect(status).toBe('still fails');
    expect(world.streams.filter((name) => streams.includes(name))).toEqual([]);
    expect(twice(world.streams)).toEqual([]);
  });
});

describe('explorations', () => {
  it('give every cell of a map and every trial of it a stream of its own', async () => {
    const world = watched((a) => (a > 3 ? 1 : 0));
    const plan = dialPlan(world, [0.125, 8]);
    await gatherMap(plan, {
      execute: world.execute,
      concurrency: () => 2,
      known: new Map(),
      onEvidence: () => {},
      ...quiet,
    });
    expect(world.streams.length).toBeGreaterThan(100);
    expect(twice(world.streams)).toEqual([]);
  });

  it('find what decides on some draws and test it on others', async () => {
    const world = watched(() => 0.5);
    const plan = { target: world.target, d0: 16, root: world.root, engine: 'kernel', draws: 30 };
    let evidence: Awaited<ReturnType<typeof gatherDraws>> = new Map();
    const draws = await drawsOf(async () => {
      const options = {
        execute: world.execute,
        concurrency: () => 2,
        known: new Map(),
        onEvidence: () => {},
        ...quiet,
      };
      evidence = await gatherDraws(plan, options);
    });
    expect(world.streams.length).toBe(60);
    expect(twice(world.streams)).toEqual([]);
    const a = (part: 'find' | 'test') => drawsOfPlan(plan, part, evidence).map((d) => d.quantities['a']);
    // 60 instances, no two alike.
    expect(new Set([...a('find'), ...a('test')]).size).toBe(60);
    // What an instance is drawn from is no trial's stream.
    const chosen = draws.filter(({ labels }) => String(labels.at(-3)).startsWith('decide:'));
    expect(chosen.length).toBe(60);
    expect(chosen.filter(({ labels }) => world.streams.includes(JSON.stringify(labels)))).toEqual([]);
    // The same draw is the same instance.
    const key = { study: 'dials', variant: 'main', purpose: 'decide:find', index: 3, d0: 16 };
    expect(drawRoot(plan, key)).toEqual(drawRoot(plan, key));
  });

  it('of one probability give every trial and every seed a stream of its own', async () => {
    const drawn = new Set<string>();
    let trials = 0;
    for (const seed of [1, 2]) {
      await checkProbability({
        trial: ({ random }) => {
          trials++;
          drawn.add([random(), random()].join());
          return trials % 3 > 0;
        },
        ...{ delta: 0.2, delta0: 0.05, alpha: 0.05, budget: 100, seed },
      });
    }
    expect(drawn.size).toBe(trials);
  });
});

describe('exact claims', () => {
  it('and their twins have seeds of their own, by id, seed and sources', () => {
    const all = THEOREMS.flatMap((t) => [...t.claims, ...t.controls]);
    const ids = all.filter((c) => c.kind === 'exact').map((c) => c.id);
    expect(ids.length).toBeGreaterThan(20);
    const seeds = [1, 2].flatMap((seed) =>
      ['a', 'b'].flatMap((fingerprint) =>
        ids.map((id) => fastCheckSeed({ seed, fingerprint, regime: SAMPLER_REGIME }, id)),
      ),
    );
    // Ideal 32-bit seeds coincide somewhere with probability 1e-6.
    expect(new Set(seeds).size).toBe(4 * ids.length);
  });
});

describe('an audit', () => {
  it('trains the main trial again, on its own streams, up to a step that a stream of its own chooses', async () => {
    const set: Readonly<Record<string, Json>> = { m: 12, N: 8, h: 0.25, s: 2.5 };
    const root = { seed: 1, fingerprint: 'streams test', regime: { ...SAMPLER_REGIME, set } };
    const key = { study: 'relu', variant: 'main', purpose: 'main', index: 0, d0: 4 };
    const task = (purpose: string): Task => ({ root, key: { ...key, purpose }, engine: 'formulas', runs: 0 });
    const run = (purpose: string) => () => runTask(task(purpose), STUDIES, THEOREMS, formulas);
    const main = await drawsOf(run('main'));
    const audit = await drawsOf(run('audit'));
    const batches = ofPurpose(audit, 'batches');
    expect(batches.length).toBeGreaterThan(0);
    for (const { labels, page } of batches)
      expect(
        ofPurpose(main, 'batches').some((d) => d.page === page && d.labels.join() === labels.join()),
      ).toBe(true);
    const own = (await namesOf(run('audit'))).filter((name) => name.endsWith('"audit"]'));
    expect(own).toEqual([JSON.stringify([...trialLabels(root, key), 'audit'])]);
    // The path is that of the main trial.
    expect(drawPath(STUDIES['relu']!, root, key)).toEqual((await run('audit')()).path);
  });
});
