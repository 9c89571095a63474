/** All exponents of a run in one table, beside those that are identities and need no measurement. */
import type { Summary } from '../../properties/records/summaryRecord.ts';
import { typesetNumber as num } from '../text.ts';
import { verdictBadge } from './badges.ts';
import { html, type Html } from './html.ts';
import { claimedWords, estimateWords } from './scaling.ts';
import { table } from './table.ts';

/** These are no findings: what each rests on, and the exact claim that checks it. */
const IDENTITIES: readonly (readonly [string, string, string, string])[] = [
  [
    'onset T₀ of Theorem 4.1 in d',
    '−1/2',
    'd → c²d, η → η/c, v → v/c leaves every gate unchanged until the first example leaves the margin',
    'symmetries/scaling',
  ],
  ['onset T₀ of Theorem 4.1 in m', '1', 'm and η enter as η/m only', 'symmetries/width'],
  ['onset T₀ of Theorem 4.1 in η', '−1', 'm and η enter as η/m only', 'symmetries/width'],
  [
    'standard deviation of the gap of Lemma 1.2 in N',
    '−1/2',
    'N times the variance of the gap is the variance of one summand',
    'lemma-1.2/variance',
  ],
];

export function exponentsSection(summary: Summary): Html {
  const claims = summary.theorems.flatMap((t) => t.claims);
  const fitted = claims.flatMap(({ exponent, ...c }) => (exponent === undefined ? [] : [{ ...c, exponent }]));
  if (fitted.length === 0) return html``;
  return html`<h2>Exponents</h2>
    <p>
      Slopes of logarithms over the sizes of this run, not limits. One ladder is one trial: it fails when its
      slope is outside the claimed range.
    </p>
    ${table(
      'Exponents',
      [
        ['claim', 'head'],
        ['verdict', 'plain'],
        ['claimed, with its range', 'number'],
        ['mean slope of the ladders', 'number'],
        ['ladders outside', 'number'],
      ],
      [
        ...fitted.map(({ id, verdict, exponent, failures, trials }) => [
          html`<code>${id}</code>`,
          verdictBadge(verdict),
          claimedWords({ exponent }),
          estimateWords(exponent),
          `${num(failures)} of ${num(trials)}`,
        ]),
        ...IDENTITIES.map(([what, exponent, why, claim]) => [
          what,
          'identity',
          exponent,
          { across: 2, kind: 'words', content: html`${why}: <code>${claim}</code>` } as const,
        ]),
      ],
    )}`;
}
