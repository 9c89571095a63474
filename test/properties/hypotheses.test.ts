/** How the hypotheses of a theorem are counted over the instances that were read. */
import { expect, it } from 'vitest';
import { assembleRecords } from '../../properties/assemble.ts';
import type { Study } from '../../theorems/types.ts';
import { coinSelection, coinStudy, COIN_PROFILE, fails, gather } from '../support/coins.ts';

/** The record of the coin theorem with more hypotheses than "the coin was drawn". */
async function recordWith(ids: readonly string[], hypotheses: Study['hypotheses']) {
  const profile = { ...COIN_PROFILE, studies: { coins: { sizes: [16, 32], ladders: 130 } } };
  const plain = coinSelection(fails(0), profile);
  const suite = plain.suite.map((t) => ({
    ...t,
    hypotheses: ids.map((id) => ({ id, mark: 'ours' as const, words: id })),
  }));
  const selection = { ...plain, suite, studies: { coins: { ...coinStudy(fails(0)), hypotheses } } };
  const root = { seed: 1, fingerprint: 'coins', regime: selection.regime };
  const run = { engine: 'kernel', interrupted: false, command: 'fct verify' };
  const evidence = await gather(selection, 1);
  return assembleRecords({ ...selection, ...run, root, evidence }, { durationSeconds: 1 })[0]!;
}

it('counts the instances that meet each, and one outside makes the claim vacuous', async () => {
  // Paths are drawn from [0, 1): some are below 0.1 and most are not.
  const record = await recordWith(['always', 'mostly'], ({ path }) => ({
    always: true,
    mostly: (path as number) >= 0.1,
  }));
  const [always, mostly] = record.hypotheses;
  expect(always!.held).toBe(always!.of);
  expect(always!.of).toBe(2 * record.studies[0]!.ladders);
  expect(mostly!.held).toBeLessThan(mostly!.of);
  expect(mostly!.held).toBeGreaterThan(mostly!.of / 2);
  expect(record.claims[0]!.verdict).toBe('vacuous');
});

it('never counts a hypothesis that the study does not know as held', async () => {
  const record = await recordWith(['always', 'unknown'], () => ({ always: true }));
  expect(record.hypotheses.map(({ id, held }) => [id, held > 0])).toEqual([
    ['always', true],
    ['unknown', false],
  ]);
  expect(record.claims[0]!.verdict).toBe('vacuous');
});
