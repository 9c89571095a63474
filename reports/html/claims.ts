/** What was claimed and how it came out: one card per claim, with its strata, its evidence and its cases. */
import type {
  ClaimRecord,
  EventClaimRecord,
  ExactClaimRecord,
  ScalingClaimRecord,
  TrialClaimRecord,
} from '../../properties/records/claimRecord.ts';
import type { Json } from '../../theorems/types.ts';
import type { KnownCounterexample } from '../../properties/records/knownRecord.ts';
import { caseShares } from '../cases.ts';
import { count, sizeEquals, stratumName, typesetNumber as num } from '../text.ts';
import { markChip, verdictBadge } from './badges.ts';
import { contributionPanels } from './contributions.ts';
import { counterexample, jsonBlock } from './counterexample.ts';
import { allEvidence, tellingEvidence, type PageReplay } from './evidence.ts';
import { fold } from './fold.ts';
import { html, type Html } from './html.ts';
import { knownChip } from './known.ts';
import { displayMath } from './math.ts';
import { command, facts } from './page.ts';
import { scalingFacts, scalingNumbers, scalingPicture } from './scaling.ts';
import { table } from './table.ts';
import { valueText } from './trials.ts';
import { prose } from './prose.ts';
import { witnesses } from './witnesses.ts';

/** What stands beside the claims of a page. */
export interface Beside {
  readonly known?: readonly KnownCounterexample[] | undefined;
  readonly replay: PageReplay;
}

export function claimCards(claims: readonly ClaimRecord[], beside: Beside): Html {
  if (claims.length === 0) return html`<p class="soft">No claim of this theorem was selected.</p>`;
  return html`${claims.map((claim, i) => claimCard(claim, `claim-${i + 1}`, beside))}`;
}

function claimCard(claim: ClaimRecord, name: string, { known, replay }: Beside): Html {
  return html`<section class="card" aria-labelledby="${name}">
    <div class="head">
      <h3 id="${name}">${prose(claim.title)}</h3>
      <span>${knownChip(known, claim.id)} ${verdictBadge(claim.verdict)}</span>
    </div>
    <p class="small soft"><code>${claim.id}</code> ${markChip(claim.mark)}</p>
    ${
      claim.kind === 'exact'
        ? html`${told(claim)} ${exact(claim, name)}`
        : claim.kind === 'scaling'
          ? scaling(claim, name, replay)
          : claim.kind === 'exists'
            ? html`${probability(claim, name, replay)} ${witnesses(claim)}`
            : probability(claim, name, replay)
    }
  </section>`;
}

/** What is claimed, and what came of it. */
const told = ({ latex, words, sentence }: ClaimRecord): Html =>
  html`${displayMath(latex)}
    <p>${prose(words)}.</p>
    <p><strong>${prose(sentence)}</strong></p>`;

function probability(claim: EventClaimRecord, name: string, replay: PageReplay): Html {
  return html`<div class="beside">
      <div>${told(claim)} ${targetNote(claim)}</div>
      <div>${tellingEvidence(claim, name, replay)}</div>
    </div>
    ${fold(
      `All ${count(claim.strata.length, 'stratum', 'strata')}: numbers, evidence, cases and the tightest trial`,
      html`${strataTable(claim)} ${allEvidence(claim, name, replay)} ${casesTable(claim)}
      ${worstTrial(claim, 'tightest trial')}`,
    )}`;
}

function scaling(claim: ScalingClaimRecord, name: string, replay: PageReplay): Html {
  return html`<div class="beside wider">
      <div>${told(claim)} ${targetNote(claim)} ${scalingFacts(claim)}</div>
      <div>${scalingPicture(claim, name, replay)}</div>
    </div>
    ${scalingNumbers(claim)}
    ${fold(
      'Ladder by ladder: numbers, evidence, cases and the tightest ladder',
      html`${strataTable(claim)} ${allEvidence(claim, name, replay)} ${casesTable(claim)}
      ${worstTrial(claim, 'tightest ladder, at its largest size')}`,
    )}`;
}

function targetNote(claim: TrialClaimRecord): Html {
  if (!claim.aboveTarget || claim.verdict === 'refuted') return html``;
  return html`<div class="note">
    <p>
      In some stratum the failure rate was shown to be above the target of ${num(claim.delta0)}, though not
      above the allowed ${num(claim.delta)}.
    </p>
  </div>`;
}

function worstTrial({ worst }: TrialClaimRecord, what: string): Html {
  if (worst === null) return html``;
  return html`<p class="small">
      Its ${what}: ${sizeEquals(worst.size, worst.d0)}, number ${worst.index},
      ${worst.slack === null ? 'without a slack' : html`slack ${num(worst.slack)}`}. To see it again:
    </p>
    ${command(`npx ${worst.replay}`)}`;
}

function strataTable(claim: TrialClaimRecord): Html {
  const scaling = claim.kind === 'scaling';
  const compares = claim.kind === 'compares';
  return table(
    `Strata of ${claim.id}`,
    [
      ['stratum', 'head'],
      ['verdict', 'plain'],
      [compares ? 'margin' : 'δ', 'number'],
      ['trials', 'number'],
      [compares ? 'above the margin' : 'failures', 'number'],
      ['missing', 'number'],
      ...(compares ? [['mean difference', 'number'] as const] : []),
      ...(scaling ? [['below resolution', 'number'] as const] : []),
      ['decided at', 'number'],
      [compares ? 'its 95 % interval' : 'failure rate, 95 %', 'number'],
      ['at every look', 'number'],
      ['smallest slack', 'number'],
      ['median slack', 'number'],
    ],
    claim.strata.map((s) => [
      stratumName(claim.size, s),
      verdictBadge(s.verdict),
      num(s.delta),
      num(s.trials),
      num(s.failures),
      num(s.missing),
      ...(compares ? [num(s.mean)] : []),
      ...(scaling ? [num(s.unresolved)] : []),
      num(s.decidedAt),
      `${num(s.low)} to ${num(s.high)}`,
      `${num(s.sequence.low)} to ${num(s.sequence.high)}`,
      num(s.slack.smallest),
      num(s.slack.median),
    ]),
    STRATA_WORDS[claim.kind],
  );
}

const STRATA_WORDS: Readonly<Record<TrialClaimRecord['kind'], string>> = {
  withHighProbability:
    'One test a row; δ is the failure rate that the claim allows there. Slack is the distance to the nearest threshold, relative to it, negative where the event fails.',
  scaling:
    'One test: a ladder is one trial, under its largest size; δ is the failure rate that the claim allows. Slack is the distance to the nearest end of the range, negative where the ladder fails; ladders below resolution count against support only.',
  exists:
    'One test a row, on fresh streams: of the witness, else of the last candidate. A failure is a trial that does not show it; δ is the share of such trials that the claim allows. Of a twin the trials are draws.',
  covers:
    'One test a row. A failure is a draw without the case; δ is the share of such draws that the claim allows.',
  compares:
    'One test a row, about the mean of the difference first - second, paired in each trial. The 95 % interval is Student’s, as description; “at every look” is the inference. Slack is the margin less the difference.',
};

function exact(claim: ExactClaimRecord, name: string): Html {
  const picture = contributionPanels(claim.notes['picture'], name);
  // What is drawn stands with its numbers below the picture.
  const notes = Object.entries(claim.notes).filter(([key]) => key !== 'picture' || picture.markup === '');
  return html`${facts([
    ['instances checked', num(claim.trials)],
    ['counterexamples', num(claim.failures)],
    ['fast-check seed', String(claim.fastCheckSeed)],
  ])}
  ${picture} ${casesTable(claim)} ${counterexample(claim.counterexample)}
  ${
    notes.length > 0 &&
    fold(
      'What else was noted',
      html`${facts(
        notes.flatMap(([key, value]) => (isPlain(value) ? [[key, valueText(value)] as const] : [])),
      )}
      ${notes
        .filter(([, value]) => !isPlain(value))
        .map(
          ([key, value]) =>
            html`<h4>${key}</h4>
              ${jsonBlock(value)}`,
        )}`,
    )
  }`;
}

const isPlain = (value: Json) => typeof value !== 'object' || value === null;

/** How often each case came up. A claim is vacuous if one of its required cases never came up. */
function casesTable(claim: ClaimRecord): Html {
  const shares = caseShares(claim);
  if (shares.length === 0 || claim.trials === 0) return html``;
  return table(
    `Cases of ${claim.id}`,
    [
      ['case', 'head'],
      ['needed', 'plain'],
      ['times', 'number'],
      ['share', 'number'],
    ],
    shares.map(({ name, times, required, share }) => [
      name,
      times > 0 ? required && 'required' : html`<strong>never occurred</strong>`,
      num(times),
      share,
    ]),
    `Cases exercised by ${count(claim.trials, claim.kind === 'exact' ? 'instance' : 'trial')}, each of them in one or several. A required case that never comes up makes the claim vacuous.`,
  );
}
