/** The panels of Figure 3 as SVG, CSV and page, from short runs of every activation. */
import { DOMParser } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleFigure, type Figure } from '../../properties/records/figure.ts';
import { panelCsv } from '../../reports/figures/csv.ts';
import { figurePage } from '../../reports/figures/figurePage.ts';
import { figurePanels } from '../../reports/figures/panels.ts';
import { panelSvg } from '../../reports/figures/svg.ts';
import { loadGeneral } from '../../sim/general/train.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { figureCurve } from '../../theorems/figure-3/curve.ts';
import { drawFigureBatch } from '../../theorems/figure-3/data.ts';
import {
  FIGURE_ACTIVATIONS,
  paperCodeSetting,
  theorySetting,
  type FigureSetting,
} from '../../theorems/figure-3/setting.ts';

const small = (setting: FigureSetting): FigureSetting => ({
  ...setting,
  width: 8,
  examples: { ...setting.examples, rows: 20 },
  checkpoints: [0, 1, 4],
});
const settings = {
  theory: small(theorySetting()),
  'paper-code': small(
    paperCodeSetting({ loss: 'logistic', optimizer: 'adamw', outputLayer: 'trained', core: 'spheres' }),
  ),
};

async function figureOf(setting: FigureSetting): Promise<Figure> {
  const core = await loadGeneral('wasm');
  const curves = FIGURE_ACTIVATIONS[setting.preset].flatMap((activation) =>
    [1, 2].map((seed) => figureCurve(core, { setting, activation, root: 3, seed })),
  );
  return assembleFigure({ setting, seed: 3, seeds: 2, engine: core.name, command: 'fct figures' }, curves);
}

describe.each(['theory', 'paper-code'] as const)('%s', (preset) => {
  let figure: Figure;
  beforeAll(async () => {
    figure = await figureOf(settings[preset]);
  });

  it('every panel is an SVG of its own, with title, caption and curves', () => {
    for (const panel of figurePanels(figure)) {
      const svg = panelSvg(figure, panel);
      const document = new DOMParser().parseFromString(svg, 'image/svg+xml');
      const root = document.documentElement;
      expect(root.getAttribute('xmlns')).toBe('http://www.w3.org/2000/svg');
      expect(document.querySelector('title')!.textContent).toContain(`Figure 3 (${panel.name})`);
      const caption = document.querySelector('desc')!.textContent;
      expect(caption).toContain(preset === 'theory' ? 'Inside the setting' : 'Outside the theorems');
      expect(caption).toContain('2 seeds (root seed 3)');
      const curves = panel.charts.flatMap((c) => c.lines).length;
      expect(document.querySelectorAll('g[stroke-width="2"] path').length).toBe(curves);
      // Thin lines: the limit of ReLU, leaky ReLU and the identity, of the risks but not of the 0-1 error.
      const limits = preset === 'paper-code' ? 0 : { a: 2, b: 1, c: 2, d: 4 }[panel.name];
      expect(document.querySelectorAll('g[stroke="var(--ink)"][stroke-linejoin] path').length).toBe(limits);
      expect(svg.includes('limit, no constant fitted [ours]')).toBe(limits > 0);
      expect(svg).not.toMatch(/NaN|undefined|https?:\/\/(?!www\.w3\.org)/);
    }
  });

  it('the CSV has every number that is drawn', () => {
    for (const panel of figurePanels(figure)) {
      const [head, ...rows] = panelCsv(figure, panel).trimEnd().split('\r\n');
      expect(head).toBe('activation,quantity,step,time,mean,low,high,seeds,limit');
      const lines = panel.charts.flatMap((c) => c.lines);
      expect(rows).toHaveLength(lines.length * 3);
      for (const row of rows) {
        const [activation, quantity, ...numbers] = row.split(',');
        const [, , mean, low, high] = numbers.map(Number);
        expect(numbers.map(Number).every(Number.isFinite)).toBe(true);
        const derived =
          preset === 'theory' &&
          ['relu', 'leaky-relu', 'identity'].includes(activation!) &&
          quantity !== 'oodError';
        expect(numbers.at(-1) !== '').toBe(derived);
        // A mean of two is rounded once.
        expect(mean).toBeGreaterThanOrEqual(low! - Number.EPSILON * Math.abs(low!));
        expect(mean).toBeLessThanOrEqual(high! + Number.EPSILON * Math.abs(high!));
      }
    }
  });

  it('the page says what was not seen', () => {
    const text = figurePage(figure);
    const unseen = figure.shapes.filter((s) => s.judged && !s.holds).length;
    expect(unseen).toBeGreaterThan(0);
    expect(text.match(/<strong>not seen<\/strong>/g)).toHaveLength(unseen);
    expect(text).toContain(preset === 'theory' ? 'Inside the setting' : 'Outside the theorems');
  });

  it('the same runs give the same bytes', async () => {
    const again = await figureOf(settings[preset]);
    expect(figurePage(again)).toBe(figurePage(figure));
    figurePanels(again).forEach((panel) => expect(panelSvg(again, panel)).toBe(panelSvg(figure, panel)));
  });
});

it('on spheres the core has its class’s radius, whatever the direction', () => {
  const { z, y, rows } = drawFigureBatch(settings['paper-code'], streamKey('spheres'), 0, 50);
  const signs = new Set<number>();
  for (let n = 0; n < rows; n++) {
    const core = z.subarray(n * 64, n * 64 + 32);
    const radius = Math.hypot(...core);
    expect(Math.abs(radius - (y[n]! > 0 ? 2 : 1))).toBeLessThan(32 * 2 ** -23);
    signs.add(Math.sign(core[0]!));
  }
  expect(signs.size).toBe(2);
});
