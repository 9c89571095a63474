/** The text of a purpose is part of the names of streams: each is pinned, and read back as what it was. */
import { describe, expect, it } from 'vitest';
import { purposeOf, purposeText, type Purpose } from '../../../properties/trials/purpose.ts';

const PURPOSES: readonly (readonly [Purpose, string])[] = [
  [{ kind: 'main' }, 'main'],
  [{ kind: 'control' }, 'control'],
  [{ kind: 'calibration' }, 'calibration'],
  [{ kind: 'plan' }, 'plan'],
  [{ kind: 'again', ladder: 0 }, 'again:0'],
  [{ kind: 'again', ladder: 107 }, 'again:107'],
  [{ kind: 'witness', ladder: 0, steps: [] }, 'witness:0:'],
  [{ kind: 'witness', ladder: 12, steps: [0, 31, 2] }, 'witness:12:0.31.2'],
  [{ kind: 'explore', cell: '0.125,16' }, 'explore:0.125,16'],
  [{ kind: 'decide', part: 'find' }, 'decide:find'],
  [{ kind: 'decide', part: 'test' }, 'decide:test'],
  [{ kind: 'hunt-path' }, 'hunt'],
  [
    { kind: 'hunt', target: 'thm-4.1/asymmetry', domain: 'wide', relaxed: 'noise', stream: 'confirm:3' },
    'hunt:thm-4.1/asymmetry:wide:noise:confirm:3',
  ],
  [
    { kind: 'hunt', target: 'thm-4.1', domain: 'paper', relaxed: null, stream: 'rate:again:look:2' },
    'hunt:thm-4.1:paper::rate:again:look:2',
  ],
];

describe('a purpose', () => {
  it.each(PURPOSES)('%j has its text, and is what the text says', (purpose, text) => {
    expect(purposeText(purpose)).toBe(text);
    for (const variant of ['main', 'random-labels'])
      expect(purposeOf({ purpose: text, variant })).toEqual(purpose);
  });

  it('of an audit is one text; what it audits, the variant says', () => {
    for (const of of ['main', 'control'] as const) {
      expect(purposeText({ kind: 'audit', of })).toBe('audit');
      const variant = of === 'main' ? 'main' : 'random-labels';
      expect(purposeOf({ purpose: 'audit', variant })).toEqual({ kind: 'audit', of });
    }
  });

  it.each([
    '',
    'Main',
    'again',
    'again:',
    'again:01',
    'again:-1',
    'again:1.5',
    'again:x',
    'decide:',
    'hunt:a:b',
  ])('is none of "%s"', (text) => {
    expect(purposeOf({ purpose: text, variant: 'main' })).toBeUndefined();
  });
});
