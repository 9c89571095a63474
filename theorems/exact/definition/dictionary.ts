/**
 * That the columns of the dictionary are orthonormal, asked of the dictionaries that are drawn: their float64 numbers are decimals, and
 * inner products of decimals are computed without rounding. What is left is the rounding of drawing them.
 *
 * Bound [ours], u = 2^-53: in the second pass of Gram and Schmidt nothing cancels any more, so each overlap that is left is at most
 * that of the roundings of one projection on d0 - 1 columns, (d0 - 1)(d + 2) u; a length, its root and the division by it round a square
 * norm by at most (d + 6) u. The bound is twice the sum of both.
 */
import fc from 'fast-check';
import {
  arithmeticFor,
  decimalOfFloat,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
} from '../../../sim/exact/arithmetic.ts';
import { drawDictionary } from '../../../sim/data/dictionary.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import type { ExactClaim } from '../../types.ts';
import { exactCheck, type ExactExperiment } from '../check.ts';

export interface DrawnDictionary {
  readonly d: number;
  readonly d0: number;
  readonly stream: number;
}

export const DICTIONARY_CASES = ['one column', 'several columns', 'as many columns as rows'] as const;

/** `orthonormal`: as drawn. Broken: every column drawn alone, or twice as long. */
export type Columns = 'orthonormal' | 'independent' | 'doubled';

const bound = (d: number, d0: number) => 2 * ((d0 - 1) * (d + 2) + d + 6) * 2 ** -53;

function columnsOf({ d, d0, stream }: DrawnDictionary, how: Columns): readonly (readonly number[])[] {
  const key = streamKey('definition 3.1', 'dictionary', stream);
  if (how === 'independent')
    return Array.from({ length: d0 }, (_, j) => [
      ...drawDictionary(streamKey(...key, 'column', j), d, 1).columns,
    ]);
  const { columns } = drawDictionary(key, d, d0);
  const factor = how === 'doubled' ? 2 : 1;
  return Array.from({ length: d0 }, (_, j) =>
    Array.from({ length: d }, (_, i) => factor * columns[i * d0 + j]!),
  );
}

export function dictionaryExperiment(how: Columns): ExactExperiment<DrawnDictionary> {
  return {
    arbitrary: fc
      .record({ d: fc.integer({ min: 1, max: 6 }), fewer: fc.nat({ max: 5 }), stream: fc.nat() })
      .map(({ d, fewer, stream }) => ({ d, d0: Math.max(1, d - fewer), stream })),
    cases: DICTIONARY_CASES,
    examine: (instance) => {
      const columns = columnsOf(instance, how).map((column) => column.map(decimalOfFloat));
      const digits = digitsOf(columns.flat());
      const A = arithmeticFor(digitsOfSum(instance.d, digitsOfProduct(digits, digits)));
      const most = decimalOfFloat(bound(instance.d, instance.d0));
      const pairs = columns.flatMap((_, j) => columns.slice(0, j + 1).map((_, i) => [i, j] as const));
      const wrong = pairs.find(([i, j]) => {
        const inner = A.dot(columns[i]!, columns[j]!);
        return inner
          .minus(i === j ? 1 : 0)
          .abs()
          .gt(most);
      });
      const { d, d0 } = instance;
      const is = {
        'one column': d0 === 1,
        'several columns': d0 > 1,
        'as many columns as rows': d0 === d,
      };
      return {
        cases: DICTIONARY_CASES.filter((name) => is[name]),
        failure:
          wrong === undefined
            ? null
            : () =>
                [
                  `d = ${d}, d0 = ${d0}`,
                  ...[...new Set(wrong)].map(
                    (j) => `m_${j + 1} = (${columns[j]!.map((x) => x.toFixed(4)).join(', ')})`,
                  ),
                  `<m_${wrong[0] + 1}, m_${wrong[1] + 1}> = ${A.dot(columns[wrong[0]]!, columns[wrong[1]]!).toFixed(6)}`,
                  `claimed: ${wrong[0] === wrong[1] ? 1 : 0}, up to ${bound(d, d0).toExponential(2)}`,
                ].join('\n'),
      };
    },
  };
}

export const dictionaryCheck = (how: Columns = 'orthonormal'): ExactClaim['check'] =>
  exactCheck(dictionaryExperiment(how));
