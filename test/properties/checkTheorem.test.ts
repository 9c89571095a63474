import { describe, expect, it } from 'vitest';
import { checkTheorem } from '../../properties/checkTheorem.ts';
import { coinStudy, coinTheorem, fails } from '../support/coins.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import { linearStudy } from '../../theorems/studies/network/study.ts';

describe('checkTheorem', () => {
  it('gives the record of a theorem, twins included, and the same one again', async () => {
    const options = { studies: [coinStudy(fails(0))], sizes: [16, 32], seed: 3 };
    const record = await checkTheorem(coinTheorem(2), options);
    expect(record).toMatchObject({ id: 'coin-theorem', verdict: 'supported' });
    expect(record.controls.map((c) => c.verdict)).toEqual(['refuted', 'refuted']);
    expect(await checkTheorem(coinTheorem(2), options)).toEqual(record);
  });

  it('returns a refutation instead of throwing it', async () => {
    expect((await checkTheorem(coinTheorem(), { studies: [coinStudy(fails(0.5))] })).verdict).toBe('refuted');
  });

  it('says errored when the study throws', async () => {
    const study = coinStudy(() => {
      throw new Error('no coin');
    });
    const record = await checkTheorem(coinTheorem(), { studies: [study] });
    expect(record.verdict).toBe('errored');
  });

  it.each([
    [{ ladders: 10 }, /study coins has 10 ladders, but \d+ trials without a failure are needed/],
    [{ delta: 0.001 }, /needs 0 < delta0 < delta < 1/],
    [{ seed: -1 }, /seed must be a whole number/],
    [{ studies: [] }, /claim coin-theorem\/claim-0 reads study coins, which is unknown/],
  ])('refuses %j', async (more, sentence) => {
    await expect(checkTheorem(coinTheorem(), { studies: [coinStudy(fails(0))], ...more })).rejects.toThrow(
      sentence,
    );
  });

  it('refuses a hypothesis that a study does not know, as the command line does', async () => {
    const theorem = {
      ...coinTheorem(),
      hypotheses: [{ id: 'drwan', mark: 'ours', words: 'misspelt' }],
    } as const;
    await expect(checkTheorem(theorem, { studies: [coinStudy(fails(0))] })).rejects.toThrow(
      'theorem coin-theorem: study coins does not say whether hypothesis "drwan" is met (it says so of drawn)',
    );
  });

  it('says of a twin that its budget did not refute that it breaks too little, and not that more ladders would help', async () => {
    const study = coinStudy(({ variant }) => (variant === 'broken' ? 0.15 : 0));
    const [twin] = (await checkTheorem(coinTheorem(), { studies: [study] })).controls;
    expect(twin).toMatchObject({ verdict: 'inconclusive' });
    expect(twin!.sentence).toMatch(
      /^Not refuted: \d+ failures in 40 trials\. A twin has to fail nearly always;/,
    );
  });

  it('refuses sizes at which a study makes no instance', async () => {
    const [thm44] = THEOREMS.filter((t) => t.id === 'thm-4.4');
    await expect(checkTheorem(thm44!, { studies: [linearStudy], sizes: [2, 16] })).rejects.toThrow(
      /^there is no instance at d0 = 2: d0 must be a whole number from 4 to 4096, got 2$/,
    );
  });

  it('checks a theorem of the paper on trained networks', async () => {
    const theorem = THEOREMS.find((t) => t.id === 'thm-4.4')!;
    const record = await checkTheorem(theorem, {
      studies: [linearStudy],
      sizes: [16],
      delta: 0.2,
      delta0: 0.02,
    });
    expect(record.verdict).toBe('supported');
    expect(record.claims.every((c) => c.trials > 20)).toBe(true);
  });
});
