/** All exponents of a run in one table, beside those that are identities and need no measurement. */
import type { Summary } from '../../properties/records/summaryRecord.ts';
import { typesetNumber as num } from '../text.ts';
import { verdictBadge } from './badges.ts';
import { html, type Html } from './html.ts';
import { claimedWords, estimateWords } from './scaling.ts';
import { table } from './table.ts';

export function exponentsSection(summary: Summary): Html {
  const claims = summary.theorems.flatMap((t) => t.claims);
  const fitted = claims.flatMap(({ exponent, ...c }) => (exponent === undefined ? [] : [{ ...c, exponent }]));
  if (fitted.length === 0) return html``;
  const identities = summary.theorems.flatMap((t) => t.identities ?? []);
  return html`<p>
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
        ...identities.map(({ quantity, exponent, why, claim }) => [
          quantity,
          'identity',
          exponent,
          { across: 2, kind: 'words', content: html`${why}: <code>${claim}</code>` } as const,
        ]),
      ],
    )}`;
}
