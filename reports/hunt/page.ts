/** The page of a hunt: what was tried, the path of shrinking, and the minimal instance with its interval and its drawing. */
import * as Plot from '@observablehq/plot';
import { agree } from '../../properties/count.ts';
import type { HuntRecord, HuntResultRecord } from '../../properties/hunt/record.ts';
import type { DrawnInstance, LookRecord, ShrinkRecord } from '../../properties/hunt/result.ts';
import { chart } from '../chart.ts';
import { backNav, type PageBeside } from '../html/beside.ts';
import { curveNumbers, curvePanels } from '../html/curves.ts';
import { fold } from '../html/fold.ts';
import { html, trusted, type Html } from '../html/html.ts';
import { displayMath } from '../html/math.ts';
import { command, facts, page } from '../html/page.ts';
import { PANEL } from '../html/panel.ts';
import { table } from '../html/table.ts';
import { instanceFacts } from '../html/trials.ts';
import { count, formatTiming, formatNumber, oneLine, typesetNumber as num } from '../text.ts';
import { effortWords, instanceWords, metWords, nothingWords, whereWords } from './words.ts';
import { prose } from '../html/prose.ts';

/** Slacks beyond these values are drawn at them. */
const SLACKS = [-1.5, 1.5] as const;

/** Pure: the same record and neighbours give the same bytes. */
export function huntPage(record: HuntRecord, beside: readonly PageBeside[] = []): string {
  const name = record.claim ?? record.theorem;
  const found = record.results.filter((r) => r.ending === 'found').length;
  return page({
    title: `Hunt for ${name}: ${found === 0 ? 'nothing found' : count(found, 'counterexample')}`,
    header: html`${backNav(beside)}
      <h1>Where ${name} fails: a hunt</h1>
      <p class="lead">
        ${found === 0 ? 'No counterexample was found' : `${count(found, 'counterexample')} found and confirmed`}
        in domain ${record.domain}, with ${record.strategy} points. An instance counts when it fails more
        often than ${num(record.delta)}; the hunt confirms one that does not with probability at most
        ${num(record.alpha)}.${!record.complete && ' It was stopped before its end.'}
      </p>
      <p>${prose(record.title)}: ${prose(record.words)}.</p>
      ${record.latex.map(displayMath)}`,
    body: html`${record.results.map((result, i) => section(record, result, `hunt-${i + 1}`))}
      <h2>To make this hunt again</h2>
      ${command(`npx ${record.command}`)}
      ${facts([
        ['seed', String(record.seed)],
        ['engine', record.engine],
        ['sources', record.fingerprint],
        ['budget', count(record.budget, 'trial')],
        ['time', formatTiming(record.timing)],
      ])}`,
    footer: html`<p>
      The same numbers are in <a href="hunt.json">hunt.json</a>, every trial of the search in
      <a href="hunt.csv">hunt.csv</a>.
    </p>`,
  });
}

function section(record: HuntRecord, result: HuntResultRecord, name: string): Html {
  const { failure, drawn, looks, file } = result;
  const where = whereWords(record.claim ?? record.theorem, record.domain, result);
  return html`<section class="card" aria-labelledby="${name}">
    <h2 class="inline" id="${name}">
      ${where}: ${failure === null ? 'nothing found' : instanceWords(record.size, failure)}
    </h2>
    ${
      failure === null
        ? html`<p>In ${effortWords(result)}: ${nothingWords(result)}.</p>`
        : html`<p>
              <strong>
                The simplest instance confirmed fails ${num(failure.rate.failures)} of
                ${count(failure.rate.trials, 'time')} on fresh streams (95 % ${num(failure.rate.low)} to
                ${num(failure.rate.high)}).
              </strong>
              Hypotheses not met: ${metWords(failure)}. Found after ${effortWords(result)}; confirmed by
              ${count(failure.confirmation.failures, 'failure')} in
              ${count(failure.confirmation.trials, 'trial')} at level ${num(failure.confirmation.level)}.
              ${file === null ? 'It could not be saved.' : html`Saved as <code>${file}</code>.`}
            </p>
            ${drawn !== null && minimal(drawn, name)}`
    }
    ${looks.length > 0 && search(looks, name)} ${shrinking(result.shrinking)}
  </section>`;
}

/** The minimal instance and one trial of it. */
function minimal({ instance, slack, curves }: DrawnInstance, name: string): Html {
  return html`<h3>The minimal instance</h3>
    ${fold('All its fields', instanceFacts(instance))}
    ${
      curves !== undefined &&
      html`<p class="small soft">
          Its first trial on fresh streams${slack !== null && `, slack ${num(slack)}`}:
        </p>
        ${curvePanels(curves, name)} ${curveNumbers(curves, name)}`
    }`;
}

/** The slack of every trial of the search, in order. */
function search(looks: readonly LookRecord[], name: string): Html {
  const [low, high] = SLACKS;
  const dots = looks.flatMap(({ slack, holds, restart, values }, i) =>
    slack === null || !Number.isFinite(slack)
      ? []
      : [{ trial: i + 1, slack: Math.min(high, Math.max(low, slack)), holds, restart, values }],
  );
  const failing = dots.filter((d) => d.holds === false).length;
  const unmeasured = looks.length - dots.length;
  const words = (d: (typeof dots)[number]) =>
    oneLine(
      `trial ${d.trial}, start ${d.restart + 1}, ${Object.entries(d.values)
        .map(([axis, value]) => `${axis} = ${formatNumber(value)}`)
        .join(', ')}:`,
    );
  return html`<h3>The search</h3>
    <figure>
      <figcaption>
        Slack of every point tried, in order; a new shade is a new start. Squares hold, crosses fail.
        ${unmeasured > 0 && `${count(unmeasured, 'trial')} had no measurement.`}
      </figcaption>
      ${trusted(
        chart(`${name}-search`, {
          ...PANEL,
          label: `Slack of ${count(dots.length, 'point')} tried; ${count(failing, 'point')} ${agree(failing, 'fails', 'fail')}`,
          hover: {
            at: 'trial',
            of: 'slack',
            series: [{ name: '', points: dots.map((d) => [d.trial, d.slack]), words: dots.map(words) }],
          },
          x: { label: 'trial of the search', domain: [0, looks.length + 1], ticks: 5, tickFormat: 'd' },
          y: { label: 'slack (below 0 the claim fails)', domain: [low, high], ticks: 5 },
          marks: [
            Plot.ruleY([0], { stroke: 'var(--soft)', strokeDasharray: '5 4' }),
            Plot.dot(dots, {
              x: 'trial',
              y: 'slack',
              symbol: (d: { holds: boolean | null }) => (d.holds === false ? 'times' : 'square'),
              stroke: (d: { holds: boolean | null }) => (d.holds === false ? 'var(--two)' : 'var(--one)'),
              strokeOpacity: (d: { restart: number }) => (d.restart % 2 === 0 ? 1 : 0.5),
              r: 2.2,
            }),
          ],
        }),
      )}
    </figure>`;
}

const ENDINGS: Readonly<Record<string, string>> = {
  confirmed: 'still fails',
  'given-up': 'fails too seldom',
  undecided: 'undecided',
};

/** Every simpler point that was tried: what was changed of the point before, and whether it still fails. */
function shrinking(steps: readonly ShrinkRecord[]): Html {
  if (steps.length === 0) return html``;
  let last = steps[0]!.values;
  const rows = steps.map(({ values, ending, trials, failures }, i) => {
    const before = last;
    if (ending === 'confirmed') last = values;
    const changes = Object.entries(values)
      .filter(([axis, value]) => before[axis] !== value)
      .map(([axis, value]) => `${axis} = ${num(value)} (was ${num(before[axis])})`);
    const what = i === 0 ? 'what the search found' : changes.join(', ');
    return [num(i), what, ENDINGS[ending] ?? ending, `${num(failures)} of ${num(trials)}`];
  });
  return html`<h3>The path of shrinking</h3>
    <p class="small">
      From
      ${Object.entries(steps[0]!.values)
        .map(([axis, value]) => `${axis} = ${num(value)}`)
        .join(', ')}:
    </p>
    ${table(
      'Shrinking',
      [
        ['question', 'number-head'],
        ['simpler by', 'words'],
        ['answer', 'plain'],
        ['failures', 'number'],
      ],
      rows,
      'Every simpler point is asked about on fresh streams, and taken only if it is confirmed again.',
    )}`;
}
