import { describe, expect, it } from 'vitest';
import type { StratumRecord } from '../../../properties/judge/stratum.ts';
import { tellingBet, thin } from '../../../properties/records/telling.ts';
import type { NonEmpty } from '../../../theorems/types.ts';

/** Strata that are told apart by what their bets came to at the last look. */
const strata = [
  { d0: 1, logE: { support: [9, 4], refute: [0, -3] } },
  { d0: 2, logE: { support: [1, 2], refute: [8, 1] } },
  { d0: 3, logE: { support: [0, 6], refute: [0, 5] } },
] as unknown as NonEmpty<StratumRecord>;

describe('the bet that tells most', () => {
  it.each(['supported', 'inconclusive', 'vacuous', 'interrupted', 'errored'] as const)(
    'is the weakest for a claim that is %s',
    (verdict) => {
      expect(tellingBet(verdict, strata)).toEqual({ side: 'support', stratum: strata[1] });
    },
  );
  it('is the strongest against a claim that is refuted', () => {
    expect(tellingBet('refuted', strata)).toEqual({ side: 'refute', stratum: strata[2] });
  });
});

describe('a thinned curve', () => {
  it('keeps first and last, and no more points than asked for', () => {
    expect(thin([0, 1, 2, 3, 4, 5, 6, 7, 8], 3)).toEqual([0, 4, 8]);
    expect(thin([0, 1], 3)).toEqual([0, 1]);
  });
});
