/** Evidence curves: ln e-values against trials, with the thresholds that decide, one panel per stratum. */
import * as Plot from '@observablehq/plot';
import type { TrialClaimRecord } from '../../properties/records/claimRecord.ts';
import type { StratumRecord } from '../../properties/judge/stratum.ts';
import { tellingBet, thin } from '../../properties/records/telling.ts';
import { namedChart } from '../chart.ts';
import type { Hover } from '../hover.ts';
import { count, stratumName, typesetNumber as num } from '../text.ts';
import { html, trusted, type Html } from './html.ts';
import { legend, PANEL } from './panel.ts';
import { stratumTokens, type Replay } from './replay.ts';

/** Of a curve in a panel. */
const MOST_POINTS = 240;

/** The tokens of a page's trials, and what stands in front of one. */
export interface PageReplay {
  readonly tokens: Replay;
  readonly command: string;
}

/** What its curves need of a claim. */
export type Judged = Pick<TrialClaimRecord, 'id' | 'kind' | 'verdict' | 'size' | 'alpha' | 'strata'>;

/** The stratum that decides the claim, or is the furthest from a decision: the one that supports least, or refutes most. */
export function tellingEvidence(claim: Judged, name: string, replay: PageReplay): Html {
  const [first, ...others] = withCurves(claim);
  if (first === undefined) return html``;
  const { side, stratum } = tellingBet(claim.verdict, [first, ...others]);
  const words =
    others.length === 0
      ? 'The evidence, trial by trial'
      : `The evidence where it is ${side === 'refute' ? 'strongest against the claim' : 'weakest'}, of ${count(others.length + 1, 'stratum', 'strata')}`;
  const [support, against] = BETS[claim.kind];
  return html`<h4>${words}</h4>
    <p class="small soft">
      A bet for the claim: that it ${support}; one against it: that it ${against}. Dashed: where a bet
      decides.
    </p>
    ${panels(claim, [stratum], `${name}-telling`, replay)}`;
}

export function allEvidence(claim: Judged, name: string, replay: PageReplay): Html {
  const strata = withCurves(claim);
  if (strata.length === 0) return html``;
  return html`<h4>Evidence, trial by trial</h4>
    ${panels(claim, strata, `${name}-evidence`, replay)}`;
}

const withCurves = ({ strata }: Judged) =>
  strata.filter((s) => points(s.logE.support).length + points(s.logE.refute).length > 0);

function panels(
  claim: Judged,
  strata: readonly StratumRecord[],
  name: string,
  { tokens, command }: PageReplay,
): Html {
  const thresholds = {
    support: -Math.log(claim.alpha.support),
    refute: -Math.log(claim.alpha.refutePerStratum),
  };
  const domain = rangeOf(strata, Math.max(thresholds.support, thresholds.refute));
  return html`<div class="panels" data-strata>
    ${strata.map((s, i) => {
      const { svg, named } = panel(`${name}-${i + 1}`, claim.size, s, thresholds, domain, {
        tokens: stratumTokens(tokens, claim, s),
        replay: command,
      });
      return html`<figure>
        <figcaption>
          <strong>${stratumName(claim.size, s)}</strong>
          <span class="soft"
            >${claim.kind === 'compares' ? 'margin' : 'δ'} = ${num(s.delta)}, ${outcome(s)}</span
          >
        </figcaption>
        ${!named && legend(BET_LINES)} ${trusted(svg)}
      </figure>`;
    })}
  </div>`;
}

const BET_LINES = [
  { color: 'one', words: 'for' },
  { color: 'two', words: 'against' },
] as const;

/** What the two bets of a claim are on. */
const BETS: Readonly<Record<Judged['kind'], readonly [string, string]>> = {
  withHighProbability: ['fails less often than δ', 'fails more often than δ'],
  scaling: ['fails less often than δ', 'fails more often than δ'],
  covers: ['is missing less often than δ', 'is missing more often than δ'],
  exists: ['is shown more often than 1 - δ', 'is shown less often than 1 - δ'],
  compares: ['has a mean below the margin', 'has a mean above the margin'],
};

const outcome = (s: StratumRecord) =>
  s.decidedAt === null ? `${s.verdict} after ${s.trials}` : `${s.verdict} at trial ${s.decidedAt}`;

/** A bet starts with a capital of 1: ln e = 0 before the first trial. */
function points(logE: readonly (number | null)[]): [number, number][] {
  const finite = logE.flatMap((e, i): [number, number][] =>
    e !== null && Number.isFinite(e) ? [[i + 1, e]] : [],
  );
  return finite.length === 0 ? [] : [[0, 0], ...finite];
}

/** One range for all strata of a claim; a curve that falls far is cut off below, for it no longer matters. */
function rangeOf(strata: readonly StratumRecord[], threshold: number): [number, number] {
  const all = strata.flatMap((s) => [...points(s.logE.support), ...points(s.logE.refute)]).map(([, e]) => e);
  const top = all.reduce((a, b) => Math.max(a, b), threshold);
  const bottom = all.reduce((a, b) => Math.min(a, b), 0);
  return [Math.max(bottom, -1.5 * threshold) * 1.05, Math.min(top, 3 * threshold) * 1.05];
}

function panel(
  name: string,
  size: string,
  s: StratumRecord,
  thresholds: { readonly support: number; readonly refute: number },
  domain: [number, number],
  hover: Pick<Hover, 'tokens' | 'replay'>,
): { readonly svg: string; readonly named: boolean } {
  const curves = (
    [
      ['for', points(s.logE.support), thresholds.support, 'one'],
      ['against', points(s.logE.refute), thresholds.refute, 'two'],
    ] as const
  ).map(([name, all, threshold, color]) => ({ name, points: thin(all, MOST_POINTS), threshold, color }));
  const inside = ([, e]: readonly [number, number]) => domain[0] <= e && e <= domain[1];
  const last = curves.reduce((most, c) => Math.max(most, c.points.at(-1)?.[0] ?? 0), 1);
  return namedChart(
    name,
    {
      ...PANEL,
      label: `Evidence at ${stratumName(size, s)} over ${count(s.trials, 'trial')}: ${outcome(s)}; ${count(s.failures, 'failure')}`,
      hover: {
        at: 'trial',
        of: 'ln e',
        series: curves.map((c) => ({ name: c.name, points: c.points.filter(inside) })),
        ...hover,
      },
      x: { label: 'trials', domain: [0, last], tickFormat: 'd', ticks: Math.min(5, last) },
      y: { label: 'ln e', domain, ticks: 5 },
      marks: [
        Plot.ruleY([0], { stroke: 'var(--line)' }),
        ...curves.flatMap((c) => [
          Plot.ruleY([c.threshold], { stroke: `var(--${c.color})`, strokeDasharray: '5 4' }),
          Plot.line(c.points, { stroke: `var(--${c.color})`, strokeWidth: 2, clip: true }),
          Plot.dot(c.points.slice(-1), { fill: `var(--${c.color})`, r: 3, clip: true }),
        ]),
      ],
    },
    [
      ...curves.map(({ name: words, color, points }) => ({ words, color, points: points.filter(inside) })),
      ...curves.map(({ color, threshold }) => ({
        color,
        points: [
          [0, threshold],
          [last, threshold],
        ] as const,
      })),
    ],
  );
}
