import { afterAll, describe, expect, test } from 'vitest';
import type { Engine } from '../../sim/engines/engine.ts';
import { initialState } from '../../sim/network.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { ENGINE_LAWS } from './engineLaws.ts';
import { checkLaw, subjects, table, type Row } from './lawRunner.ts';

const SEED = 4;
const RUNS = 6;
const all = await subjects();
const rows: Row[] = [];

describe.each(all.map((subject) => [subject.engine.name, subject] as const))('%s', (_name, subject) => {
  test.each(ENGINE_LAWS.map((law) => [law.words, law] as const))('%s', (_words, law) => {
    rows.push(checkLaw(law, subject, RUNS, SEED));
  });
});

afterAll(() => {
  console.log(`largest difference / derived bound, ${RUNS} instances each, seed ${SEED}\n${table(rows)}`);
});

test('every law was checked on the kernel and on tfjs, none only skipped', () => {
  const idle = rows.filter((row) => row.checked === 0).map((row) => `${row.law} on ${row.engine}`);
  const expected = all.flatMap(({ engine, rotated, space }) => [
    ...(space === 'ambient' ? [`half-runs on ${engine.name}`] : []),
    ...(rotated === undefined ? [`rotation on ${engine.name}`] : []),
  ]);
  expect(idle.sort()).toEqual(expected.sort());
});

describe('a broken engine is refuted', () => {
  const subject = all.find(({ engine }) => engine.name === 'kernel')!;
  const broken = (change: Parameters<typeof breakEngine>[1]) => ({
    ...subject,
    engine: breakEngine(subject.engine, change),
  });
  const refutedBy = (laws: readonly string[], change: Parameters<typeof breakEngine>[1]) =>
    ENGINE_LAWS.filter(({ id }) => laws.includes(id))
      .filter((law) => {
        try {
          checkLaw(law, broken(change), 30, SEED, { endOnFailure: true });
          return false;
        } catch {
          return true;
        }
      })
      .map((law) => law.id);

  test.each<[string, Parameters<typeof breakEngine>[1], string[]]>([
    ['decay forgotten', (setup) => ({ ...setup, lambda: 0 }), ['formula', 'other-code']],
    [
      'eta one part in ten thousand too large',
      (setup) => ({ ...setup, eta: setup.eta * 1.0001 }),
      ['formula'],
    ],
    [
      'the first neuron treated unlike the others',
      { after: (weights) => weights.map((v, i) => (i === 0 ? v * 1.0001 : v)) },
      ['formula', 'neurons'],
    ],
    [
      'a positive shift of every weight',
      { after: (weights) => weights.map((v) => v + 2 ** -12) },
      ['label-flip', 'scaling'],
    ],
  ])('%s', (_words, change, laws) => {
    expect(refutedBy(laws, change)).toEqual(laws);
  });

  test('the last bit of the first weight, which no bound of rounding would see', () => {
    const after = (weights: Float32Array) => weights.map((v, i) => (i === 0 ? v * (1 + 2 ** -23) : v));
    expect(refutedBy(['neurons', 'features', 'formula'], { after })).toEqual(['neurons', 'features']);
  });
});

test('the initial weights scale with 1 / sqrt(d), bit for bit', () => {
  const setup = {
    data: { dCore: 1, dBackground: 1, strengths: [], labels: 'true' },
    width: 50,
    batchSize: 1,
    eta: 1,
    lambda: 0,
    activation: 'relu',
    gate: 'own',
  } as const;
  const at = (ambientDimension: number) => initialState({ ...setup, ambientDimension }, streamKey('scale'));
  const [one, other] = [at(1000), at(64_000)];
  expect([...other.weights]).toEqual([...one.weights].map((v) => v / 8));
  expect(other.signs).toEqual(one.signs);
});

/** The engine with another setup, or with its weights changed afterwards. */
function breakEngine(
  engine: Engine,
  change:
    | ((setup: Parameters<Engine['start']>[0]) => Parameters<Engine['start']>[0])
    | { readonly after: (weights: Float32Array) => Float32Array },
): Engine {
  return {
    ...engine,
    name: 'broken',
    start: (setup, batches, state) => {
      if (typeof change === 'function') return engine.start(change(setup), batches, state);
      const run = engine.start(setup, batches, state);
      return {
        advance: (steps) => run.advance(steps),
        state: () => ({ ...run.state(), weights: change.after(run.state().weights) }),
        dispose: () => run.dispose(),
      };
    },
  };
}
