/** The page of a history: what changed from run to run of one experiment, and how every claim came out over all of them. */
import { compare, type Comparison } from '../../properties/records/compare.ts';
import type { HistoryLine } from '../../properties/records/historyRecord.ts';
import { comparisonHeadline } from '../comparison.ts';
import { experimentSuffix } from '../experiment.ts';
import { changesOf } from '../html/changes.ts';
import { html, type Html } from '../html/html.ts';
import { page } from '../html/page.ts';
import { table } from '../html/table.ts';
import { count, formatTiming, oneLine, typesetNumber as num } from '../text.ts';
import { claimPanels, timePanel, type Run } from './panels.ts';

export const HISTORY_TITLE = 'History of ';

/** Pure: the same lines give the same bytes. */
export function historyPage(lines: readonly HistoryLine[]): string {
  const groups = grouped(lines);
  const days = lines.map(({ at }) => at.slice(0, 10)).sort();
  return page({
    title: `${HISTORY_TITLE}${count(lines.length, 'run')}`,
    header: html`<h1>History</h1>
      <p class="lead">
        ${count(lines.length, 'run')} of
        ${count(groups.length, 'experiment')}${days.length > 0 && `, from ${days[0]} to ${days.at(-1)}`}. Runs
        are compared within an experiment: the same suite, under the same conditions and settings.
      </p>`,
    body: html`${groups.map((group, i) => experiment(group, `experiment-${i + 1}`))}`,
    footer: html`<p>Each run is a line of <a href="fct-history.jsonl">fct-history.jsonl</a>.</p>`,
  });
}

/** By experiment, the one that was run last first; in each the oldest run first. */
function grouped(lines: readonly HistoryLine[]): readonly (readonly HistoryLine[])[] {
  const groups = new Map<string, HistoryLine[]>();
  for (const line of [...lines].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0))) {
    const key = JSON.stringify([line.suite, line.where, line.set]);
    const own = groups.get(key) ?? [];
    groups.delete(key);
    groups.set(key, [...own, line]);
  }
  return [...groups.values()].reverse();
}

function experiment(lines: readonly HistoryLine[], name: string): Html {
  const runs = lines.map((line, i): Run => ({ line, number: i + 1 }));
  const comparisons = lines.map((line, i) => (i === 0 ? null : compare(lines[i - 1]!, line)));
  const last = lines.at(-1)!;
  return html`<section aria-labelledby="${name}">
    <h2 id="${name}">${oneLine(last.suite)}${experimentSuffix(last)}</h2>
    ${latest(comparisons.at(-1) ?? null)} ${runsTable(runs, comparisons)}
    <h3>Claim by claim</h3>
    <p class="small soft">
      Over the runs in order: the failure rate with its 95 % interval, or the mean slope with its interval and
      the range claimed (shaded). A run that did not judge a claim leaves a gap.
    </p>
    ${claimPanels(runs, name)}
    <h3>Time</h3>
    ${timePanel(runs, name)}
  </section>`;
}

/** The last run against the one before it. */
function latest(c: Comparison | null): Html {
  if (c === null) return html`<p>One run, so there is nothing to compare it with yet.</p>`;
  return html`<div class="card">
    <h3>${comparisonHeadline(c)}</h3>
    ${changesOf(c)}
  </div>`;
}

function runsTable(runs: readonly Run[], comparisons: readonly (Comparison | null)[]): Html {
  return table(
    'Runs',
    [
      ['run', 'number-head'],
      ['began', 'plain'],
      ['version', 'plain'],
      ['sources', 'plain'],
      ['profile', 'plain'],
      ['seed', 'number'],
      ['supported', 'number'],
      ['networks', 'number'],
      ['time', 'number'],
      ['against the run before', 'words'],
    ],
    runs.map(({ line, number }, i) => {
      const c = comparisons[i] ?? null;
      const supported = line.claims.filter(({ verdict }) => verdict === 'supported').length;
      return [
        number,
        line.at.slice(0, 16).replace('T', ' '),
        line.version,
        html`<code>${line.fingerprint}</code>`,
        line.profile,
        String(line.seed),
        `${num(supported)} of ${num(line.claims.length)}`,
        num(line.networks),
        formatTiming({ durationSeconds: line.seconds }),
        c === null ? '' : against(c),
      ];
    }),
  );
}

/** What changed, and what one of the two runs did not judge, which is no change. */
function against(c: Comparison): string {
  const alone = [...c.onlyBefore, ...c.onlyNow].length;
  return `${comparisonHeadline(c)}${alone === 0 ? '' : `; ${count(alone, 'claim or twin', 'claims and twins')} judged by one of them alone`}`;
}
