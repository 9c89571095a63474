/** What a suite may not say of itself: one sentence each, when it is defined. */
import { describe, expect, it } from 'vitest';
import { defineSuite, type Suite } from '../../../theorems/types.ts';
import { COIN_SUITE_PROFILE, coinStudy, coinTheorem } from '../../support/coins.ts';

const study = { ...coinStudy(() => 0), sizes: { quick: [16] } };
const theorem = coinTheorem();
const sound: Suite = {
  name: 'coins',
  theorems: [theorem],
  studies: [study],
  profiles: { quick: COIN_SUITE_PROFILE },
};

it('a sound suite is what was given', () => {
  expect(defineSuite(sound)).toBe(sound);
});

describe('a suite is refused', () => {
  it.each<[string, Partial<Suite> | object, RegExp]>([
    ['without a name', { name: ' ' }, /^a suite needs a name, a line of text, got " "$/],
    ['whose name is no text', { name: undefined }, /^a suite needs a name, a line of text, got undefined$/],
    ['without a theorem', { theorems: [] }, /^suite coins: has no theorem$/],
    [
      'whose theorems are no list',
      { theorems: theorem },
      /^suite coins: theorems must be a list, got object$/,
    ],
    [
      'with a theorem that is not there',
      { theorems: [theorem, undefined] },
      /^suite coins: number 2 of its theorems is undefined: is it exported, or do two modules import each other\?$/,
    ],
    [
      'with one theorem twice',
      { theorems: [theorem, theorem] },
      /^suite coins: two theorems have the id coin-theorem$/,
    ],
    ['with one study twice', { studies: [study, study] }, /^suite coins: two studies have the id coins$/],
    [
      'whose study is no file name',
      { studies: [{ ...study, id: 'a/b' }] },
      /^suite coins: study id "a\/b" must name a file/,
    ],
    [
      'whose study takes the name of another file',
      { studies: [{ ...study, id: 'exact' }] },
      /^suite coins: study id "exact" must/,
    ],
    ['without a profile', { profiles: {} }, /^suite coins: has no profile$/],
    [
      'whose profile is no word',
      { profiles: { 'my profile': COIN_SUITE_PROFILE } },
      /^suite coins: profile name "my profile" needs/,
    ],
    [
      'without a study that a claim reads',
      { studies: [] },
      /^suite coins: claim coin-theorem\/claim-0 reads study coins, which is not among its studies$/,
    ],
    [
      'whose study has no sizes for a profile',
      { studies: [{ ...study, sizes: { smoke: [16] } }] },
      /^suite coins: study coins names no sizes for profile quick, in which coin-theorem\/claim-0 reads it$/,
    ],
    [
      'whose study lacks the variant of a twin',
      { studies: [{ ...study, variants: {} }] },
      /^suite coins: twin coin-theorem\/claim-0~broken needs variant broken, which study coins does not have \(it has none\)$/,
    ],
  ])('%s', (_, change, sentence) => {
    expect(() => defineSuite({ ...sound, ...change })).toThrow(sentence);
  });
});
