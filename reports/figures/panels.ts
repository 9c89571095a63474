/** The panels of Figure 3: which curves each shows, and how one is drawn. Lines are means over seeds, bands their range. */
import {
  bandOf,
  learned,
  limitLine,
  otherActivations,
  type Figure,
  type Quantity,
} from '../../properties/records/figure.ts';
import type { ActivationName } from '../../sim/general/activations.ts';
import { LIMIT_LINE, type LegendEntry } from '../html/panel.ts';
import { bandChart } from './bandChart.ts';

export interface FigureLine {
  readonly words: string;
  readonly activation: ActivationName;
  readonly quantity: Quantity;
  readonly color: 'one' | 'two' | 'soft';
}

export interface FigurePanel {
  /** Part of a file's name: `a`, `b`, `c`, `d`. */
  readonly name: 'a' | 'b' | 'c' | 'd';
  readonly title: string;
  /** What the vertical axis counts. */
  readonly unit: string;
  /** The quantities, typeset. */
  readonly latex: string;
  /** One chart each; panel (d) has one per activation. */
  readonly charts: readonly { readonly title: string; readonly lines: readonly FigureLine[] }[];
}

export const ACTIVATION_WORDS: Readonly<Record<ActivationName, string>> = {
  relu: 'ReLU',
  'leaky-relu': 'leaky ReLU',
  gelu: 'GELU',
  sigmoid: 'sigmoid',
  tanh: 'tanh',
  identity: 'identity',
};

export function figurePanels({
  setting,
  curves,
}: Pick<Figure, 'setting' | 'curves'>): readonly FigurePanel[] {
  const [core, background] = learned(setting);
  const what = setting.preset === 'theory' ? 'correlation' : 'norm';
  const pair = (activation: ActivationName): readonly FigureLine[] => [
    { words: `core ${what}`, activation, quantity: core, color: 'one' },
    { words: `background ${what}`, activation, quantity: background, color: 'two' },
  ];
  const latex =
    setting.preset === 'theory'
      ? String.raw`\frac{1}{m}\sum_k \operatorname{sign}(a_k)\sum_{j\in\mathrm{core}}\mu_j\langle w_k, m_j\rangle,\allowbreak\quad \frac{1}{m}\sum_k \Bigl|\sum_{j\in\mathrm{bg}}\mu_j\langle w_k, m_j\rangle\Bigr|`
      : String.raw`\frac{1}{m}\sum_k \lVert w_k^{\mathrm{core}}\rVert,\allowbreak\quad \frac{1}{m}\sum_k \lVert w_k^{\mathrm{bg}}\rVert`;
  return [
    {
      name: 'a',
      title: `ID and OOD risk (${setting.loss} loss)`,
      unit: `mean ${setting.loss} loss`,
      latex: String.raw`R = \mathbb{E}\,\ell\bigl(y\,h(x)\bigr)`,
      charts: [
        {
          title: 'ReLU',
          lines: [
            { words: 'ID risk', activation: 'relu', quantity: 'idRisk', color: 'one' },
            { words: 'OOD risk', activation: 'relu', quantity: 'oodRisk', color: 'two' },
            { words: 'OOD 0-1 error', activation: 'relu', quantity: 'oodError', color: 'soft' },
          ],
        },
      ],
    },
    {
      name: 'b',
      title: 'Difference of activation rates between the classes',
      unit: 'difference of rates',
      latex: String.raw`\frac{1}{m}\sum_{k=1}^{m}\bigl|P_k(+1) - P_k(-1)\bigr|`,
      charts: [
        {
          title: 'ReLU',
          lines: [
            { words: 'mean over neurons', activation: 'relu', quantity: 'rateDifference', color: 'one' },
          ],
        },
      ],
    },
    {
      name: 'c',
      title: `Core and background ${what}`,
      unit: what,
      latex,
      charts: [{ title: 'ReLU', lines: pair('relu') }],
    },
    {
      name: 'd',
      title: `Core and background ${what}, ${setting.preset === 'theory' ? 'other activations' : 'by activation'}`,
      unit: what,
      latex,
      charts: otherActivations(setting, curves).map((a) => ({ title: ACTIVATION_WORDS[a], lines: pair(a) })),
    },
  ];
}

/** What the charts of a panel leave unnamed: its curves where some name found no place, and the line of theory. */
export function legendOf(
  figure: Figure,
  { charts }: FigurePanel,
  drawn: readonly { readonly named: boolean }[],
): readonly LegendEntry[] {
  const all = charts.flatMap(({ lines }) => lines);
  const limit = all.some((l) => limitLine(figure, l.activation, l.quantity).length > 0);
  return [
    ...(drawn.every(({ named }) => named)
      ? []
      : (charts[0]?.lines ?? []).map(({ words, color }) => ({ words, color, dash: color === 'soft' }))),
    ...(limit ? [LIMIT_LINE] : []),
  ];
}

/** Chart `i` of a panel as SVG text; all charts of a panel have one vertical scale. */
export function figureChart(figure: Figure, panel: FigurePanel, i: number): ReturnType<typeof bandChart> {
  const banded = panel.charts.map(({ lines }) =>
    lines
      .map(({ words, color, activation, quantity }) => ({
        words,
        color,
        band: bandOf(figure, activation, quantity).map((p) => ({ ...p, x: p.time })),
        limit: limitLine(figure, activation, quantity).map(({ time, value }) => ({ x: time, value })),
      }))
      .filter(({ band }) => band.length > 0),
  );
  const all = banded
    .flat()
    .flatMap(({ band, limit }) => [
      ...band.flatMap(({ low, high }) => [low, high]),
      ...limit.map((p) => p.value),
    ]);
  const inTime = figure.setting.time.unit === 's';
  return bandChart({
    name: `figure-3${panel.name}-${i + 1}`,
    words: `${panel.title}, ${panel.charts[i]!.title}, over ${inTime ? 'the time s' : 'training steps'}`,
    x: inTime ? { label: 's = t η d₀/m', at: 's =' } : { label: 'steps', at: 'step' },
    y: { label: panel.unit, domain: [Math.min(0, ...all), Math.max(...all)] },
    lines: banded[i]!,
  });
}
