/**
 * Memory over 20,000 training steps, on every engine and backend that loads here: what the libraries count (tensors, their
 * bytes, the WebAssembly heap) is the same after 20,000 steps as after the first hundred, and all of it is given back. What
 * trains otherwise on a backend that is watched for as long, is watched for 2,000 steps.
 */
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { loadAmbient } from '../../../sim/engines/ambient.ts';
import type { Engine } from '../../../sim/engines/engine.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import { loadTfjs, tfjsBackends, type TfjsBackend } from '../../../sim/engines/tfjs.ts';
import { loadDevice } from '../../../sim/engines/tfjsBackend.ts';
import { freshExamples, torchInitial, type GeneralSetup } from '../../../sim/general/network.ts';
import { ADAMW } from '../../../sim/general/optimizers.ts';
import { loadGeneral } from '../../../sim/general/train.ts';
import { initialState, type TrainingSetup } from '../../../sim/network.ts';
import { streamKey } from '../../../sim/random/stream.ts';

const FIRST = 100;
const STEPS = 20_000;
const FEWER_STEPS = 2000;
const batches = streamKey('memory', 'batches');
const rows: string[] = [];
afterAll(() =>
  console.log(
    ['| engine | steps | memory after 100 steps and after all |', '| --- | --- | --- |', ...rows].join('\n'),
  ),
);

const setup: TrainingSetup = {
  data: {
    dCore: 3,
    dBackground: 2,
    strengths: Array.from({ length: 5 }, () => ({ kind: 'uniform', low: 0, high: 1 }) as const),
    labels: 'true',
  },
  width: 4,
  ambientDimension: 9,
  batchSize: 8,
  eta: 0.05,
  lambda: 0.01,
  activation: 'relu',
  gate: 'own',
};

/** Anything that trains and can be let go. */
interface Training {
  advance(steps: number): Float64Array;
  state(): unknown;
  dispose(): void;
}

/** What a backend holds, by its own count. */
type Count = () => Readonly<Record<string, number>>;

/** The counts before a run, after its first steps, after all of them, and when it is gone. */
function watch(name: string, count: Count, start: () => Training, steps = STEPS) {
  // The first run of its kind sets up what stays: pipelines, tables, stacks.
  const warm = start();
  warm.advance(FIRST);
  warm.dispose();
  const before = count();
  const run = start();
  run.advance(FIRST);
  const early = count();
  const losses = run.advance(steps - FIRST);
  run.state();
  const late = count();
  run.dispose();
  expect(losses.every(Number.isFinite), 'a run of NaNs shows nothing').toBe(true);
  const words = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([what, n]) => `${n} ${what}`)
      .join(', ');
  rows.push(`| ${name} | ${steps} | ${words(early)}; ${words(late)} |`);
  return { before, early, late, after: count() };
}

function expectFlat({ before, early, late, after }: ReturnType<typeof watch>): void {
  expect(late, 'flat during the run').toEqual(early);
  expect(after, 'given back').toEqual(before);
}

describe.each((await tfjsBackends()).filter((b) => b.available).map((b) => b.backend))(
  'tfjs on %s',
  (backend: TfjsBackend) => {
    let count: Count;
    beforeAll(async () => {
      const device = await loadDevice(backend);
      const { tf } = device;
      let wasm: { readonly HEAPU8: Uint8Array } | undefined;
      let native: (() => number) | undefined;
      device.compute(() => {
        const own = tf.backend() as unknown as {
          readonly wasm?: { readonly HEAPU8: Uint8Array };
          getNumOfTFTensors?(): number;
        };
        wasm = own.wasm;
        native = own.getNumOfTFTensors?.bind(own);
        return [];
      });
      count = () => {
        const { numTensors, numDataBuffers, numBytes } = tf.memory();
        return {
          tensors: numTensors,
          buffers: numDataBuffers,
          bytes: numBytes,
          ...(wasm ? { 'bytes of heap': wasm.HEAPU8.byteLength } : {}),
          ...(native ? { 'native tensors': native() } : {}),
        };
      };
    });

    const ambient = () => loadAmbient({ dictionary: streamKey('memory'), gradient: 'autodiff' }, backend);
    const engines: readonly (readonly [string, number, () => Promise<Engine>, Partial<TrainingSetup>])[] = [
      ['features, own gate', STEPS, () => loadTfjs(backend), {}],
      ['features, averaged gate', FEWER_STEPS, () => loadTfjs(backend), { gate: 'class-average' }],
      ['ambient, autodiff', FEWER_STEPS, ambient, {}],
    ];
    it.each(engines)('%s, %d steps', async (name, steps, load, change) => {
      const engine = await load();
      const own = { ...setup, ...change };
      const start = initialState(own, streamKey('memory', 'initial'));
      expectFlat(watch(`${engine.name}, ${name}`, count, () => engine.start(own, batches, start), steps));
    });

    it('general core, AdamW, everything trained', async () => {
      const core = await loadGeneral(backend);
      const general: GeneralSetup = {
        inputs: 5,
        width: 4,
        activation: 'gelu',
        loss: 'logistic',
        optimizer: { ...ADAMW, eta: 0.001, lambda: 0.01 },
        outputLayer: 'trained',
        biases: true,
        gradient: 'manual',
        examples: freshExamples(setup.data, batches, 8),
      };
      const start = torchInitial(general, streamKey('memory', 'initial'));
      expectFlat(watch(`${core.name}, AdamW`, count, () => core.start(general, start), FEWER_STEPS));
    });

    it('a leak of one number a step would be seen', async () => {
      const { tf } = await loadDevice(backend);
      const engine = await loadTfjs(backend);
      const start = initialState(setup, streamKey('memory', 'initial'));
      const leaked: { dispose(): void }[] = [];
      const { early, late, before, after } = watch(`${engine.name} with a leak on purpose`, count, () => {
        const run = engine.start(setup, batches, start);
        return {
          state: () => run.state(),
          dispose: () => run.dispose(),
          advance: (steps) => {
            for (let i = 0; i < Math.min(steps, 200); i++) leaked.push(tf.scalar(i));
            return run.advance(Math.min(steps, 200));
          },
        };
      });
      expect(late['tensors']! - early['tensors']!).toBe(200);
      expect(after['bytes']!).toBeGreaterThan(before['bytes']!);
      for (const tensor of leaked) tensor.dispose();
    });
  },
);

describe('kernel', () => {
  interface Instance {
    readonly exports: { readonly memory: { readonly buffer: ArrayBuffer } };
  }
  /** The types of WebAssembly come only with those of a browser. */
  const { WebAssembly } = globalThis as unknown as {
    WebAssembly: { Instance: new (module: object, imports: object) => Instance };
  };

  /** An engine, and the memory of the instance that loading it makes. */
  function watched(load: () => Engine): { engine: Engine; count: Count } {
    const { Instance } = WebAssembly;
    let instance: Instance | undefined;
    const spy = vi.spyOn(WebAssembly, 'Instance').mockImplementation(function (module, imports) {
      instance = new Instance(module, imports);
      return instance;
    });
    const engine = load();
    spy.mockRestore();
    return { engine, count: () => ({ bytes: instance!.exports.memory.buffer.byteLength }) };
  }

  it.each([
    ['dense', 'dense', {}],
    ['skipping', 'skipping', {}],
    ['identity', 'skipping', { activation: 'identity' }],
    ['averaged gate', 'skipping', { gate: 'class-average' }],
  ] as const)('%s', (name, path, change) => {
    const { engine, count } = watched(() => loadKernel({ path }));
    const own = { ...setup, ...change };
    const start = initialState(own, streamKey('memory', 'initial'));
    const seen = watch(`kernel, ${name}`, count, () => engine.start(own, batches, start));
    expect(seen.early['bytes']).toBeGreaterThan(0);
    expectFlat(seen);
  });

  it('a thousand runs of changing shape need the memory of the largest', () => {
    const { engine, count } = watched(() => loadKernel());
    const runOf = (width: number) => {
      const own = { ...setup, width };
      const run = engine.start(own, batches, initialState(own, streamKey('memory', width)));
      run.advance(2);
      run.dispose();
    };
    runOf(999);
    const largest = count();
    for (let i = 0; i < 1000; i++) runOf(1 + ((i * 37) % 999));
    expect(count()).toEqual(largest);
    runOf(9999);
    expect(count()['bytes']!, 'a larger one is seen').toBeGreaterThan(largest['bytes']!);
  });
});
