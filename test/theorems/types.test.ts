/** The suite's types: lists with a first entry, errors that are told apart by their names, studies that keep their types. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  atLeastOne,
  defineStudy,
  DivergedError,
  mapNonEmpty,
  NoInstanceError,
  probabilityClaim,
  remarkOn,
  scalingClaim,
  type EventResult,
  type Json,
  type StudyOf,
} from '../../theorems/types.ts';

describe('a list with a first entry', () => {
  it('is refused where it has none, with what is missing', () => {
    expect(() => atLeastOne([], 'size to judge')).toThrow(new RangeError('there is no size to judge'));
    const list = [0];
    expect(atLeastOne(list, 'size')).toBe(list);
  });

  it('is mapped entry by entry', () => {
    expect(mapNonEmpty([1], (n) => 2 * n)).toEqual([2]);
    expect(mapNonEmpty([3, 1, 2], (n) => `${n}`)).toEqual(['3', '1', '2']);
  });
});

describe('errors', () => {
  it('are told apart by their names, across threads too', () => {
    expect([new DivergedError('').name, new NoInstanceError('').name]).toEqual([
      'DivergedError',
      'NoInstanceError',
    ]);
  });
});

describe('a study with types', () => {
  interface Path {
    readonly scale: number;
  }
  interface Measurement {
    readonly largest: number;
    readonly pair: readonly [number, null];
  }
  const study: StudyOf<Path, Measurement> = {
    id: 's',
    title: '',
    sampler: fc.record({ scale: fc.constant(3) }),
    samplerWords: [],
    parts: ['small', 'large'],
    partOf: ({ scale }) => (scale < 2 ? 'small' : 'large'),
    instance: ({ path, d0 }) => ({ size: path.scale * d0 }),
    hypotheses: () => ({}),
    fields: [],
    settable: [],
    variants: {},
    measure: ({ path, d0 }) => ({ largest: path.scale * d0, pair: [1, null] }),
    cost: ({ scale }) => scale,
  };
  const defined = defineStudy<Path, Measurement>(study);
  const { curves: _, ...rest } = study;
  const other = defineStudy<Path, { readonly smallest: number }>({
    ...rest,
    measure: () => ({ smallest: 0 }),
  });
  const said = {
    id: 't/c',
    title: '',
    mark: 'ours',
    words: '',
    latex: '',
    requiredCases: ['drawn'],
  } as const;
  const eventOf = ({ largest }: Measurement): EventResult => ({
    holds: largest <= 6,
    slack: 6 - largest,
    cases: [],
  });

  it('is what it was made of', () => {
    expect(defined).toMatchObject(study);
    const drawn: Json = { scale: 3 };
    expect(defined.asPath(drawn)).toBe(drawn);
    expect(defined.asMeasurement(drawn)).toBe(drawn);
  });

  it('measures plain data: the compiler refuses anything else', () => {
    // @ts-expect-error a function is no data
    defineStudy<Path, { readonly of: () => number }>({ ...study, measure: () => ({ of: () => 1 }) });
    // @ts-expect-error nor is undefined
    defineStudy<Path, { readonly of: undefined }>({ ...study, measure: () => ({ of: undefined }) });
  });

  it('hands its measurements to the events of its own claims', () => {
    const claim = probabilityClaim({ ...said, study: defined, event: eventOf });
    expect(claim).toMatchObject({ ...said, kind: 'withHighProbability', study: 's' });
    expect(claim.event({ largest: 5, pair: [1, null] })).toEqual({ holds: true, slack: 1, cases: [] });
    // @ts-expect-error the other study measures no `largest`
    expect(probabilityClaim({ ...said, study: other, event: eventOf }).study).toBe('s');
  });

  it('hands its paths and measurements to the ladders of its own claims', () => {
    const ladder = {
      ...said,
      quantity: 'q',
      point: ({ largest }: Measurement) => ({
        value: largest,
        low: largest,
        high: largest,
        standardError: 0,
      }),
      variable: { name: 'half', of: ({ largest }: Measurement) => largest / 2 },
      rungCases: ({ pair }: Measurement) => [`${pair[0]}`],
      path: { words: 'large', holds: ({ scale }: Path) => scale > 2, share: 1 },
      law: { kind: 'falls', logPower: 1 },
    } as const;
    const claim = scalingClaim({ ...ladder, study: defined });
    expect(claim).toMatchObject({ ...said, kind: 'scaling', study: 's', quantity: 'q', law: ladder.law });
    const m: Json = { largest: 4, pair: [1, null] };
    expect(claim.point(m)).toMatchObject({ value: 4 });
    expect([claim.variable.name, claim.variable.of(m), claim.rungCases(m)]).toEqual(['half', 2, ['1']]);
    expect([claim.path.words, claim.path.share]).toEqual(['large', 1]);
    expect([claim.path.holds({ scale: 3 }), claim.path.holds({ scale: 1 })]).toEqual([true, false]);
    // @ts-expect-error the other study measures no `largest`
    expect(scalingClaim({ ...ladder, study: other }).study).toBe('s');
  });

  it('hands its measurements to a remark', () => {
    const remark = remarkOn(defined, (ms, d0) => `${ms.map((m) => m.largest).join(' ')} at ${d0}`);
    expect(remark([{ largest: 1 }, { largest: 2 }], 16)).toBe('1 2 at 16');
  });
});
