/** The exact network against hand calculations and against plain numbers where these are exact (dyadic values). */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  Arithmetic,
  arithmeticFor,
  decimal,
  digitsOf,
  RoundingError,
} from '../../../sim/exact/arithmetic.ts';
import {
  digitsOfLoss,
  digitsOfStep,
  gradient,
  loss,
  output,
  sgdStep,
  type ExactNetwork,
  type Example,
} from '../../../sim/exact/network.ts';
import {
  activationRate,
  enumerate,
  outOfDistribution,
  populationGradient,
  risk,
  type Population,
} from '../../../sim/exact/population.ts';

const A = new Arithmetic(60);
const network = (a: string[], v: string[][], target = '1', activation: 'relu' | 'identity' = 'relu') => ({
  activation,
  a: a.map(decimal),
  v: v.map((row) => row.map(decimal)),
  target: decimal(target),
});
const example = (z: string[], y: 1 | -1): Example => ({ z: z.map(decimal), y });
const texts = (rows: { toString(): string }[][]) => rows.map((row) => row.map(String));

describe('one example by hand', () => {
  // <w_1, x> = 0.3*1 - 0.2*0.5 = 0.2, <w_2, x> = -0.1*1 + 0.4*0.5 = 0.1; h = 0.5*0.2 - 0.5*0.1 = 0.05
  const net = network(['0.5', '-0.5'], [['0.3', '-0.2'], ['-0.1', '0.4']]); // prettier-ignore
  const x = example(['1', '0.5'], 1);

  it('forward pass, loss, gradient and step', () => {
    expect(output(A, net, x.z).toString()).toBe('0.05');
    expect(loss(A, net, x).toString()).toBe('0.95');
    expect(texts(gradient(A, net, x))).toEqual([
      ['-0.5', '-0.25'],
      ['0.5', '0.25'],
    ]);
    // 0.9*0.3 + 0.2*0.5 = 0.37, 0.9*(-0.2) + 0.2*0.25 = -0.13, 0.9*(-0.1) - 0.1 = -0.19, 0.9*0.4 - 0.05 = 0.31
    const next = sgdStep(A, net, [x], { keep: decimal('0.9'), rate: decimal('0.2') });
    expect(texts(next.v as never)).toEqual([
      ['0.37', '-0.13'],
      ['-0.19', '0.31'],
    ]);
  });

  it('the identity has no gate', () => {
    const linear = network(['1'], [['-0.5']], '1', 'identity');
    expect(output(A, linear, [decimal(1)]).toString()).toBe('-0.5');
    expect(texts(gradient(A, linear, example(['1'], -1)))).toEqual([['1']]);
  });

  it('weak inequalities at both kinks', () => {
    expect(texts(gradient(A, network(['1'], [['0']]), example(['1'], 1)))).toEqual([['-1']]);
    expect(texts(gradient(A, network(['1'], [['1']]), example(['1'], 1)))).toEqual([['-1']]);
    expect(texts(gradient(A, network(['1'], [['1.0001']]), example(['1'], 1)))).toEqual([['0']]);
  });
});

describe('a population by hand', () => {
  // One core and one background feature; u_1 = 0.5 or 1 with probability 1/4, 3/4; u_2 = 0.2.
  const population: Population = {
    dCore: 1,
    strengths: [
      { values: [decimal('0.5'), decimal('1')], probabilities: [decimal('0.25'), decimal('0.75')] },
      { values: [decimal('0.2')], probabilities: [decimal('1')] },
    ],
  };
  const net = network(['1'], [['0.4', '-1.5']]);
  const outcomes = enumerate(A, population);

  it('enumerates both classes with probabilities that sum to 1', () => {
    expect(outcomes.map((o) => [o.y, o.z.map(String), String(o.probability)])).toEqual([
      [1, ['0.5', '0.2'], '0.25'],
      [1, ['1', '0.2'], '0.75'],
      [-1, ['-0.5', '0.2'], '0.25'],
      [-1, ['-1', '0.2'], '0.75'],
    ]);
    expect(outOfDistribution(population, outcomes).map((o) => o.z.map(String))[1]).toEqual(['1', '-0.2']);
  });

  it('risk, activation rates and gradient', () => {
    // <w, x>: 0.2 - 0.3 < 0; 0.4 - 0.3 = 0.1; below 0 for y = -1. Loss 1; 0.9; 1; 1.
    expect(risk(A, net, outcomes).toString()).toBe('0.9625');
    expect(activationRate(A, net, outcomes, 0, 1).toString()).toBe('0.75');
    expect(activationRate(A, net, outcomes, 0, -1).toString()).toBe('0');
    expect(texts(populationGradient(A, net, outcomes))).toEqual([['-0.375', '-0.075']]);
  });
});

describe('the precision chosen from the inputs', () => {
  const value = fc.integer({ min: -999, max: 999 }).map((n) => decimal(String(n / 64)));
  const instance = fc
    .record({ m: fc.integer({ min: 1, max: 3 }), d: fc.integer({ min: 1, max: 3 }) })
    .chain(({ m, d }) =>
      fc.record({
        a: fc.array(fc.constantFrom(decimal(1), decimal(-1)), { minLength: m, maxLength: m }),
        v: fc.array(fc.array(value, { minLength: d, maxLength: d }), { minLength: m, maxLength: m }),
        z: fc.array(value, { minLength: d, maxLength: d }),
        y: fc.constantFrom(1 as const, -1 as const),
      }),
    );

  it('holds the loss and a training step, and agrees with twice the digits', () => {
    fc.assert(
      fc.property(instance, ({ a, v, z, y }) => {
        const net: ExactNetwork = { activation: 'relu', a, v, target: decimal(a.length) };
        const [dv, dz] = [digitsOf(v.flat()), digitsOf(z)];
        const update = { keep: decimal('0.999'), rate: decimal('0.05') };
        const chosen = arithmeticFor(digitsOfLoss(net, dv, dz), digitsOfStep(net, dv, dz, 2, update));
        const run = (B: Arithmetic) => [
          loss(B, net, { z, y }).toFixed(),
          ...sgdStep(
            B,
            net,
            [
              { z, y },
              { z, y: -y as 1 | -1 },
            ],
            update,
          )
            .v.flat()
            .map((w) => w.toFixed()),
        ];
        expect(run(chosen)).toEqual(run(new Arithmetic(2 * chosen.digits)));
      }),
      { numRuns: 200 },
    );
  });

  it('a precision too small is refused, not rounded', () => {
    const net = network(['1'], [['0.123']]);
    expect(() => loss(new Arithmetic(5), net, example(['0.456'], 1))).toThrow(RoundingError);
  });
});
