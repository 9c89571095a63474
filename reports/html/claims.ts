/** What was claimed and how it came out: one card per claim, with its strata, its evidence and its cases. */
import type {
  ClaimRecord,
  ExactClaimRecord,
  ProbabilityClaimRecord,
  ScalingClaimRecord,
} from '../../properties/record.ts';
import { caseShares } from '../cases.ts';
import { count, stratumName, typesetNumber as num } from '../text.ts';
import { markChip, verdictBadge } from './badges.ts';
import { contributionPanels } from './contributions.ts';
import { counterexample, jsonBlock } from './counterexample.ts';
import { evidencePanels } from './evidence.ts';
import { html, type Html } from './html.ts';
import { displayMath } from './math.ts';
import { command, facts, scrollTable } from './page.ts';
import { scalingSection } from './scaling.ts';

export function claimCards(claims: readonly ClaimRecord[]): Html {
  if (claims.length === 0) return html`<p class="soft">No claim of this theorem was selected.</p>`;
  return html`${claims.map((claim, i) => claimCard(claim, `claim-${i + 1}`))}`;
}

function claimCard(claim: ClaimRecord, name: string): Html {
  return html`<section class="card" aria-labelledby="${name}">
    <div class="head">
      <h3 id="${name}">${claim.title}</h3>
      ${verdictBadge(claim.verdict)}
    </div>
    <p class="small soft"><code>${claim.id}</code> ${markChip(claim.mark)}</p>
    ${displayMath(claim.latex)}
    <p>${claim.words}.</p>
    <p><strong>${claim.sentence}</strong></p>
    ${
      claim.kind === 'exact'
        ? exact(claim, name)
        : claim.kind === 'scaling'
          ? scaling(claim, name)
          : probability(claim, name)
    }
  </section>`;
}

function probability(claim: ProbabilityClaimRecord, name: string): Html {
  return html`${targetNote(claim)} ${strataTable(claim)} ${evidencePanels(claim, name)} ${casesTable(claim)}
  ${worstTrial(claim, 'tightest trial')}`;
}

function scaling(claim: ScalingClaimRecord, name: string): Html {
  return html`${targetNote(claim)} ${scalingSection(claim, name)}
    <h4>Ladder by ladder</h4>
    ${strataTable(claim)} ${evidencePanels(claim, name)} ${casesTable(claim)}
    ${worstTrial(claim, 'tightest ladder, at its largest size')}`;
}

function targetNote(claim: ProbabilityClaimRecord | ScalingClaimRecord): Html {
  if (!claim.aboveTarget || claim.verdict === 'refuted') return html``;
  return html`<div class="note">
    <p>
      In some stratum the failure rate was shown to be above the target of ${num(claim.delta0)}, though not
      above the allowed ${num(claim.delta)}.
    </p>
  </div>`;
}

function worstTrial({ worst }: ProbabilityClaimRecord | ScalingClaimRecord, what: string): Html {
  if (worst === null) return html``;
  return html`<p class="small">
      Its ${what}: d₀ = ${worst.d0}, number ${worst.index},
      ${worst.slack === null ? 'without a slack' : html`slack ${num(worst.slack)}`}. To see it again:
    </p>
    ${command(`npx fct replay ${worst.token}`)}`;
}

function strataTable(claim: ProbabilityClaimRecord | ScalingClaimRecord): Html {
  if (claim.strata.length === 0) return html`<p class="soft">No trial was judged.</p>`;
  const rows = claim.strata.map(
    (s) =>
      html`<tr>
        <th scope="row">${stratumName(s)}</th>
        <td>${verdictBadge(s.verdict)}</td>
        <td class="n">${num(s.delta)}</td>
        <td class="n">${num(s.trials)}</td>
        <td class="n">${num(s.failures)}</td>
        <td class="n">${num(s.missing)}</td>
        ${claim.kind === 'scaling' && html`<td class="n">${num(s.unresolved)}</td>`}
        <td class="n">${num(s.decidedAt)}</td>
        <td class="n">${num(s.low)} to ${num(s.high)}</td>
        <td class="n">${num(s.sequence.low)} to ${num(s.sequence.high)}</td>
        <td class="n">${num(s.slack.smallest)}</td>
        <td class="n">${num(s.slack.median)}</td>
      </tr>`,
  );
  return scrollTable(
    `Strata of ${claim.id}`,
    html`<table>
      <caption>
        ${
          claim.kind === 'scaling'
            ? html`One test: a ladder is one trial, under its largest size; δ is the failure rate that the
              claim allows. Slack is the distance to the nearest end of the range, negative where the ladder
              fails; ladders below resolution count against support only.`
            : html`One test a row; δ is the failure rate that the claim allows there. Slack is the distance to
              the nearest threshold, relative to it, negative where the event fails.`
        }
      </caption>
      <thead>
        <tr>
          <th scope="col">stratum</th>
          <th scope="col">verdict</th>
          <th scope="col" class="n">δ</th>
          <th scope="col" class="n">trials</th>
          <th scope="col" class="n">failures</th>
          <th scope="col" class="n">missing</th>
          ${claim.kind === 'scaling' && html`<th scope="col" class="n">below resolution</th>`}
          <th scope="col" class="n">decided at</th>
          <th scope="col" class="n">failure rate, 95 %</th>
          <th scope="col" class="n">at every look</th>
          <th scope="col" class="n">smallest slack</th>
          <th scope="col" class="n">median slack</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  );
}

function exact(claim: ExactClaimRecord, name: string): Html {
  const notes = Object.entries(claim.notes);
  return html`${facts([
    ['instances checked', num(claim.trials)],
    ['counterexamples', num(claim.failures)],
    ['fast-check seed', String(claim.fastCheckSeed)],
  ])}
  ${contributionPanels(claim.notes['picture'], name)} ${casesTable(claim)}
  ${counterexample(claim.counterexample)}
  ${
    notes.length > 0 &&
    html`<details>
      <summary>What else was noted</summary>
      ${notes.map(
        ([key, value]) =>
          html`<h4>${key}</h4>
            ${jsonBlock(value)}`,
      )}
    </details>`
  }`;
}

/** How often each case came up: a claim with a required case that never did is vacuous. */
function casesTable(claim: ClaimRecord): Html {
  const shares = caseShares(claim);
  if (shares.length === 0) return html``;
  const rows = shares.map(
    ({ name, times, required, share }) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${times > 0 ? (required ? 'required' : '') : html`<strong>never exercised</strong>`}</td>
        <td class="n">${num(times)}</td>
        <td class="n">${share}</td>
      </tr>`,
  );
  return scrollTable(
    `Cases of ${claim.id}`,
    html`<table>
      <caption>
        Cases exercised by ${count(claim.trials, claim.kind === 'exact' ? 'instance' : 'trial')}, each of them
        in one or several. A required case that never comes up makes the claim vacuous.
      </caption>
      <thead>
        <tr>
          <th scope="col">case</th>
          <th scope="col">needed</th>
          <th scope="col" class="n">times</th>
          <th scope="col" class="n">share</th>
        </tr>
      </thead>
      <tbody>
        ${rows}
      </tbody>
    </table>`,
  );
}
