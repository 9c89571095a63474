/** The page of a run in progress: a shell that asks for its content again and again, and the content. */
import { readFileSync } from 'node:fs';
import { experimentSuffix } from '../experiment.ts';
import { twinBadge, verdictBadge } from '../html/badges.ts';
import { tellingEvidence } from '../html/evidence.ts';
import { html, type Html } from '../html/html.ts';
import { experimentNote, facts, page } from '../html/page.ts';
import { NO_REPLAY } from '../html/replay.ts';
import { table } from '../html/table.ts';
import { count, formatDuration, oneLine, typesetNumber as num } from '../text.ts';
import type { LiveClaim, LiveState } from './state.ts';
import { agree } from '../../properties/count.ts';

export const LIVE_SCRIPT = readFileSync(new URL('client.js', import.meta.url), 'utf8');

/** Complete without its script, as the run stands at this moment. */
export function livePage(state: LiveState): string {
  return page({
    title: `In progress: ${oneLine(state.suite)}${experimentSuffix(state)}`,
    header: html`<h1>${oneLine(state.suite)}${experimentSuffix(state)}: in progress</h1>
      ${experimentNote(state)}
      <p id="now" role="status">Looked at just now.</p>`,
    body: html`<div id="live">${liveContent(state)}</div>`,
    script: LIVE_SCRIPT,
    asks: true,
  });
}

export function liveContent(state: LiveState): Html {
  const { claims, trials, exact, perMinute, secondsLeft, ended, folder } = state;
  const own = claims.filter((c) => c.twinOf === null);
  const decided = own.filter((c) => c.verdict !== 'inconclusive').length;
  const left =
    secondsLeft === null
      ? 'not known yet'
      : secondsLeft === 0
        ? 'none'
        : `at most ${formatDuration(secondsLeft)}`;
  return html`<p class="answer">
      ${ended ? 'The run has ended. ' : ''}${decided} of ${count(own.length, 'claim')} that trials decide
      ${agree(decided, 'is', 'are')} decided
    </p>
    ${facts([
      ['trials', num(trials)],
      ['exact checks', `${num(exact.done)} of ${num(exact.of)}`],
      ['trials a minute', perMinute === null ? 'not known yet' : num(perMinute)],
      ['time left', left],
      ['profile', state.profile],
      ['seed', String(state.seed)],
      ['engine', state.engine],
    ])}
    ${ended && html`<p>Its reports: <code>${folder}/index.html</code></p>`} ${claimsTable(claims)}
    <div class="cards-two">${claims.map(claimCurves)}</div>`;
}

function claimsTable(claims: readonly LiveClaim[]): Html {
  return table(
    'Claims so far',
    [
      ['claim', 'head'],
      ['so far', 'plain'],
      ['trials', 'number'],
      ['failures', 'number'],
    ],
    claims.map((c) => [html`<code>${c.id}</code>`, soFar(c), num(c.trials), num(c.failures)]),
  );
}

function soFar({ verdict, twinOf }: LiveClaim): Html {
  if (verdict === 'inconclusive') return html`<span class="badge">open</span>`;
  return twinOf === null ? verdictBadge(verdict) : twinBadge(verdict);
}

function claimCurves(claim: LiveClaim, i: number): Html {
  if (claim.trials === 0) return html``;
  return html`<section class="card">
    <div class="head">
      <h2 class="inline">${claim.title}</h2>
      ${soFar(claim)}
    </div>
    <p class="small soft"><code>${claim.id}</code></p>
    ${tellingEvidence(claim, `live-${i + 1}`, { tokens: NO_REPLAY, command: '' })}
  </section>`;
}
