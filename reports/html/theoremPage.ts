/** The page of one theorem: what it says, how it came out, why one may believe that, and how to see it again. */
import { RECORD_SCHEMA, type TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { experimentSuffix } from '../experiment.ts';
import { formatTiming, printable } from '../text.ts';
import { markChip, verdictBadge } from './badges.ts';
import { claimCards } from './claims.ts';
import { isInterrupted } from '../incidents.ts';
import { knownNote } from './known.ts';
import { foldedSection } from './fold.ts';
import { html, type Html } from './html.ts';
import { incidentNote, incidentSection } from './incidents.ts';
import { notJudgedList } from './notJudged.ts';
import { displayMath } from './math.ts';
import { experimentNote, page } from './page.ts';
import {
  auditSection,
  constantsTable,
  hypothesesTable,
  readingList,
  runSection,
  studySection,
  twinsTable,
} from './setting.ts';
import { NO_REPLAY, replayCommand, type Replay } from './replay.ts';
import { trialCards } from './trials.ts';
import { unreadable } from './unreadable.ts';
import { prose } from './prose.ts';

/** The pages before and after, in the order of the index. */
export interface Neighbours {
  readonly previous?: Named | undefined;
  readonly next?: Named | undefined;
}
type Named = Pick<TheoremRecord, 'id' | 'title'>;

/** Pure: the same record, neighbours and tokens give the same bytes. A record of another schema gives a page that says so. */
export function theoremPage(
  record: TheoremRecord,
  neighbours: Neighbours = {},
  tokens: Replay = NO_REPLAY,
): string {
  if (record.schema !== RECORD_SCHEMA) return unreadable(record.schema, RECORD_SCHEMA);
  const { incidents = [] } = record.timing;
  const interrupted = isInterrupted(record);
  const folded: readonly Section[] = [
    { id: 'twins', title: 'Broken twins', body: twins(record) },
    {
      id: 'trials',
      title: 'Single trials',
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
  const shown = folded.filter((s) => s.if !== false);
  return page({
    title: `${record.title}${experimentSuffix(record.run)}: ${record.verdict} (${record.id})`,
    header: header(record, neighbours),
    body: html`${contents([{ id: 'claims', title: 'What was tested' }, ...shown])}
      <section aria-labelledby="claims">
        <h2 id="claims">What was tested</h2>
        ${incidentNote(incidents, interrupted)}
        ${claimCards(record.claims, { known: record.known, replay: { tokens, command: replayCommand(record.run.command) } })}
        ${notJudgedList(record.notJudged)}
      </section>
      ${shown.map((s) => foldedSection(s.id, s.title, s.body))}`,
    footer: html`<p>The same numbers are in <a href="report.json">report.json</a>; ${record.source}.</p>`,
  });
}

interface Section {
  readonly id: string;
  readonly title: string;
  readonly body: Html;
  readonly if?: boolean;
}

function header(record: TheoremRecord, { previous, next }: Neighbours): Html {
  const link = (rel: 'prev' | 'next', other: Named | undefined) =>
    other !== undefined &&
    html`<a rel="${rel}" href="../${encodeURIComponent(printable(other.id))}/report.html"
      >${rel === 'prev' ? 'Previous' : 'Next'}: ${heading(other)}</a
    >`;
  return html`<nav class="small around" aria-label="Other pages">
      <a href="../index.html">All theorems</a> ${link('prev', previous)} ${link('next', next)}
    </nav>
    <div class="head">
      <h1>${heading(record)}${experimentSuffix(record.run)}</h1>
      ${verdictBadge(record.verdict)}
    </div>
    ${experimentNote(record.run)}
    <p class="lead">${prose(record.sentence)}</p>
    ${knownNote(record.known)}
    ${record.remark !== null && html`<div class="note"><p>${prose(record.remark)}</p></div>`}
    <div class="statement">
      ${displayMath(record.statement.latex)}
      <p>${prose(record.statement.words)}</p>
      <p class="small soft">${markChip(record.statement.mark)} ${record.source}</p>
    </div>`;
}

/** In sight wherever the page is scrolled to. */
function contents(sections: readonly Pick<Section, 'id' | 'title'>[]): Html {
  return html`<nav class="toc" aria-label="On this page">
    <ul>
      ${sections.map((s) => html`<li><a href="#${s.id}">${s.title}</a></li>`)}
    </ul>
  </nav>`;
}

/** `thm-4.3` is Theorem 4.3; other ids stand as they are. */
export function heading({ id, title }: Named): string {
  const numbered = /^(thm|lemma|figure|definition)-(.+)$/.exec(id);
  const kinds: Record<string, string> = {
    thm: 'Theorem',
    lemma: 'Lemma',
    figure: 'Figure',
    definition: 'Definition',
  };
  return numbered === null ? title : `${kinds[numbered[1]!]} ${numbered[2]}. ${title}`;
}

function twins(record: TheoremRecord): Html {
  return html`<p>
      Negative controls: the same claim with one thing broken in the experiment. A suite that does not refute
      these could not have refuted the theorem either.
    </p>
    ${twinsTable(record.controls)}`;
}
