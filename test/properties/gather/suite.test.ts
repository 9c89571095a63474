/** A suite made ready to be run: what no profile and no study may leave open. */
import { describe, expect, it } from 'vitest';
import { readySuite } from '../../../properties/gather/suite.ts';
import { NoInstanceError, type Study, type Suite } from '../../../theorems/types.ts';
import { COIN_SUITE_PROFILE, coinStudy, coinTheorem, fails } from '../../support/coins.ts';

const study: Study = { ...coinStudy(fails(0)), sizes: { quick: [16, 32] } };
const suite: Suite = {
  name: 'coins',
  theorems: [coinTheorem()],
  studies: [study],
  profiles: { quick: COIN_SUITE_PROFILE },
};

it('a profile has the sizes of every study that names some, and the ladders for all', () => {
  const { profiles, studies } = readySuite({
    ...suite,
    studies: [study, { ...study, id: 'other', sizes: {} }],
  });
  expect(profiles['quick']).toMatchObject({
    name: 'quick',
    strata: 'size',
    deltaBySize: {},
    studies: { coins: { sizes: [16, 32], ladders: 100 } },
  });
  expect(Object.keys(profiles['quick']!.studies)).toEqual(['coins']);
  expect(Object.keys(studies)).toEqual(['coins', 'other']);
});

describe('a suite is refused', () => {
  it('whose profile can reach no verdict', () => {
    expect(() =>
      readySuite({ ...suite, profiles: { quick: { ...COIN_SUITE_PROFILE, ladders: 5 } } }),
    ).toThrow(/^profile quick: study coins has 5 ladders, but \d+ trials without a failure are needed/);
  });

  it.each<[string, Study['hypotheses'], string]>([
    ['does not know a hypothesis', () => ({ small: true }), 'small'],
    ['knows none', () => ({}), 'none'],
  ])('whose study %s', (_, hypotheses, names) => {
    expect(() => readySuite({ ...suite, studies: [{ ...study, hypotheses }] })).toThrow(
      `theorem coin-theorem: study coins does not say whether hypothesis "drawn" is met (it says so of ${names})`,
    );
  });
});

it('a draw that makes no instance is left to the run that asks for it; another error is told', () => {
  const throwing = (error: Error): Suite => ({
    ...suite,
    studies: [
      {
        ...study,
        hypotheses: () => {
          throw error;
        },
      },
    ],
  });
  expect(readySuite(throwing(new NoInstanceError('none'))).name).toBe('coins');
  expect(() => readySuite(throwing(new TypeError('no')))).toThrow(new TypeError('no'));
});
