/** Which constants the probability claims of Theorems 4.1 to 4.4 compare, and which cases must come up: written from their words. */
import { describe, expect, it } from 'vitest';
import { constants } from '../../theorems/constants.ts';
import type { QuantityName } from '../../theorems/quantities.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import type { Measurement } from '../../theorems/studies/network/measurement.ts';
import type { Json, WithHighProbabilityClaim } from '../../theorems/types.ts';
import { json, MEASUREMENT, withLast } from '../support/handWritten.ts';

const frozen = constants().constants;
const claims = THEOREMS.flatMap((t) => t.claims);

/** A network that keeps every constant with room, but for one quantity, which is a tenth outside its constant. */
function networkAt(study: 'relu' | 'linear', outside?: QuantityName): Json {
  const at = (name: QuantityName) => {
    const [inside, out] = frozen[name].value < frozen[name].worst ? [1.01, 0.9] : [0.99, 1.1];
    return frozen[name].value * (name === outside ? out : inside);
  };
  const relu = study === 'relu';
  const root = Math.sqrt(MEASUREMENT.d0);
  const risk = (mean: number) => ({ mean, standardError: 0 });
  // ReLU: R_OOD near c6 and R_ID what leaves the gap; with R_OOD outside, the gap stays inside.
  const oodRisk = relu ? at('oodHigh') : at('linearOodRisk') / root;
  const core = [at(relu ? 'coreLow' : 'linearCore'), 1.5, at('coreHigh')] as const;
  const background = [at('backgroundLow'), 0.5, at('backgroundHigh')] as const;
  const neurons = (sign: 1 | -1) => ({
    ...MEASUREMENT.checkpoints.at(-1)!.neurons[0],
    ...{ sign, asymmetry: at('asymmetry'), core, background },
  });
  const end = {
    progressiveRisk: risk(at('idRisk') / root),
    idRisk: risk(oodRisk - at('oodGap')),
    oodRisk: risk(oodRisk),
    largestBackground:
      at('linearBackground') * Math.sqrt(2 * Math.log(MEASUREMENT.m * MEASUREMENT.dBackground)),
    neurons: [neurons(1), neurons(-1)] as const,
  };
  // One neuron of either sign, near the lower ends of the bands and near the upper ones: both signs are needed.
  const neuron = (core: QuantityName, background: QuantityName) => ({
    asymmetry: [at('asymmetry')],
    core: [at(core)],
    background: [at(background)],
  });
  const eachNeuron = [neuron('coreLow', 'backgroundLow'), neuron('coreHigh', 'backgroundHigh')] as const;
  const m = { ...MEASUREMENT, checkpoints: MEASUREMENT.checkpoints.slice(-1), eachNeuron };
  return json(withLast(end, m));
}

/** Which constants a claim compares, as its words say. */
const COMPARED: Readonly<
  Record<string, readonly [study: 'relu' | 'linear', constants: readonly QuantityName[], cases: string]>
> = {
  'thm-4.1/asymmetry': ['relu', ['asymmetry'], 'y=+1 y=-1 s=10 s=20 s=40 between checkpoints'],
  'thm-4.1-repaired/asymmetry': ['relu', ['asymmetry'], 'y=+1 y=-1 s=10 s=20 between checkpoints'],
  'thm-4.2-repaired/same-neurons': [
    'relu',
    ['asymmetry', 'coreLow', 'coreHigh', 'backgroundLow', 'backgroundHigh'],
    'y=+1 y=-1',
  ],
  'thm-4.3-repaired/risks': ['relu', ['idRisk', 'oodGap', 'oodHigh'], 'y=+1 y=-1'],
  'thm-4.4-repaired/linear': ['linear', ['linearBackground', 'linearCore', 'linearOodRisk'], 'y=+1 y=-1'],
  'thm-4.2/core-band': ['relu', ['coreLow', 'coreHigh'], 'y=+1 y=-1 s=40'],
  'thm-4.2/background-band': ['relu', ['backgroundLow', 'backgroundHigh'], 'y=+1 y=-1 s=40'],
  'thm-4.2/same-neurons': [
    'relu',
    ['asymmetry', 'coreLow', 'coreHigh', 'backgroundLow', 'backgroundHigh'],
    'y=+1 y=-1 s=40',
  ],
  'thm-4.3/id-risk-bound': ['relu', ['idRisk'], 'y=+1 y=-1 s=40'],
  // Not of R_OOD alone: an untrained network has R_OOD = R_ID = 1.
  'thm-4.3/ood-risk-band': ['relu', ['oodGap', 'oodHigh'], 'y=+1 y=-1 s=40'],
  'thm-4.3/joint': [
    'relu',
    ['asymmetry', 'coreLow', 'coreHigh', 'backgroundLow', 'backgroundHigh', 'idRisk', 'oodGap', 'oodHigh'],
    'y=+1 y=-1 s=10 s=20 s=40 between checkpoints',
  ],
  // A network that learned nothing has small background weights: the core must have been learned.
  'thm-4.4/background-weight-bound': ['linear', ['linearBackground', 'linearCore'], 'y=+1 y=-1 s=40'],
  'thm-4.4/ood-risk-bound': ['linear', ['linearOodRisk'], 'y=+1 y=-1 s=40'],
};

const OF_STUDY = {
  relu: COMPARED['thm-4.3/joint']![1],
  linear: ['linearBackground', 'linearCore', 'linearOodRisk'],
} as const satisfies Record<string, readonly QuantityName[]>;

describe('a probability claim of the theorems', () => {
  const own = claims.filter(
    (c): c is WithHighProbabilityClaim => c.kind === 'withHighProbability' && c.id.startsWith('thm-'),
  );

  it('is one of those written down here', () => {
    expect(own.map((c) => c.id).toSorted()).toEqual(Object.keys(COMPARED).toSorted());
  });

  it.each(own.map((c) => [c.id, c] as const))('%s fails for its own constants and no others', (id, claim) => {
    const [study, compared, cases] = COMPARED[id]!;
    const repaired = /^thm-(4.\d)-repaired/.exec(id);
    expect(claim.study).toBe(repaired === null ? study : `region-${repaired[1]}`);
    expect(claim.requiredCases.join(' ')).toBe(cases);
    expect(claim.event(networkAt(study)).holds).toBe(true);
    const failing = OF_STUDY[study].filter((name) => claim.event(networkAt(study, name)).holds === false);
    expect(failing).toEqual(compared);
  });

  it.each(own.map((c) => [c.id, c] as const))('%s meets its required cases', (_, claim) => {
    const [, , worst, last] = MEASUREMENT.checkpoints as Measurement['checkpoints'] & { length: 4 };
    const between = { looks: 1, asymmetry: 0, s: 30 };
    const m = { ...MEASUREMENT, checkpoints: [worst!, { ...worst!, s: 20 }, { ...last!, between }] };
    expect(claim.event(json(m)).cases).toEqual(expect.arrayContaining([...claim.requiredCases]));
  });

  it('asks for asymmetry from T0 on in the joint claim, not of its neurons at the end alone', () => {
    const joint = own.find((c) => c.id === 'thm-4.3/joint')!;
    const m = networkAt('relu') as unknown as Measurement;
    const last = m.checkpoints.at(-1)!;
    const withFirst = (asymmetry: number) => {
      const [plus, minus] = last.neurons;
      const first = { ...last, s: 10, neurons: [plus, { ...minus, asymmetry }] as const };
      return joint.event(json({ ...m, checkpoints: [first, last] })).holds;
    };
    expect(withFirst(frozen.asymmetry.value * 0.99)).toBe(true);
    expect(withFirst(frozen.asymmetry.value * 1.01)).toBe(false);
  });

  it('names the constants that its theorem shows', () => {
    for (const theorem of THEOREMS.filter((t) => t.id.startsWith('thm-'))) {
      // A repaired statement has the constants of the recalled one, whose page shows them.
      if (theorem.id.endsWith('-repaired')) {
        expect(theorem.constants).toEqual([]);
        continue;
      }
      const compared = theorem.claims.flatMap((c) =>
        ['thm-4.3/joint', 'thm-4.2/same-neurons'].includes(c.id) ? [] : (COMPARED[c.id]?.[1] ?? []),
      );
      expect(theorem.constants.map((c) => c.id)).toEqual(compared.map((name) => frozen[name].id));
    }
  });
});
