/** A scaling claim: every ladder, the fit, the claimed range and the hold-out in one picture, and the numbers behind it. */
import * as Plot from '@observablehq/plot';
import type { ScalingClaimRecord } from '../../properties/records/claimRecord.ts';
import { thin } from '../../properties/records/telling.ts';
import { chart } from '../chart.ts';
import { count, sizeName, typesetNumber as num } from '../text.ts';
import { fold } from './fold.ts';
import { html, type Html } from './html.ts';
import { facts } from './page.ts';
import { inTwoWidths, legend, PANEL } from './panel.ts';
import type { PageReplay } from './evidence.ts';
import { ladderTokens } from './replay.ts';
import { table } from './table.ts';

export function scalingFacts(claim: ScalingClaimRecord): Html {
  return html`${facts([
      ['fitted', claim.quantity],
      ['in', claim.variable],
      ['ladders', claim.path],
      ['slope claimed', claimedWords(claim)],
      ['mean slope', estimateWords(claim.exponent)],
      ['one log power adds', num(claim.exponent.logSlope)],
    ])}
    <p class="small">The tolerance (${num(claim.exponent.tolerance)}): ${claim.exponent.toleranceWords}.</p>`;
}

export const scalingNumbers = (claim: ScalingClaimRecord): Html =>
  fold(
    'Size by size: values, local slopes, residuals, and what was held out',
    html`${pointsTable(claim)} ${holdOutTable(claim)}`,
  );

type Exponent = ScalingClaimRecord['exponent'];

/** `−0.5 (−0.57 to −0.43)`, or what is asked of a quantity that is bounded from above or tends to 0. */
export function claimedWords({ exponent }: { readonly exponent: Exponent }): string {
  const { claimed, range, also } = exponent;
  const asked = (words: string) => (also === undefined ? words : `${words}; ${also}`);
  if (claimed === null)
    return asked(
      range.low === null
        ? `below ${num(range.high)}`
        : range.high === null
          ? `above ${num(range.low)}`
          : `${num(range.low)} to ${num(range.high)}`,
    );
  if (range.low === null) return `at most ${num(claimed)} (${num(range.high)})`;
  if (range.high === null) return `at least ${num(claimed)} (${num(range.low)})`;
  return `${num(claimed)} (${num(range.low)} to ${num(range.high)})`;
}

export function estimateWords({ estimate, low, high }: Exponent): string {
  if (estimate === null) return 'no ladder could be fitted';
  return low === null || high === null ? num(estimate) : `${num(estimate)}, 95 % ${num(low)} to ${num(high)}`;
}

/** Drawn of a claim; the mean is of all. */
const MOST_LADDERS = 200;

interface Dot {
  readonly x: number;
  readonly y: number;
}

export function scalingPicture(
  claim: ScalingClaimRecord,
  name: string,
  { tokens, command }: PageReplay,
): Html {
  const { linear } = claim;
  const drawable = ({ x, y }: Dot) => x > 0 && (linear || y > 0) && Number.isFinite(x) && Number.isFinite(y);
  const mean = claim.mean.map((p): Dot => ({ x: p.variable, y: p.value })).filter(drawable);
  if (mean.length < 2)
    return html`<p class="soft">No ladder has a value${linear ? '' : ' above 0'} at every size.</p>`;
  const shown = thin(claim.ladders, MOST_LADDERS);
  const ladders = shown
    .map(({ index, values }) => ({
      index,
      dots: values.map((v): Dot => ({ x: v.variable, y: v.value })).filter(drawable),
    }))
    .filter(({ dots }) => dots.length > 1);
  const centre = centreOf(mean, linear);
  const line = (slope: number): Dot[] =>
    [mean[0]!.x, mean.at(-1)!.x].map((x) => {
      const rise = slope * Math.log(x / centre.x);
      return { x, y: linear ? centre.y + rise : centre.y * Math.exp(rise) };
    });
  const { estimate, range, claimed } = claim.exponent;
  const ends = [range.low, range.high].filter((s): s is number => s !== null && Number.isFinite(s));
  const edges = ends.map(line).filter((l) => l.every(drawable));
  const held = claim.holdOut
    .map((h) => ({
      x: claim.mean.find((p) => p.d0 === h.d0)?.variable ?? NaN,
      low: h.predictedLow,
      high: h.predictedHigh,
    }))
    .filter((h) => drawable({ x: h.x, y: h.low }) && drawable({ x: h.x, y: h.high }));
  const fit = estimate === null ? [] : line(estimate).filter(drawable);
  const values = [
    ...ladders.flatMap(({ dots }) => dots),
    ...mean,
    ...held.flatMap((h) => [h.low, h.high].map((y) => ({ x: h.x, y }))),
  ];
  const extent = (of: (d: Dot) => number): [number, number] => [
    values.reduce((a, d) => Math.min(a, of(d)), Infinity),
    values.reduce((a, d) => Math.max(a, of(d)), -Infinity),
  ];
  const label =
    `${claim.quantity} against ${claim.variable}, ${linear ? 'which is' : 'both'} logarithmic: ${count(claim.ladders.length, 'ladder')}, mean slope ` +
    `${estimate === null ? 'unknown' : num(estimate)}, claimed ${claimedWords(claim)}`;
  return html`<h4>Every ladder</h4>
    ${legend([
      {
        color: 'soft',
        words: `single ladders${shown.length < claim.ladders.length ? `, ${shown.length} of ${num(claim.ladders.length)}` : ''}`,
      },
      { color: 'one', words: `their ${linear ? '' : 'geometric '}mean, and a line of the mean slope` },
      {
        color: 'two',
        dash: true,
        words:
          range.low !== null && range.high !== null
            ? 'ends of the claimed range'
            : claimed !== null || claim.exponent.also !== undefined
              ? `must not ${range.low === null ? 'rise' : 'fall'} faster than this`
              : `must ${range.low === null ? 'fall' : 'rise'} faster than this`,
      },
      ...(held.length > 0
        ? [{ color: 'ink' as const, words: 'where the smaller half predicts the largest two' }]
        : []),
    ])}
    <figure>
      <figcaption>
        <strong>${claim.quantity}</strong> <span class="soft">against ${claim.variable}</span>
      </figcaption>
      ${inTwoWidths(`${name}-ladders`, 560, (own, width) =>
        chart(own, {
          ...PANEL,
          width,
          height: 320,
          marginLeft: 60,
          label,
          hover: {
            at: claim.variable,
            of: claim.quantity,
            series: [
              { name: 'geometric mean', points: mean.map(({ x, y }) => [x, y]), keys: mean.map(() => -1) },
              ...ladders.map(({ index, dots }) => ({
                name: `ladder ${index}`,
                points: dots.map(({ x, y }) => [x, y] as const),
                keys: dots.map(() => index),
              })),
            ],
            tokens: ladderTokens(tokens, claim.id),
            replay: command,
          },
          x: {
            type: 'log',
            domain: extent((d) => d.x),
            ticks: mean.map((d) => d.x),
            tickFormat: tick,
            label: claim.variable,
          },
          y: {
            type: linear ? 'linear' : 'log',
            domain: extent((d) => d.y),
            ticks: 5,
            tickFormat: tick,
            label: claim.quantity,
          },
          marks: [
            ...ladders.map(({ dots }) =>
              Plot.line(dots, { x: 'x', y: 'y', stroke: 'var(--soft)', strokeOpacity: 0.22, strokeWidth: 1 }),
            ),
            ...edges.map((l) =>
              Plot.line(l, {
                x: 'x',
                y: 'y',
                stroke: 'var(--two)',
                strokeWidth: 1.5,
                strokeDasharray: '5 4',
                clip: true,
              }),
            ),
            Plot.line(fit, { x: 'x', y: 'y', stroke: 'var(--one)', strokeWidth: 1.5, clip: true }),
            Plot.ruleX(held, {
              x: 'x',
              y1: 'low',
              y2: 'high',
              stroke: 'var(--ink)',
              strokeWidth: 3,
              strokeOpacity: 0.55,
            }),
            Plot.dot(mean, { x: 'x', y: 'y', fill: 'var(--one)', r: 4 }),
          ],
        }),
      )}
    </figure>`;
}

const tick = (x: number) => num(x);

function centreOf(points: readonly Dot[], linear: boolean): Dot {
  const mean = (of: (d: Dot) => number) => points.reduce((sum, d) => sum + of(d), 0) / points.length;
  return {
    x: Math.exp(mean((d) => Math.log(d.x))),
    y: linear ? mean((d) => d.y) : Math.exp(mean((d) => Math.log(d.y))),
  };
}

function pointsTable(claim: ScalingClaimRecord): Html {
  if (claim.mean.length === 0) return html``;
  return table(
    `Points of ${claim.id}`,
    [
      [sizeName(claim.size), 'number-head'],
      [claim.variable, 'number'],
      ['value', 'number'],
      ['local slope', 'number'],
      ['residual', 'number'],
    ],
    claim.mean.map((p) => [p.d0, p.variable, p.value, p.localSlope, p.residual].map((x) => num(x))),
    claim.linear
      ? 'Means over the ladders; the residual is that of the value from the straight line through them, in ln(variable).'
      : 'Geometric means over the ladders; the residual is that of ln(value) from the straight line through them.',
  );
}

function holdOutTable(claim: ScalingClaimRecord): Html {
  if (claim.holdOut.length === 0) return html``;
  return html`<h4>Hold-out</h4>
    <p>
      Fitted on the smaller half of every ladder, the largest two sizes are predicted; only lying above counts
      against the
      claim.${
        claim.plateau !== null &&
        html` Had the quantity stopped falling at ${num(claim.plateau)}, half of the ladders would have shown
        it.`
      }
    </p>
    ${table(
      `Hold-out of ${claim.id}`,
      [
        [sizeName(claim.size), 'number-head'],
        ['predicted', 'number'],
        ['seen', 'number'],
      ],
      claim.holdOut.map((h) => [num(h.d0), `${num(h.predictedLow)} to ${num(h.predictedHigh)}`, num(h.seen)]),
    )}`;
}
