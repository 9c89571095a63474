/** The page of a run: every theorem at a glance, the error budget, and how to make the run again. */
import type { Comparison } from '../../properties/records/compare.ts';
import type { Incident } from '../../properties/trials/incident.ts';
import { SUMMARY_SCHEMA, type Summary } from '../../properties/records/summaryRecord.ts';
import { changeSentence, comparisonBasis, comparisonHeadline } from '../comparison.ts';
import { headline } from '../markdown.ts';
import { count, formatTiming, printable, typesetNumber as num } from '../text.ts';
import { twinBadge, verdictBadge } from './badges.ts';
import { html, type Html } from './html.ts';
import { command, facts, page } from './page.ts';
import { exponentsSection } from './exponents.ts';
import { isInterrupted } from '../incidents.ts';
import { incidentNote, incidentSection } from './incidents.ts';
import { notJudgedList } from './notJudged.ts';
import { auditSection } from './setting.ts';
import { table } from './table.ts';
import { heading } from './theoremPage.ts';
import { unreadable } from './unreadable.ts';

/** Pure: the same summary, and comparison with an earlier run where there is one, gives the same bytes. */
export function indexPage(summary: Summary, comparison: Comparison | null): string {
  if (summary.schema !== SUMMARY_SCHEMA) return unreadable(summary.schema, SUMMARY_SCHEMA);
  const { incidents = [] } = summary.timing;
  const interrupted = isInterrupted(summary);
  const trials = summary.theorems.flatMap((t) => t.claims).reduce((sum, c) => sum + c.trials, 0);
  return page({
    title: headline(summary),
    header: html`<h1>Feature contamination theorems</h1>
      <p class="lead">${headline(summary)}.</p>
      ${facts([
        ['profile', summary.profile],
        ['seed', String(summary.seed)],
        ['engine', summary.engine],
        ['sources', summary.fingerprint],
        ['trials read by claims', num(trials)],
        ['time', formatTiming(summary.timing)],
      ])}`,
    body: html`${incidentNote(incidents, interrupted)} ${comparison !== null && comparisonSection(comparison)}
      ${
        summary.theorems.length === 0
          ? html`<p>No theorem was selected, so nothing was shown.</p>`
          : summary.theorems.map(theoremCard)
      }
      ${exponentsSection(summary)}
      <h2>Error budget</h2>
      ${ledger(summary)}
      <h2>Audit of the engine</h2>
      ${auditSection(summary.audit)} ${incidentPart(incidents, interrupted)}
      <h2>To make this run again</h2>
      ${command(`npx ${summary.command}`)}`,
    footer: html`<p>
      The same numbers are in <a href="summary.json">summary.json</a>, every judged trial in
      <a href="trials.csv">trials.csv</a>.
    </p>`,
  });
}

function incidentPart(incidents: readonly Incident[], interrupted: boolean): Html {
  if (incidents.length === 0) return html``;
  return html`<h2>Incidents</h2>
    ${incidentSection(incidents, interrupted)}`;
}

function comparisonSection(c: Comparison): Html {
  return html`<section class="card" aria-labelledby="comparison">
    <h2 class="inline" id="comparison">${comparisonHeadline(c)}</h2>
    ${
      c.changes.length > 0 &&
      html`<ul>
        ${c.changes.map((change) => html`<li>${changeSentence(change)}</li>`)}
      </ul>`
    }
    <p class="small soft">${comparisonBasis(c)}</p>
  </section>`;
}

function theoremCard(t: Summary['theorems'][number]): Html {
  const name = `theorem-${t.id}`;
  return html`<section class="card" aria-labelledby="${name}">
    <div class="head">
      <h2 class="inline" id="${name}">
        <a href="${encodeURIComponent(printable(t.id))}/report.html">${heading(t)}</a>
      </h2>
      ${verdictBadge(t.verdict)}
    </div>
    <p>${t.sentence}</p>
    ${t.remark && html`<div class="note"><p>${t.remark}</p></div>`} ${claimsTable(t)}
    ${notJudgedList(t.notJudged)} ${twins(t)}
  </section>`;
}

function claimsTable(t: Summary['theorems'][number]): Html {
  return table(
    `Claims of ${t.id}`,
    [
      ['claim', 'head'],
      ['verdict', 'plain'],
      ['trials', 'number'],
      ['failures', 'number'],
      ['failure rate, 95 %', 'number'],
    ],
    t.claims.map((c) => [
      html`<code>${c.id}</code>`,
      verdictBadge(c.verdict),
      num(c.trials),
      num(c.failures),
      c.low === null ? 'exact' : `${num(c.low)} to ${num(c.high)}`,
    ]),
  );
}

function twins(t: Summary['theorems'][number]): Html {
  const standing = t.controls.filter((c) => c.verdict !== 'refuted');
  if (t.controls.length === 0) return html`<p class="small soft">No twin was run.</p>`;
  if (standing.length === 0)
    return html`<p class="small soft">
      All ${count(t.controls.length, 'broken twin')} refuted, as they must be.
    </p>`;
  return html`<ul>
    ${standing.map((c) => html`<li><code>${c.id}</code> ${twinBadge(c.verdict)}</li>`)}
  </ul>`;
}

function ledger({ ledger: { alpha, beta, shares } }: Summary): Html {
  const share = (of: 'claim' | 'twin') => {
    const own = shares.filter((s) => s.of === of);
    return own.length === 0 ? '' : html`${count(own.length, of)} with ${num(own[0]!.level)} each`;
  };
  return html`<p>
      Any false “supported” or “refuted” of a claim or a broken twin (negative control) in this run has
      probability at most
      <strong>${num(alpha)}</strong>, whatever was
      selected${shares.length === 0 ? '' : html`: ${share('claim')} and ${share('twin')} share it`}.
    </p>
    <p>
      The run is red only because some twin was not refuted within its budget with probability at most
      <strong>${num(beta)}</strong>.
    </p>`;
}
