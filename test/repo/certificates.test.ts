/** Certificates: their numbers hold, by hand and again from the file; a number changed is found out. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FinitePopulation } from '../../theorems/exact/finitePopulation/draw.ts';
import { certificateOf, type Certificate } from '../support/certificates/certificate.ts';
import { isValid } from '../support/certificates/check.ts';
import { coqFile } from '../support/certificates/coq.ts';
import { ROOT } from '../support/fct.ts';

/** One neuron, v = (0.01, 0), on one core and one background feature that are 0.1 always. */
const SMALLEST: FinitePopulation = {
  dCore: 1,
  strengths: [
    { values: ['0.1'], probabilities: ['1'] },
    { values: ['0.1'], probabilities: ['1'] },
  ],
  signs: [1],
  v: [['0.01', '0']],
};
const relu = { activation: 'relu', claim: 'cancels' } as const;

describe('a certificate', () => {
  it('has the numbers of a calculation by hand', () => {
    // On y = +1 the neuron is active and moves with the weight: 2 ten-thousandths times one tenth, at a weight of 10 * 10; on y = -1 it
    // is not. So the risk falls by 200.
    const certificate = certificateOf('a', 'b', relu, SMALLEST);
    expect(certificate).toMatchObject({ neuron: 0, feature: 1, fall: '200', claimed: '0' });
    expect(isValid(certificate)).toBe(true);
  });

  it('is refused where the claim holds: of one value a gate is independent of the strength', () => {
    expect(() =>
      certificateOf('a', 'b', { activation: 'relu', claim: 'independent-gate' }, SMALLEST),
    ).toThrow(/no counterexample/);
  });

  it('is refused of what is no counterexample, and of numbers off its grid', () => {
    const linear = { activation: 'identity', claim: 'cancels' } as const;
    expect(() => certificateOf('a', 'b', linear, SMALLEST)).toThrow(/no counterexample/);
    expect(() => certificateOf('a', 'b', relu, { ...SMALLEST, v: [['0.01', '0.00001']] })).toThrow(
      /whole number/,
    );
  });
});

describe.each(['linear_cancels_relu', 'linear_cancels_past_margin', 'relu_residue_independent_gate'])(
  'docs/certificates/%s',
  (name) => {
    const read = (ending: string) => readFileSync(join(ROOT, `docs/certificates/${name}.${ending}`), 'utf8');
    const certificate = JSON.parse(read('json')) as Certificate;

    it('holds, and no longer with any of its numbers changed', () => {
      expect(isValid(certificate)).toBe(true);
      const { neuron, feature, fall, claimed } = certificate;
      expect(isValid({ ...certificate, fall: `${BigInt(fall) + 1n}` })).toBe(false);
      expect(isValid({ ...certificate, claimed: `${BigInt(claimed) + 1n}` })).toBe(false);
      expect(isValid({ ...certificate, claimed: fall })).toBe(false);
      const louder = certificate.strengths.map(({ values, probabilities }, j) => ({
        values: j === feature ? values.map((u) => 2 * u) : values,
        probabilities,
      }));
      const wider = certificate.weights.map((row, k) => row.map((w) => (k === neuron ? -w : w)));
      expect([
        isValid({ ...certificate, strengths: louder }),
        isValid({ ...certificate, weights: wider }),
      ]).toContain(false);
    });

    it('is the file for Coq beside it', () => {
      expect(coqFile(certificate)).toBe(read('v'));
      expect(read('v')).toContain('fall <> claimed');
    });
  },
);
