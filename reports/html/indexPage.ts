/** The page of a run: every theorem at a glance, the error budget, and how to make the run again. */
import type { Comparison } from '../../properties/records/compare.ts';
import { assumption } from '../assumption.ts';
import { BADNESS } from '../../properties/judge/verdict.ts';
import { SUMMARY_SCHEMA, type Summary, type SummaryClaim } from '../../properties/records/summaryRecord.ts';
import { comparisonHeadline } from '../comparison.ts';
import { headline } from '../markdown.ts';
import { count, formatTiming, oneLine, typesetNumber as num } from '../text.ts';
import { verdictBadge } from './badges.ts';
import { besideSection, type PageBeside } from './beside.ts';
import { changesOf } from './changes.ts';
import { html, type Html } from './html.ts';
import { command, experimentNote, facts, page } from './page.ts';
import { exponentsSection } from './exponents.ts';
import { experimentSuffix } from '../experiment.ts';
import { foldedSection } from './fold.ts';
import { isInterrupted } from '../incidents.ts';
import { knownCount } from '../known.ts';
import { incidentSection } from './incidents.ts';
import { notJudgedList } from './notJudged.ts';
import { claimedWords, estimateWords } from './scaling.ts';
import { auditSection } from './setting.ts';
import { spark } from './spark.ts';
import { table } from './table.ts';
import { claimLink, firstToLookAt, pageOf, type SummaryTheorem } from './lookFirst.ts';
import { heading } from './theoremPage.ts';
import { unreadable } from './unreadable.ts';
import { prose } from './prose.ts';

/** The suite's name, as a title. */
function titleOf({ suite }: Summary): string {
  const name = oneLine(suite);
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
}

/** Pure: the same summary, comparison with an earlier run and neighbours give the same bytes. */
export function indexPage(
  summary: Summary,
  comparison: Comparison | null,
  beside: readonly PageBeside[] = [],
): string {
  if (summary.schema !== SUMMARY_SCHEMA) return unreadable(summary.schema, SUMMARY_SCHEMA);
  const { incidents = [] } = summary.timing;
  const interrupted = isInterrupted(summary);
  const exponents = exponentsSection(summary);
  return page({
    title: `${headline(summary)}${experimentSuffix(summary)}`,
    header: html`<h1>${titleOf(summary)}${experimentSuffix(summary)}</h1>
      ${experimentNote(summary)}
      <p class="answer">${holding(summary)}</p>
      <p class="lead">${howSure(summary)}</p>
      ${facts([
        ['profile', summary.profile],
        ['seed', String(summary.seed)],
        ['engine', summary.engine],
        ['sources', summary.fingerprint],
        ['time', formatTiming(summary.timing)],
      ])}`,
    body: html`${firstToLookAt(summary, comparison)}
      ${
        summary.theorems.length === 0
          ? html`<p>No theorem was selected, so nothing was shown.</p>`
          : html`<h2>Claim by claim</h2>
              ${claimsTable(summary)}`
      }
      ${besideSection(beside)} ${notes(summary)} ${comparison !== null && comparisonSection(comparison)}
      ${exponents.markup !== '' && foldedSection('exponents', 'Exponents', exponents)}
      ${foldedSection('budget', 'Error budget', ledger(summary))}
      ${foldedSection('audit', 'Audit of the engine', auditSection(summary.audit))}
      ${incidents.length > 0 && foldedSection('incidents', 'Incidents', incidentSection(incidents, interrupted))}
      <h2>To make this run again</h2>
      ${command(`npx ${summary.command}`)}`,
    footer: html`<p>
      The same numbers are in <a href="summary.json">summary.json</a>, every judged trial in
      <a href="trials.csv">trials.csv</a>.
    </p>`,
  });
}

/** How many claims hold. */
function holding({ theorems }: Summary): string {
  const claims = theorems.flatMap((t) => t.claims);
  if (claims.length === 0) return 'Nothing was judged';
  const supported = claims.filter((c) => c.verdict === 'supported').length;
  const others = BADNESS.filter((v) => v !== 'supported').flatMap((v) => {
    const n = claims.filter((c) => c.verdict === v).length;
    return n === 0 ? [] : [`${n} ${v}`];
  });
  return `${supported} of ${count(claims.length, 'claim')} supported${others.map((o) => `, ${o}`).join('')}`;
}

/** At which error rate, and on how much. */
function howSure({ ledger, trained, theorems }: Summary): Html {
  const twins = theorems.flatMap((t) => t.controls);
  const refuted = twins.filter((c) => c.verdict === 'refuted').length;
  const { networks, sizes } = trained;
  const range =
    sizes.length === 0
      ? ''
      : sizes.length === 1
        ? ` of size ${sizes[0]}`
        : ` of sizes ${sizes[0]} to ${sizes.at(-1)}`;
  return html`Any false verdict among them: probability at most <strong>${num(ledger.alpha)}</strong>.
    ${count(networks, 'trial')}${range}; ${refuted} of ${count(twins.length, 'broken twin')} (negative
    controls) refuted.`;
}

function comparisonSection(c: Comparison): Html {
  return html`<section class="card" aria-labelledby="comparison">
    <h2 class="inline" id="comparison">${comparisonHeadline(c)}</h2>
    ${changesOf(c)}
  </section>`;
}

/** A group of rows for each theorem. */
function claimsTable({ theorems, known }: Summary): Html {
  const knownLink = (t: SummaryTheorem, id: string) => {
    const words = knownCount(known, id);
    return words !== '' && html`<a class="badge known" href="${pageOf(t)}#known">${words}</a>`;
  };
  return table(
    'Claims',
    [
      ['claim', 'head'],
      ['verdict', 'plain'],
      ['evidence', 'plain'],
      ['trials', 'number'],
      ['failures', 'number'],
      ['what was seen', 'number'],
    ],
    theorems.map((t) => ({
      head: html`<a href="${pageOf(t)}">${heading(t)}</a> ${verdictBadge(t.verdict)} ${knownLink(t, t.id)}
        <span class="small soft">${twinWords(t)}</span>`,
      rows: t.claims.map((c, i) => [
        claimLink(t, c, i),
        html`${verdictBadge(c.verdict)} ${knownLink(t, c.id)}`,
        spark(c.trace),
        num(c.trials),
        num(c.failures),
        seen(c),
      ]),
    })),
    'Evidence: the logarithm of a bet on the claim, trial by trial, in the stratum that is the furthest from a decision; the dashed line decides. What was seen: the 95 % interval of the failure rate, of the share of draws, of a witness’ fresh trials or of the mean difference, or the mean slope of the ladders beside the range claimed.',
  );
}

function twinWords({ controls }: SummaryTheorem): string {
  const refuted = controls.filter((c) => c.verdict === 'refuted').length;
  return controls.length === 0
    ? 'no twin was run'
    : `${refuted} of ${count(controls.length, 'twin')} refuted`;
}

function seen(c: SummaryClaim): string {
  if (c.trials === 0) return 'nothing yet';
  if (c.exponent !== undefined) {
    const { estimate } = c.exponent;
    return estimate === null
      ? estimateWords(c.exponent)
      : `slope ${num(estimate)}, claimed ${claimedWords({ exponent: c.exponent })}`;
  }
  if (c.low === null || c.high === null) return c.failures === 0 ? 'no counterexample' : 'a counterexample';
  switch (c.kind) {
    case 'covers':
      return `share ${num(1 - c.high)} to ${num(1 - c.low)}`;
    case 'exists':
      return `a witness shows it in ${num(1 - c.high)} to ${num(1 - c.low)} of its trials`;
    case 'compares':
      return `difference ${num(c.low)} to ${num(c.high)}`;
    default:
      return `failure rate ${num(c.low)} to ${num(c.high)}`;
  }
}

/** Remarks beside verdicts, and claims that this run could not judge. */
function notes({ theorems }: Summary): Html {
  const remarks = theorems.flatMap((t) =>
    t.remark === null
      ? []
      : [
          html`<div class="note">
            <p>${heading(t)}: ${prose(t.remark)}</p>
          </div>`,
        ],
  );
  return html`${remarks} ${notJudgedList(theorems.flatMap((t) => t.notJudged))}`;
}

function ledger({ ledger: { alpha, beta, shares, betaShares } }: Summary): Html {
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
      <strong>${num(beta)}</strong>${assumption({ betaShares })}.
    </p>`;
}
