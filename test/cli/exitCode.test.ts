import { describe, expect, it } from 'vitest';
import { exitCode } from '../../cli/exitCode.ts';
import type { Summary } from '../../properties/records/summaryRecord.ts';
import type { Verdict } from '../../properties/judge/verdict.ts';

/** A theorem whose i-th twin is one of its i-th claim. */
const summary = (claims: readonly Verdict[], controls: readonly Verdict[], audit: unknown = null) =>
  ({
    theorems: [
      {
        claims: claims.map((verdict, i) => ({ id: `claim-${i}`, verdict })),
        controls: controls.map((verdict, i) => ({ of: `claim-${i}`, verdict })),
      },
    ],
    audit,
  }) as unknown as Summary;

describe('exit code', () => {
  it.each<[number, Verdict[], Verdict[]]>([
    [0, ['supported', 'supported'], ['refuted']],
    [1, ['supported', 'refuted'], ['refuted']],
    [1, ['inconclusive', 'refuted'], ['refuted']],
    [1, ['supported'], ['supported']],
    [1, ['supported'], ['inconclusive']],
    [1, ['supported'], ['vacuous']],
    [3, ['supported', 'errored', 'refuted'], ['refuted']],
    [3, ['supported'], ['errored']],
    [4, ['supported', 'inconclusive'], ['refuted']],
    [4, ['vacuous'], ['refuted']],
    // A twin of a claim that was not put to the test need not be either; of any other claim it must be.
    [4, ['vacuous'], ['vacuous']],
    [1, ['vacuous', 'supported'], ['vacuous', 'vacuous']],
    [1, ['inconclusive', 'vacuous'], ['vacuous', 'vacuous']],
    [1, ['vacuous'], ['inconclusive']],
    [1, ['vacuous'], ['supported']],
    [1, ['vacuous', 'refuted'], ['vacuous', 'refuted']],
    [4, ['interrupted'], ['interrupted']],
    [4, ['supported'], ['interrupted']],
    [5, [], []],
  ])('%i for claims %j and twins %j', (code, claims, controls) => {
    expect(exitCode(summary(claims, controls))).toBe(code);
  });

  it('a signal comes first; engines that disagree before any verdict', () => {
    expect(exitCode(summary(['refuted'], []), 'SIGINT')).toBe(130);
    expect(exitCode(summary(['errored'], []), 'SIGTERM')).toBe(143);
    expect(exitCode(summary(['refuted'], ['refuted'], { verdict: 'interrupted' }))).toBe(1);
    expect(exitCode(summary(['supported'], ['refuted'], { verdict: 'interrupted' }))).toBe(4);
    expect(exitCode(summary(['supported'], ['refuted'], { verdict: 'disagree' }))).toBe(3);
  });
});
