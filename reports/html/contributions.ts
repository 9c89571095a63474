/**
 * Figure 2 from a computed case: what each class contributes to the gradient of one neuron along every feature, in a linear
 * network (left) and in a ReLU network (right). For anything else there is no picture, rather than a wrong one.
 */
import * as Plot from '@observablehq/plot';
import type { Json } from '../../theorems/types.ts';
import { chart } from '../chart.ts';
import { field, listOf, number } from '../json.ts';
import { typesetNumber as num } from '../text.ts';
import { html, trusted, type Html } from './html.ts';
import { fold } from './fold.ts';
import { legend, PANEL } from './panel.ts';
import { table } from './table.ts';

interface Contribution {
  readonly core: boolean;
  /** Of the classes +1 and -1, and their sum. */
  readonly plus: number;
  readonly minus: number;
  readonly total: number;
}

interface Panel {
  readonly activation: string;
  /** Shares of the classes +1 and -1 that turn the neuron on. */
  readonly rates: readonly [number, number];
  readonly features: readonly Contribution[];
}

export function contributionPanels(picture: Json | undefined, name: string): Html {
  const panels = read(picture);
  if (panels === null) return html``;
  const all = panels.flatMap((p) => p.features.flatMap((f) => [f.plus, f.minus, f.total]));
  const domain: [number, number] = [Math.min(0, ...all), Math.max(0, ...all)];
  return html`<h4>A computed case</h4>
    ${legend([
      { color: 'one', words: 'class y = +1 (left bar)' },
      { color: 'two', words: 'class y = −1 (right bar)' },
      { color: 'ink', words: 'both together: what the neuron learns' },
    ])}
    <div class="panels">
      ${panels.map(
        (p, i) =>
          html`<figure>
            <figcaption>
              <strong>${title(p)}</strong>
              <span class="soft">P(+1) = ${num(p.rates[0])}, P(−1) = ${num(p.rates[1])}</span>
            </figcaption>
            ${trusted(panel(`${name}-case-${i + 1}`, p, domain))}
          </figure>`,
      )}
    </div>
    <p class="small soft">
      One neuron with a positive output weight, every example in the margin. c1, c2 … are core features, b1,
      b2 … background features; P(y) is the share of class y that turns the neuron on. A bar is a class’s part
      of −m times the gradient of the population risk along the feature.
    </p>
    ${fold('The numbers behind the picture', numbers(panels))}`;
}

/** A group for each network, a row for each feature. */
const numbers = (panels: readonly Panel[]): Html =>
  table(
    'Contributions',
    [
      ['feature', 'head'],
      ['class y = +1', 'number'],
      ['class y = −1', 'number'],
      ['together', 'number'],
    ],
    panels.map((p) => ({
      head: html`${title(p)}`,
      rows: p.features.map((f, i) => [featureNames(p.features)[i], num(f.plus), num(f.minus), num(f.total)]),
    })),
  );

const title = ({ activation }: Panel) => (activation === 'identity' ? 'Linear network' : 'ReLU network');

/** `c1`, `c2`, `b1`: core and background features counted apart. */
const featureNames = (features: readonly Contribution[]): readonly string[] =>
  features.map(({ core }, i) => {
    const before = features.slice(0, i + 1).filter((f) => f.core === core).length;
    return `${core ? 'c' : 'b'}${before}`;
  });

function panel(name: string, p: Panel, domain: [number, number]): string {
  const names = featureNames(p.features);
  const words = p.features.map(
    ({ plus, minus, total }, i) => `${names[i]}: ${num(plus)} and ${num(minus)}, together ${num(total)}`,
  );
  const at = p.features.map((f, i) => ({ ...f, i }));
  const bar = (value: 'plus' | 'minus', from: number, to: number, color: string) =>
    Plot.rectY(at, {
      x1: (f: { i: number }) => f.i + from,
      x2: (f: { i: number }) => f.i + to,
      y1: 0,
      y2: value,
      fill: color,
    });
  return chart(name, {
    ...PANEL,
    label: `${title(p)}, contributions of the classes y = +1 and y = −1 to each feature. ${words.join('; ')}`,
    x: {
      domain: [-0.6, p.features.length - 0.4],
      ticks: at.map(({ i }) => i),
      tickFormat: (i: number) => names[i] ?? '',
      label: null,
    },
    y: { domain, nice: true, ticks: 5, label: 'part of −m × gradient' },
    marks: [
      bar('plus', -0.32, -0.02, 'var(--one)'),
      bar('minus', 0.02, 0.32, 'var(--two)'),
      Plot.ruleY([0], { stroke: 'var(--line)' }),
      Plot.link(at, {
        x1: (f: { i: number }) => f.i - 0.42,
        x2: (f: { i: number }) => f.i + 0.42,
        y1: 'total',
        y2: 'total',
        stroke: 'var(--ink)',
        strokeWidth: 2.5,
      }),
    ],
  });
}

function read(picture: Json | undefined): readonly Panel[] | null {
  const panels = listOf(field(picture, 'panels'), (p): Panel | null => {
    const activation = field(p, 'activation');
    const rates = listOf(field(p, 'rates'), number);
    const features = listOf(field(p, 'features'), (f): Contribution | null => {
      const core = field(f, 'core');
      const [plus, minus, total] = [
        number(field(f, 'plus')),
        number(field(f, 'minus')),
        number(field(f, 'total')),
      ];
      if (typeof core !== 'boolean' || plus === null || minus === null || total === null) return null;
      return { core, plus, minus, total };
    });
    if (typeof activation !== 'string' || rates?.length !== 2 || !features?.length) return null;
    return { activation, rates: [rates[0]!, rates[1]!], features };
  });
  return panels?.length ? panels : null;
}
