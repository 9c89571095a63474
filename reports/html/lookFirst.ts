/** What needs eyes first, on the index: the worst verdicts, known counterexamples, changes. */
import { agree } from '../../properties/count.ts';
import { byBadness } from '../../properties/judge/verdict.ts';
import type { Comparison } from '../../properties/records/compare.ts';
import type { Summary, SummaryClaim } from '../../properties/records/summaryRecord.ts';
import { comparisonHeadline } from '../comparison.ts';
import { isInterrupted, presentSentence } from '../incidents.ts';
import { knownSentence } from '../known.ts';
import { count, printable } from '../text.ts';
import { twinBadge, verdictBadge } from './badges.ts';
import { html, type Html } from './html.ts';
import { prose } from './prose.ts';

export type SummaryTheorem = Summary['theorems'][number];

export const pageOf = (t: SummaryTheorem) => `${encodeURIComponent(printable(t.id))}/report.html`;

export const claimLink = (t: SummaryTheorem, claim: SummaryClaim, i: number) =>
  html`<a href="${pageOf(t)}#claim-${i + 1}">${prose(claim.title)}</a>`;

/** The worst first; where there is nothing, that is said. */
export function firstToLookAt(summary: Summary, comparison: Comparison | null): Html {
  const { incidents = [] } = summary.timing;
  const open = presentSentence(incidents, isInterrupted(summary));
  const rows = summary.theorems.flatMap((t) => t.claims.map((claim, i) => ({ t, claim, i })));
  const claims = rows
    .filter(({ claim }) => !['supported', 'interrupted'].includes(claim.verdict))
    .sort((a, b) => byBadness(a.claim.verdict, b.claim.verdict))
    .map(({ t, claim, i }) => html`<li>${verdictBadge(claim.verdict)} ${claimLink(t, claim, i)}</li>`);
  const twins = summary.theorems
    .flatMap((t) => t.controls)
    .filter((c) => !['refuted', 'interrupted'].includes(c.verdict))
    .map((c) => html`<li>${twinBadge(c.verdict)} <code>${c.id}</code></li>`);
  const known = (summary.known ?? []).map((one) => {
    const t = summary.theorems.find(({ id }) => id === one.target.split('/')[0])!;
    return html`<li>
      <span class="badge known">known counterexample</span>
      <a href="${pageOf(t)}#known"><code>${one.target}</code></a
      >, ${knownSentence(one)}
    </li>`;
  });
  const changes = comparison?.changes.length
    ? [html`<li><a href="#comparison">${comparisonHeadline(comparison)}</a></li>`]
    : [];
  const items = [
    ...(open === '' ? [] : [html`<li>${open}</li>`]),
    ...interruptedItem(summary),
    ...claims,
    ...twins,
    ...known,
    ...changes,
  ];
  return html`<section class="card first" aria-labelledby="first">
    <h2 class="inline" id="first">Look at first</h2>
    ${
      items.length > 0
        ? html`<ul>
            ${items}
          </ul>`
        : html`<p>Nothing needs a look: every claim is supported, and every broken twin was refuted.</p>`
    }
  </section>`;
}

/** What was not looked at to its end is one thing to know, however much it is. */
function interruptedItem({ theorems }: Summary): readonly Html[] {
  const among = (all: readonly { readonly verdict: string }[]) =>
    all.filter((c) => c.verdict === 'interrupted').length;
  const claims = among(theorems.flatMap((t) => t.claims));
  const twins = among(theorems.flatMap((t) => t.controls));
  const words = [
    ...(claims === 0 ? [] : [count(claims, 'claim')]),
    ...(twins === 0 ? [] : [count(twins, 'broken twin')]),
  ];
  if (words.length === 0) return [];
  return [
    html`<li>
      ${verdictBadge('interrupted')} ${words.join(' and ')}; the same command goes on with
      ${agree(claims + twins, 'it', 'them')}
    </li>`,
  ];
}
