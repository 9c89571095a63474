/** Two studies as one: two draws, two streams, and the variants, sizes and hypotheses of both. */
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkTheorem } from '../../../properties/checkTheorem.ts';
import { drawPath } from '../../../properties/trials/seeds.ts';
import { SAMPLER_REGIME } from '../../../properties/trials/regime.ts';
import { uniforms } from '../../../properties/uniforms.ts';
import { streamKey } from '../../../sim/random/stream.ts';
import { comparesClaim, defineStudy, defineTheorem, sideBySide, twinsOf } from '../../../theorems/types.ts';

/** Fails at a rate; turned round, it fails where it would not. */
const coin = (id: string, rate: number, sizes: readonly number[], sizeSymbol = 'n') =>
  defineStudy({
    id,
    title: id,
    sampler: fc.record({ p: fc.integer({ min: 0, max: 2 ** 20 }) }),
    samplerWords: ['any p'],
    instance: ({ d0, path }) => ({ n: d0, p: path.p }),
    hypotheses: ({ d0 }) => ({ small: d0 < 10, [id]: true }),
    variants: { turned: { field: 'rate', value: 1 - rate, words: 'turned round' } },
    measure: ({ labels, variant, path }) => {
      const [luck] = uniforms(streamKey(...labels), 0, 1);
      return { luck: luck!, fails: luck! < rate !== (variant === 'turned'), p: path.p };
    },
    sizes: { smoke: sizes },
    sizeSymbol,
    cost: (_, d0) => 2 * d0,
  });
const [rare, often] = [coin('rare', 0.1, [4, 8]), coin('often', 0.4, [8, 16])];
const both = sideBySide({ id: 'both', title: 'Both', first: rare, second: often });
const at = (variant: string, d0 = 8) => ({
  path: { first: { p: 1 }, second: { p: 2 } },
  d0,
  variant,
  set: {},
});
const measured = (variant: string) =>
  both.measure({ ...at(variant), labels: ['t', 1], engine: undefined as never }) as {
    readonly first: { readonly luck: number; readonly fails: boolean; readonly p: number };
    readonly second: { readonly luck: number; readonly fails: boolean; readonly p: number };
  };

describe('a study of two', () => {
  it('measures each on its own draw and its own stream', () => {
    const { first, second } = measured('main');
    expect([first.p, second.p]).toEqual([1, 2]);
    expect(first.luck).toBe(uniforms(streamKey('t', 1, 'first'), 0, 1)[0]);
    expect(second.luck).toBe(uniforms(streamKey('t', 1, 'second'), 0, 1)[0]);
    const root = { seed: 1, fingerprint: 'made', regime: SAMPLER_REGIME };
    const key = { study: 'both', variant: 'main', purpose: 'main', index: 0, d0: 8 };
    const path = drawPath(both, root, key) as { first: { p: number }; second: { p: number } };
    expect(path.first.p).not.toBe(path.second.p);
    expect(both.instance({ ...at('main'), path })).toEqual({
      first: { n: 8, p: path.first.p },
      second: { n: 8, p: path.second.p },
    });
  });

  it('has the variants of both, each for its own side', () => {
    expect(both.variants).toEqual({
      'first-turned': { field: 'first.rate', value: 0.9, words: 'rare: turned round' },
      'second-turned': { field: 'second.rate', value: 0.6, words: 'often: turned round' },
    });
    const [main, first, second] = ['main', 'first-turned', 'second-turned'].map(measured);
    const fails = (m = main!) => [m.first.fails, m.second.fails];
    expect(fails(first)).toEqual([!fails()[0], fails()[1]]);
    expect(fails(second)).toEqual([fails()[0], !fails()[1]]);
  });

  it('has the sizes that both name, the hypotheses of both, and the cost of both', () => {
    expect(both.sizes).toEqual({ smoke: [8] });
    expect(both.hypotheses(at('main'))).toEqual({ small: true, rare: true, often: true });
    expect(both.hypotheses(at('main', 16))).toEqual({ small: false, rare: true, often: true });
    expect(both.cost(at('main').path, 8)).toBe(32);
    expect(both.samplerWords).toEqual(['rare: any p', 'often: any p']);
    expect(() => sideBySide({ id: 'b', title: 'b', first: rare, second: coin('c', 0.5, [8], 'm') })).toThrow(
      'study b: rare calls its size n and c calls it m',
    );
  });
});

describe('two studies compared', () => {
  const checked = async (margin: number, [first, second] = [rare, often]) => {
    const study = sideBySide({ id: 'both', title: 'Both', first, second });
    const claims = [
      comparesClaim({
        id: 'two/no-worse',
        title: 'The first fails no more often',
        mark: 'ours',
        words: 'by a margin',
        latex: 'p',
        study,
        first: 'the first',
        second: 'the second',
        margin,
        losses: (m) => [m.first.fails, m.second.fails],
      }),
    ];
    const theorem = defineTheorem({
      id: 'two',
      title: 'Two',
      statement: { mark: 'ours', words: 'two', latex: '2' },
      source: 'made up',
      reading: [],
      claims,
      controls: twinsOf(claims, 'first-turned', 'turned round'),
    });
    const record = await checkTheorem(theorem, {
      studies: [study],
      sizes: [8],
      ladders: 400,
      twinLadders: 100,
    });
    return { claim: record.claims[0], twin: record.controls[0] };
  };

  it('a planted truth is supported and its twin refuted; a planted falsehood is refuted', async () => {
    const { claim, twin } = await checked(0);
    expect(claim).toMatchObject({ kind: 'compares', verdict: 'supported' });
    expect(twin).toMatchObject({ verdict: 'refuted' });
    expect((await checked(0, [often, rare])).claim).toMatchObject({ verdict: 'refuted' });
  });
});
