/** Single trials over time: risks, activation rates and correlations of one trained network. */
import * as Plot from '@observablehq/plot';
import type { ShownTrial } from '../../properties/records/theoremRecord.ts';
import type { Json } from '../../theorems/types.ts';
import { chart } from '../chart.ts';
import { typesetNumber as num } from '../text.ts';
import { jsonBlock } from './counterexample.ts';
import { readCurve, type CurvePoint, type NeuronPoint } from './curves.ts';
import { html, trusted, type Html } from './html.ts';
import { command, facts } from './page.ts';
import { legend, LIMIT_LINE, PANEL, type LegendEntry } from './panel.ts';
import { table } from './table.ts';

const ROLES: Readonly<Record<string, string>> = {
  worst: 'The worst trial: the smallest slack over all claims',
  median: 'The median trial beside it: same claim, same size',
  typical: 'A typical trial: the median slack at the largest size',
};

export function trialCards(trials: readonly ShownTrial[]): Html {
  return html`${trials.map((trial, i) => trialCard(trial, `trial-${i + 1}`))}`;
}

function trialCard(trial: ShownTrial, name: string): Html {
  const curve = readCurve(trial.measurement);
  const limit = readCurve(trial.limit ?? null) ?? [];
  return html`<section class="card" aria-labelledby="${name}">
    <h3 id="${name}">${ROLES[trial.role] ?? `Trial: ${trial.role}`}</h3>
    <p>
      d₀ = ${num(trial.d0)}, number ${num(trial.index)}, for <code>${trial.claim}</code>:
      ${
        trial.slack === null
          ? 'it has no slack, for it has no measurement'
          : html`slack ${num(trial.slack)} (${trial.slack < 0 ? 'the event fails' : 'the event holds'})`
      }.
    </p>
    ${instanceFacts(trial.instance)}
    ${curve === null ? jsonBlock(trial.measurement) : html`${panels(curve, limit, name)} ${numbers(curve, name)}`}
    <p class="small">To run it again, alone:</p>
    ${command(`npx fct replay ${trial.token}`)}
  </section>`;
}

export function instanceFacts(instance: Json): Html {
  if (typeof instance !== 'object' || instance === null || Array.isArray(instance))
    return jsonBlock(instance);
  return facts(
    Object.entries(instance as { readonly [key: string]: Json }).map(([key, value]) => [
      key,
      valueText(value),
    ]),
  );
}

export const valueText = (value: Json | undefined): string =>
  typeof value === 'number' ? num(value) : typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');

interface Line {
  readonly color: 'one' | 'two' | 'soft' | 'ink';
  readonly dash?: boolean;
  /** A line alone, over those that were measured. */
  readonly predicted?: boolean;
  readonly points: readonly [number, number][];
}

function panels(curve: readonly CurvePoint[], limit: readonly CurvePoint[], name: string): Html {
  const along = (points: readonly CurvePoint[], of: (p: CurvePoint) => number | null): [number, number][] =>
    points.flatMap((p): [number, number][] => {
      const value = of(p);
      return value === null ? [] : [[p.s, value]];
    });
  const ofSign = (sign: number, of: (n: NeuronPoint) => number | null) => (p: CurvePoint) => {
    const neurons = p.neurons.find((n) => n.sign === sign);
    return neurons === undefined ? null : of(neurons);
  };
  const bySign = (of: (n: NeuronPoint) => number | null, color: 'one' | 'two'): Line[] =>
    [1, -1].map((sign) => ({ color, dash: sign < 0, points: along(curve, ofSign(sign, of)) }));
  const predicted = (...of: readonly ((p: CurvePoint) => number | null)[]): Line[] =>
    of.map((each) => ({ color: 'ink', predicted: true, points: along(limit, each) }));
  const predictedNeurons = (...of: readonly ((n: NeuronPoint) => number | null)[]) =>
    predicted(...of.map((each) => ofSign(1, each)));
  const risks: Line[] = [
    { color: 'one', points: along(curve, (p) => p.idRisk) },
    { color: 'two', points: along(curve, (p) => p.oodRisk) },
    { color: 'soft', dash: true, points: along(curve, (p) => p.oodError) },
    ...predicted(
      (p) => p.idRisk,
      (p) => p.oodRisk,
    ),
  ];
  const rates = [
    ...bySign((n) => n.ownRate, 'one'),
    ...bySign((n) => n.otherRate, 'two'),
    ...predictedNeurons(
      (n) => n.ownRate,
      (n) => n.otherRate,
    ),
  ];
  const correlations = [
    ...bySign((n) => n.core, 'one'),
    ...bySign((n) => n.background, 'two'),
    ...predictedNeurons(
      (n) => n.core,
      (n) => n.background,
    ),
  ];
  const signs = 'solid: neurons with aₖ > 0, dashed: aₖ < 0';
  const line = limit.length === 0 ? [] : [LIMIT_LINE];
  return html`<div class="panels">
    ${figure(name, 'risk', 'Risk', 'expected hinge loss', risks, [
      { color: 'one', words: 'ID risk' },
      { color: 'two', words: 'OOD risk' },
      { color: 'soft', dash: true, words: 'OOD 0-1 error' },
      ...line,
    ])}
    ${figure(name, 'rates', 'Activation', `median rate; ${signs}`, rates, [
      { color: 'one', words: 'own class' },
      { color: 'two', words: 'other class' },
      ...line,
    ])}
    ${figure(name, 'correlations', 'Learned features', `median correlation; ${signs}`, correlations, [
      { color: 'one', words: 'core, times y' },
      { color: 'two', words: 'background' },
      ...line,
    ])}
  </div>`;
}

function figure(
  name: string,
  kind: string,
  title: string,
  what: string,
  lines: readonly Line[],
  entries: readonly LegendEntry[],
): Html {
  const drawn = lines.filter((l) => l.points.length > 0);
  if (drawn.length === 0) return html``;
  const values = drawn.flatMap((l) => l.points.map(([, y]) => y));
  const measured = drawn.filter((l) => !l.predicted);
  const times = [...new Set(measured.flatMap((l) => l.points.map(([s]) => s)))].sort((a, b) => a - b);
  const low = values.reduce((a, b) => Math.min(a, b), 0);
  const high = values.reduce((a, b) => Math.max(a, b), low + 1e-9);
  const ends = drawn.map((l) => `${l.points.at(-1)![1].toPrecision(3)}`).join(', ');
  return html`<figure>
    <figcaption><strong>${title}</strong> <span class="soft">${what}</span></figcaption>
    ${legend(entries)}
    ${trusted(
      chart(`${name}-${kind}`, {
        ...PANEL,
        label: `${title} over the time s: ${entries.map((e) => e.words).join(', ')}; at the end ${ends}`,
        x: {
          type: 'sqrt',
          domain: [0, Math.max(times.at(-1)!, 1e-9)],
          ticks: timeTicks(times),
          tickFormat: 'd',
          label: 's = t η d₀/m',
        },
        y: { domain: [low, high], nice: true, ticks: 5, label: null, grid: false },
        marks: [
          Plot.ruleY([0], { stroke: 'var(--line)' }),
          ...drawn.flatMap((l) => [
            Plot.line(l.points, {
              stroke: `var(--${l.color})`,
              strokeWidth: l.predicted ? 1 : l.dash ? 1.5 : 2,
              ...(l.dash ? { strokeDasharray: '5 4' } : {}),
            }),
            ...(l.predicted ? [] : [Plot.dot(l.points, { fill: `var(--${l.color})`, r: 2.2 })]),
          ]),
        ],
      }),
    )}
  </figure>`;
}

/** Whole times only, far enough apart to be read. */
const timeTicks = (times: readonly number[]) => {
  const last = times.at(-1) ?? 0;
  return times.filter((s, i) => Number.isInteger(s) && (i === 0 || s >= last / 16 - 1e-9));
};

function numbers(curve: readonly CurvePoint[], name: string): Html {
  const twice = ['own class', 'other class', 'core', 'background'];
  const heads = ['s', 'step', 'ID risk', 'OOD risk', 'OOD 0-1 error'].concat(
    twice.flatMap((words) => [`${words}, +`, `${words}, −`]),
  );
  const rows = curve.map((p) => {
    const neurons = [1, -1].map((sign) => p.neurons.find((n) => n.sign === sign));
    const both = (of: (n: NeuronPoint) => number | null) => neurons.map((n) => n && of(n));
    return [
      ...[p.s, p.step, p.idRisk, p.oodRisk, p.oodError],
      ...both((n) => n.ownRate),
      ...both((n) => n.otherRate),
      ...both((n) => n.core),
      ...both((n) => n.background),
    ].map((x) => num(x));
  });
  return html`<details>
    <summary>The numbers behind the curves</summary>
    ${table(
      `Numbers of ${name}`,
      heads.map((head, i) => [head, i === 0 ? 'number-head' : 'number']),
      rows,
    )}
  </details>`;
}
