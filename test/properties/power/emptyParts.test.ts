/** A run whose conditions leave a part of the sampler without draws says so before it begins. */
import { describe, expect, it } from 'vitest';
import { PROFILES } from '../../support/paper.ts';
import { agendaOf } from '../../../properties/gather/agenda.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import { emptyParts } from '../../../properties/power/emptyParts.ts';
import { planOf } from '../../../properties/power/plan.ts';
import { SAMPLER_REGIME, type Condition } from '../../../properties/trials/regime.ts';
import { terminalPlan } from '../../../reports/terminal.ts';
import { STUDIES, THEOREMS } from '../../../theorems/registry.ts';
import type { Study } from '../../../theorems/types.ts';
import { COIN_PROFILE, coinSelection, fails } from '../../support/coins.ts';

const root = { seed: 1, fingerprint: 'parts' };
const found = (selection: Selection, ...where: Condition[]) => {
  const regime = { where, set: {} };
  return emptyParts(agendaOf({ ...selection, regime }).campaigns, { ...root, regime });
};

/** The parts are paths below 0.5 and from 0.5 on. */
const coins = coinSelection(fails(0), { ...COIN_PROFILE, strata: 'size-and-part' });

describe('a part without draws', () => {
  it('is one that the conditions leave out', () => {
    const high = { study: 'coins', part: 'high', size: 'd0', sizes: [16, 32, 64, 128] };
    expect(found(coins, { field: 'path', low: 0, high: 0.4 })).toEqual([high]);
    expect(found(coins, { field: 'path', low: 0.5, high: 0.9 })).toEqual([{ ...high, part: 'low' }]);
  });

  it('is none where every part has draws, or where there are no conditions on what is drawn', () => {
    // Of draws from 0.25 to 0.75, 64 all lie in one half with probability 2^-63.
    expect(found(coins, { field: 'path', low: 0.25, high: 0.75 })).toEqual([]);
    expect(found(coins)).toEqual([]);
    expect(found(coins, { field: 'd0', low: 16, high: 32 })).toEqual([]);
  });

  it('does not matter in a profile without parts', () => {
    expect(found(coinSelection(fails(0)), { field: 'path', low: 0, high: 0.4 })).toEqual([]);
  });

  it('is looked for at each size by itself', () => {
    const study = coins.studies['coins']!;
    // At d0 = 32 the condition leaves paths up to 0.8, elsewhere up to 0.4.
    const instance: Study['instance'] = ({ path, d0 }) => ({
      path: (path as number) / (d0 === 32 ? 2 : 1),
      d0,
    });
    const bySize: Selection = { ...coins, studies: { coins: { ...study, instance } } };
    expect(found(bySize, { field: 'path', low: 0, high: 0.4 })).toEqual([
      { study: 'coins', part: 'high', size: 'd0', sizes: [16, 64, 128] },
    ]);
  });
});

it('the plan of a thorough run without decay says which parts stay empty', () => {
  const selection: Selection = {
    suite: THEOREMS,
    studies: STUDIES,
    selected: new Set(['thm-4.3/id-risk-bound']),
    profile: PROFILES['deep']!,
    regime: { where: [{ field: 'kappa', low: 0, high: 0 }], set: {} },
  };
  const agenda = agendaOf(selection);
  const empty = emptyParts(agenda.campaigns, { ...root, regime: selection.regime });
  const sizes = [16, 32, 64, 128, 256, 512, 1024];
  expect(empty).toEqual(
    ['ratio < 1/2', 'ratio >= 1/2'].flatMap((ratio) =>
      ['even', 'uneven'].map((signs) => ({
        study: 'relu',
        part: `decay, ${ratio}, ${signs} signs`,
        size: 'd0',
        sizes,
      })),
    ),
  );
  const text = terminalPlan(planOf(agenda), empty, 80).replace(/\s+/g, ' ');
  for (const { part } of empty)
    expect(text).toContain(
      `study relu: none of the first 64 draws at d0 = ${sizes.join(', ')} lies in the part "${part}"`,
    );
  expect(text).toContain('a claim without a trial in some part cannot be supported: widen --where');
  expect(terminalPlan(planOf(agendaOf({ ...selection, regime: SAMPLER_REGIME })), [], 80)).not.toContain(
    'none of the first',
  );
});
