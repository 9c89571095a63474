/** The page of one theorem: what it says, how it came out, why one may believe that, and how to see it again. */
import { RECORD_SCHEMA, type TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { formatTiming } from '../text.ts';
import { markChip, verdictBadge } from './badges.ts';
import { claimCards } from './claims.ts';
import { isInterrupted } from '../incidents.ts';
import { html, type Html } from './html.ts';
import { incidentNote, incidentSection } from './incidents.ts';
import { notJudgedList } from './notJudged.ts';
import { displayMath } from './math.ts';
import { page } from './page.ts';
import {
  auditSection,
  constantsTable,
  hypothesesTable,
  readingList,
  runSection,
  studySection,
  twinsTable,
} from './setting.ts';
import { trialCards } from './trials.ts';
import { unreadable } from './unreadable.ts';

/** Pure: the same record gives the same bytes. A record of another schema gives a page that says so. */
export function theoremPage(record: TheoremRecord): string {
  if (record.schema !== RECORD_SCHEMA) return unreadable(record.schema, RECORD_SCHEMA);
  const { incidents = [] } = record.timing;
  const interrupted = isInterrupted(record);
  const sections: readonly Section[] = [
    {
      id: 'claims',
      title: 'What was tested',
      body: html`${incidentNote(incidents, interrupted)} ${claimCards(record.claims)}
      ${notJudgedList(record.notJudged)}`,
    },
    { id: 'twins', title: 'Broken twins', body: twins(record) },
    {
      id: 'trials',
      title: 'Single networks',
      body: trialCards(record.shownTrials),
      if: record.shownTrials.length > 0,
    },
    {
      id: 'hypotheses',
      title: 'Hypotheses and reading',
      body: html`${hypothesesTable(record.hypotheses)} ${readingList(record)}`,
    },
    {
      id: 'drawn',
      title: 'What was drawn',
      body: html`${record.studies.map(studySection)}`,
      if: record.studies.length > 0,
    },
    {
      id: 'constants',
      title: 'Constants',
      body: constantsTable(record.constants, record.calibration),
      if: record.constants.length > 0,
    },
    { id: 'audit', title: 'Audit of the engine', body: auditSection(record.audit) },
    {
      id: 'incidents',
      title: 'Incidents',
      body: incidentSection(incidents, interrupted),
      if: incidents.length > 0,
    },
    {
      id: 'run',
      title: 'This run',
      body: runSection(record.run, [
        ['time', formatTiming(record.timing)],
        ['seal', record.seal.slice(0, 16)],
      ]),
    },
  ];
  const shown = sections.filter((s) => s.if !== false);
  return page({
    title: `${record.title}: ${record.verdict} (${record.id})`,
    header: header(record, shown),
    body: html`${shown.map(
      (s) =>
        html`<section aria-labelledby="${s.id}">
          <h2 id="${s.id}">${s.title}</h2>
          ${s.body}
        </section>`,
    )}`,
    footer: html`<p>The same numbers are in <a href="report.json">report.json</a>; ${record.source}.</p>`,
  });
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  readonly if?: boolean;
}

function header(record: TheoremRecord, sections: readonly Section[]): Html {
  return html`<p class="small"><a href="../index.html">All theorems</a></p>
    <div class="head">
      <h1>${heading(record)}</h1>
      ${verdictBadge(record.verdict)}
    </div>
    <p class="lead">${record.sentence}</p>
    ${record.remark !== null && html`<div class="note"><p>${record.remark}</p></div>`}
    <div class="statement">
      ${displayMath(record.statement.latex)}
      <p>${record.statement.words}</p>
      <p class="small soft">${markChip(record.statement.mark)} ${record.source}</p>
    </div>
    <nav class="toc" aria-label="On this page">
      <ul>
        ${sections.map((s) => html`<li><a href="#${s.id}">${s.title}</a></li>`)}
      </ul>
    </nav>`;
}

/** `thm-4.3` is Theorem 4.3; other ids stand as they are. */
export function heading({ id, title }: Pick<TheoremRecord, 'id' | 'title'>): string {
  const numbered = /^(thm|lemma|figure)-(.+)$/.exec(id);
  const kinds: Record<string, string> = { thm: 'Theorem', lemma: 'Lemma', figure: 'Figure' };
  return numbered === null ? title : `${kinds[numbered[1]!]} ${numbered[2]}. ${title}`;
}

function twins(record: TheoremRecord): Html {
  return html`<p>
      Negative controls: the same claim with one thing broken in the experiment. A suite that does not refute
      these could not have refuted the theorem either.
    </p>
    ${twinsTable(record.controls)}`;
}
