/** A token says all of a trial, and a text that is none is refused with what is wrong with it. */
import { describe, expect, it } from 'vitest';
import { readToken } from '../../cli/readToken.ts';
import { UsageError } from '../../cli/usage.ts';
import { toToken, TOKEN_PREFIX, type TokenContent } from '../../properties/trials/token.ts';

const CONTENT: TokenContent = {
  root: {
    seed: 7,
    fingerprint: 'sources',
    regime: { where: [{ field: 'h', low: 0.1, high: 0.2 }], set: { kappa: 0.5, activation: 'relu' } },
  },
  key: { study: 'relu', variant: 'main', purpose: 'control', index: 3, d0: 32 },
  engine: 'wasm-kernel/5',
  digest: 'bits',
};

const text = (fields: unknown) =>
  `${TOKEN_PREFIX}${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
const fields = () =>
  JSON.parse(Buffer.from(toToken(CONTENT).slice(TOKEN_PREFIX.length), 'base64url').toString()) as unknown[];
const refusal = (token: string) => {
  try {
    readToken(token);
  } catch (error) {
    if (error instanceof UsageError) return error.message;
    throw error;
  }
  return 'none';
};

describe('a replay token', () => {
  it('says all of a trial', () => {
    expect(readToken(toToken(CONTENT))).toEqual(CONTENT);
  });

  it('is refused without its beginning, or with an end that is missing', () => {
    expect(refusal('nonsense')).toBe(
      '"nonsense" is no replay token of this version (they start with fct1_); copy a whole token from a report',
    );
    expect(refusal(toToken(CONTENT).slice(0, -9))).toMatch(
      /is a damaged token; copy a whole token from a report$/,
    );
  });

  it.each<[string, number, unknown, string]>([
    ['a seed', 0, -1, '0 must be >= 0'],
    ['a seed', 0, '7', '0 must be integer'],
    ['a study', 2, 5, '2 must be string'],
    ['an index', 5, 1.5, '5 must be integer'],
    ['a size', 6, 2 ** 60, '6 must be <= 9007199254740991'],
    ['a digest', 8, null, '8 must be string'],
    ['a regime', 9, null, '9 must be object'],
    ['a condition', 9, { where: [1], set: {} }, '9.where.0 must be object'],
    ['a bound', 9, { where: [{ field: 'h', low: 'a', high: 1 }], set: {} }, '9.where.0.low must be number'],
    ['a set field', 9, { where: [] }, "9 must have required property 'set'"],
  ])('with %s that is none is refused', (_, i, value, problem) => {
    const spoilt = fields();
    spoilt[i] = value;
    expect(refusal(text(spoilt))).toMatch(
      new RegExp(`is a damaged token: ${problem}; copy a whole token from a report$`),
    );
  });

  it('of more or fewer fields, or of none, is refused', () => {
    expect(refusal(text([...fields(), 1]))).toContain('it must NOT have more than 10 items');
    expect(refusal(text(fields().slice(1)))).toContain('is a damaged token: ');
    expect(refusal(text({}))).toContain('it must be array');
  });
});
