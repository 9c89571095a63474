/** All exponents of a run in one table, beside those that are identities and need no measurement. */
import type { Summary } from '../../properties/record.ts';
import { typesetNumber as num } from '../text.ts';
import { verdictBadge } from './badges.ts';
import { html, type Html } from './html.ts';
import { scrollTable } from './page.ts';
import { claimedWords, estimateWords } from './scaling.ts';

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
  const rows = claims.flatMap((c) =>
    c.exponent === undefined
      ? []
      : [
          html`<tr>
            <th scope="row"><code>${c.id}</code></th>
            <td>${verdictBadge(c.verdict)}</td>
            <td class="n">${claimedWords({ exponent: c.exponent })}</td>
            <td class="n">${estimateWords(c.exponent)}</td>
            <td class="n">${num(c.failures)} of ${num(c.trials)}</td>
          </tr>`,
        ],
  );
  if (rows.length === 0) return html``;
  return html`<h2>Exponents</h2>
    <p>
      Slopes of logarithms over the sizes of this run, not limits. One ladder is one trial: it fails when its
      slope is outside the claimed range.
    </p>
    ${scrollTable(
      'Exponents',
      html`<table>
        <thead>
          <tr>
            <th scope="col">claim</th>
            <th scope="col">verdict</th>
            <th scope="col" class="n">claimed, with its range</th>
            <th scope="col" class="n">mean slope of the ladders</th>
            <th scope="col" class="n">ladders outside</th>
          </tr>
        </thead>
        <tbody>
          ${rows}
          ${IDENTITIES.map(
            ([what, exponent, why, claim]) =>
              html`<tr>
                <th scope="row">${what}</th>
                <td>identity</td>
                <td class="n">${exponent}</td>
                <td colspan="2" class="words">${why}: <code>${claim}</code></td>
              </tr>`,
          )}
        </tbody>
      </table>`,
    )}`;
}
