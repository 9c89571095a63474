/** What a network of Figure 3 shows of weights in the ambient space, against weights that are known. */
import { expect, it } from 'vitest';
import { drawDictionary, lift } from '../../sim/data/dictionary.ts';
import { fixedExamples, type GeneralSetup } from '../../sim/general/network.ts';
import { loadGeneral } from '../../sim/general/train.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { drawFigureBatch } from '../../theorems/figure-3/data.ts';
import { probe } from '../../theorems/figure-3/probe.ts';
import { paperCodeSetting, type FigureSetting } from '../../theorems/figure-3/setting.ts';

it('norms and correlations are those along the features, whatever the dictionary', async () => {
  const choices = { loss: 'hinge', optimizer: 'adamw', outputLayer: 'trained', core: 'linear' } as const;
  const setting: FigureSetting = {
    ...paperCodeSetting(choices),
    ...{ dCore: 2, dBackground: 2, d: 9, width: 2, examples: { kind: 'fixed', rows: 6 } },
  };
  const dictionary = drawDictionary(streamKey('dictionary'), 9, 4);
  const examples = drawFigureBatch(setting, streamKey('sample'), 0, 6);
  const setup: GeneralSetup = {
    ...{ inputs: 9, width: 2, activation: 'relu', loss: 'hinge', optimizer: setting.optimizer },
    ...{ outputLayer: 'trained', biases: true, gradient: 'manual', dictionary },
    examples: fixedExamples(examples),
  };
  // Core (3, 4), background (0, 12); core (-1, 0), background (2, 0).
  const parameters = {
    hidden: lift(dictionary, Float32Array.of(3, 4, 0, 12, -1, 0, 2, 0)),
    hiddenBias: Float32Array.of(0, 0),
    output: Float32Array.of(1, -1),
    outputBias: Float32Array.of(0),
  };
  // The training sample has the purpose "examples".
  const key = (purpose: string) => streamKey(purpose === 'examples' ? 'sample' : purpose);
  const seen = probe(await loadGeneral('wasm'), setting, setup, parameters, key, 0);
  const hinge = Array.from({ length: 6 }, (_, n) => {
    const [a = 0, b = 0, c = 0, d = 0] = examples.z.subarray(4 * n, 4 * n + 4);
    const h = Math.max(0, 3 * a + 4 * b + 12 * d) - Math.max(0, 2 * c - a);
    return Math.max(0, 1 - examples.y[n]! * h) / 6;
  });
  expect(seen.trainRisk).toBeCloseTo(
    hinge.reduce((sum, one) => sum + one, 0),
    5,
  );
  expect(seen.coreNorm).toBeCloseTo((5 + 1) / 2, 5);
  expect(seen.backgroundNorm).toBeCloseTo((12 + 2) / 2, 5);
  // Strengths have mean 1/2: ((3 + 4) + 1)/4 and (12 + 2)/4.
  expect(seen.core).toBeCloseTo(2, 5);
  expect(seen.background).toBeCloseTo(3.5, 5);
});
