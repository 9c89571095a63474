/** Which sizes a campaign runs, in the suite's own sampler and in a user's regime. */
import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../support/paper.ts';
import { assembleRecords } from '../../../properties/records/assemble.ts';
import { agendaOf } from '../../../properties/gather/agenda.ts';
import { campaignsOf } from '../../../properties/gather/campaign.ts';
import { eventOfLadder, judgeOf } from '../../../properties/gather/reading.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import type { Evidence } from '../../../properties/trials/evidence.ts';
import { planOf } from '../../../properties/power/plan.ts';
import { SAMPLER_REGIME, type Regime } from '../../../properties/trials/regime.ts';
import { ledgerOf } from '../../../properties/power/ledger.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';
import type { Json, ScalingClaim } from '../../../theorems/types.ts';
import { terminalPlan } from '../../../reports/terminal.ts';
import { coinFindings, coinSelection, fails, gather } from '../../support/coins.ts';

const sizes = (low: number, high: number): Regime => ({ where: [{ field: 'd0', low, high }], set: {} });

/** One claim of the suite at profile quick, whose twins run at d0 = 16 and 32. */
const quick = (id: string, regime: Regime): Selection => ({
  suite: THEOREMS,
  studies: STUDIES,
  selected: new Set([id]),
  profile: PROFILES['quick']!,
  regime,
});
const sizesOf = (selection: Selection, purpose: 'main' | 'control') =>
  campaignsOf(selection)
    .filter((c) => c.purpose === purpose)
    .map((c) => c.budget.sizes);

describe('the sizes of a twin', () => {
  it.each<[string, Regime, number[]]>([
    ['are those of the profile', SAMPLER_REGIME, [16, 32]],
    ['are those of them that the conditions leave', sizes(32, 256), [32]],
    ['are the smallest size left where the conditions leave none of them', sizes(64, 256), [64]],
    ['are the only size left', sizes(256, 256), [256]],
  ])('%s', (_, regime, expected) => {
    const selection = quick('thm-4.3/id-risk-bound', regime);
    expect(sizesOf(selection, 'control')).toEqual([expected]);
  });

  it.each<[string, Regime, number[]]>([
    ['at its own smallest size', SAMPLER_REGIME, [4]],
    ['at the smallest that is left', sizes(6, 8), [6]],
  ])('of a study without any of the profile’s are %s', (_, regime, expected) => {
    const selection = quick('lemma-1.2/uniform-gap', regime);
    expect(new Set(sizesOf(selection, 'control').flat())).toEqual(new Set(expected));
  });

  it('of a slope are the four smallest left', () => {
    expect(sizesOf(quick('thm-4.3/id-risk-exponent', SAMPLER_REGIME), 'control')).toEqual([
      [16, 32, 64, 128],
    ]);
    expect(sizesOf(quick('thm-4.3/id-risk-exponent', sizes(32, 256)), 'control')).toEqual([
      [32, 64, 128, 256],
    ]);
  });
});

describe('a regime that leaves out the sizes of the twins', () => {
  it('is planned in whole trials', () => {
    const selection = quick('thm-4.3/id-risk-bound', sizes(64, 256));
    const plan = planOf(agendaOf(selection));
    expect(plan.mostTrials).toBe(160 * 3 + 48);
    expect(plan.expectedTrials).toBeGreaterThan(0);
    expect(terminalPlan(plan, [], 80)).toMatch(/\n {2}\d+ trials expected, at most 528, of them 48 for/);
    const { beta } = ledgerOf(agendaOf(selection));
    expect(beta).toBeLessThan(1e-3);
  });

  it('judges the twins at a size of the claim, on trials, and refutes them', async () => {
    const selection: Selection = { ...coinSelection(fails(0)), regime: sizes(64, 128) };
    const evidence = await gather(selection, 1);
    const [record] = assembleRecords(coinFindings(selection, evidence), { durationSeconds: 0 });
    expect(record!.controls.map(({ verdict, trials }) => [verdict, trials > 0])).toEqual([['refuted', true]]);
    const twins = [...evidence.values()].filter((e) => e.key.purpose === 'control');
    expect(new Set(twins.map((e) => e.key.d0))).toEqual(new Set([64]));
  });
});

it('a regime without any size makes no campaign, and says which sizes there are', () => {
  expect(() => campaignsOf(quick('thm-4.3/id-risk-bound', sizes(5, 7)))).toThrow(
    new RangeError('there is no size of study relu in the regime: profile quick has 16, 32, 64, 128, 256'),
  );
});

it('a ladder exercised the cases that each of its rungs did', () => {
  const rung = (d0: number, measurement: Json): Evidence => ({
    key: { study: 'relu', variant: 'main', purpose: 'main', index: 0, d0 },
    path: null,
    outcome: { status: 'measured', measurement },
  });
  const claim = {
    law: { kind: 'falls', logPower: 1 },
    variable: { name: 'd0', of: (m: Json) => (m as number[])[0]! },
    point: () => ({ absent: 'nothing there' }),
    rungCases: (m: Json) => (m as number[]).map((s) => `s=${s}`),
  } as unknown as ScalingClaim;
  const cases = (...ends: readonly number[][]) =>
    eventOfLadder(
      claim,
      ends.map((m, i) => rung(16 * 2 ** i, m)),
    )!.cases;
  expect(cases([20, 40], [40], [40, 80], [10, 40])).toEqual(['s=40', 'slope', 'hold-out']);
  expect(cases([20, 40], [20, 40], [20], [20, 40])).toEqual(['s=20', 'slope', 'hold-out']);
  expect(cases([40], [20])).toEqual(['slope', 'hold-out']);
});

it('every judge of the suite has a stratum in every profile', () => {
  for (const profile of Object.values(PROFILES)) {
    const selected = new Set(THEOREMS.flatMap((t) => t.claims.map((c) => c.id)));
    const selection = { suite: THEOREMS, studies: STUDIES, selected, profile, regime: SAMPLER_REGIME };
    for (const campaign of campaignsOf(selection))
      for (const reader of campaign.readers)
        expect(judgeOf(campaign, reader).result().strata.length, reader.id).toBe(
          reader.claim.kind === 'scaling' ? 1 : reader.sizes.length * campaign.parts.length,
        );
  }
});
