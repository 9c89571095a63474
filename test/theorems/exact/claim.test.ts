/** Exact claims without wiring, as a user writes them: through the package's door alone. */
import { describe, expect, it } from 'vitest';
import {
  checkTheorem,
  decimal,
  decimalText,
  defineTheorem,
  arithmeticFor,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  exactClaim,
  exactTwin,
  fc,
} from '../../../properties/index.ts';

interface Pair {
  readonly a: string;
  readonly b: string;
}

const tenth = fc.integer({ min: -30, max: 30 }).map((units) => decimalText(units, 1));
const arbitrary = fc.record({ a: tenth, b: tenth });

/** (a + b)^2, and a^2 + middle ab + b^2. */
function sides({ a, b }: Pair, middle: number) {
  const [x, y, factor] = [decimal(a), decimal(b), decimal(middle)];
  const digits = digitsOf([x, y, factor]);
  const A = arithmeticFor(digitsOfProduct(digitsOfSum(8, digits), digitsOfSum(8, digits), digits));
  const sum = A.add(x, y);
  const product = A.mul(factor, A.mul(x, y));
  return { left: A.mul(sum, sum), right: A.add(A.mul(x, x), A.add(product, A.mul(y, y))) };
}

const holds = (middle: number) => (pair: Pair) => {
  const { left, right } = sides(pair, middle);
  return left.equals(right);
};
const explain = (middle: number) => (pair: Pair) => {
  const { left, right } = sides(pair, middle);
  return `a = ${pair.a}, b = ${pair.b}: (a + b)^2 = ${left}, and a^2 + ${middle} ab + b^2 = ${right}`;
};

const squares = (requiredCases: readonly string[], middle = 2) =>
  defineTheorem({
    id: 'squares',
    title: 'The square of a sum',
    statement: { mark: 'ours', words: 'It is a^2 + 2ab + b^2.', latex: '(a+b)^2=a^2+2ab+b^2' },
    source: 'school',
    reading: [],
    notCovered: [],
    hypotheses: [],
    claims: [
      exactClaim({
        id: 'squares/sum',
        title: 'the square of a sum',
        mark: 'ours',
        words: 'both sides are equal',
        latex: '(a+b)^2=a^2+2ab+b^2',
        requiredCases,
        arbitrary,
        holds: holds(middle),
        explain: explain(middle),
        cases: ({ a, b }) => (a.startsWith('-') === b.startsWith('-') ? ['one sign'] : ['two signs']),
      }),
    ],
    controls: [
      exactTwin({
        id: 'squares/sum~half',
        of: 'squares/sum',
        words: 'the middle term once',
        arbitrary,
        holds: holds(1),
        explain: explain(1),
      }),
    ],
    constants: [],
  });

describe('an exact claim', () => {
  it('is supported with its cases counted, and its twin refuted by the smallest counterexample, worked out', async () => {
    const record = await checkTheorem(squares(['one sign', 'two signs']), { exactRuns: 300 });
    const [claim] = record.claims;
    expect(claim).toMatchObject({ kind: 'exact', verdict: 'supported', trials: 300 });
    expect(claim!.cases['one sign']! + claim!.cases['two signs']!).toBe(300);
    const [twin] = record.controls;
    expect(twin!.verdict).toBe('refuted');
    // (1/10)^2 is the smallest product that is not 0; the sign is fast-check's choice.
    expect(twin!.counterexample!.explanation).toMatch(
      /^a = (-?)0\.1, b = (-?)0\.1: \(a \+ b\)\^2 = 0(\.04)?, and a\^2 \+ 1 ab \+ b\^2 = 0\.0[13]$/,
    );
  });

  it('is vacuous without a case that it requires', async () => {
    const [claim] = (await checkTheorem(squares(['three signs']), { exactRuns: 50 })).claims;
    expect(claim).toMatchObject({ verdict: 'vacuous', cases: { 'three signs': 0 } });
  });

  it('that is false is refuted, and one that throws is errored with what was thrown', async () => {
    const [wrong] = (await checkTheorem(squares(['one sign'], 3), { exactRuns: 300 })).claims;
    expect(wrong!.verdict).toBe('refuted');
    const [broken] = (await checkTheorem(squares(['one sign'], NaN), { exactRuns: 300 })).claims;
    expect(broken!.verdict).toBe('errored');
    expect(broken!.sentence).toMatch(/^Errored: the check itself failed: \w+: /);
  });
});
