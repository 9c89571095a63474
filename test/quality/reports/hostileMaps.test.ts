/** Whatever stands in a figure, a map or a ranking, its page, its pictures and its table stay well formed and safe. */
import { beforeAll, describe, expect, it } from 'vitest';
import { assembleFigure, type Figure } from '../../../properties/records/figure.ts';
import { gatherDraws } from '../../../properties/explore/decides.ts';
import { decidesRecord, type DecidesRecord } from '../../../properties/explore/decidesRecord.ts';
import { gatherMap } from '../../../properties/explore/gather.ts';
import { exploreRecord, type ExploreRecord } from '../../../properties/explore/record.ts';
import { exploreChart, standalone } from '../../../reports/explore/chart.ts';
import { exploreCsv } from '../../../reports/explore/csv.ts';
import { decidesChart, decidesPage } from '../../../reports/explore/decides.ts';
import { explorePage } from '../../../reports/explore/page.ts';
import { panelCsv } from '../../../reports/figures/csv.ts';
import { figurePage } from '../../../reports/figures/figurePage.ts';
import { figurePanels } from '../../../reports/figures/panels.ts';
import { panelSvg } from '../../../reports/figures/svg.ts';
import { FIGURE_ACTIVATIONS, theorySetting } from '../../../theorems/figure-3/setting.ts';
import { dialPlan, dials } from '../../support/dials.ts';
import { CHANGES, checkMarkup, checkText } from '../../support/hostile.ts';

const setting = { ...theorySetting(), checkpoints: [0, 10, 100] };
const figure: Figure = assembleFigure(
  { setting, seed: 1, seeds: 1, engine: 'general', command: 'fct figures' },
  FIGURE_ACTIVATIONS.map((activation) => ({
    activation,
    seed: 1,
    points: setting.checkpoints.map((step) => ({
      step,
      idRisk: 1 / (1 + step),
      oodRisk: 1,
      idError: 0,
      oodError: 0.1,
      rateDifference: step / (step + 1),
      core: step / 100,
      background: step / 200,
      coreNorm: 1,
      backgroundNorm: 1,
    })),
  })),
);

const quiet = {
  concurrency: () => 1,
  known: new Map(),
  onEvidence: () => {},
  onProgress: () => {},
  signal: new AbortController().signal,
};
let line: ExploreRecord;
let plane: ExploreRecord;
let ranking: DecidesRecord;
beforeAll(async () => {
  const world = dials((a, b) => (a > 4 || b < 1.5 ? 1 : 0));
  const options = { ...quiet, execute: world.execute };
  const map = async (b?: [number, number]) => {
    const plan = dialPlan(world, [0.5, 8], b);
    return exploreRecord(plan, await gatherMap(plan, options), 'fct explore', { durationSeconds: 1 });
  };
  line = await map();
  plane = await map([1, 2]);
  const plan = { target: world.target, root: world.root, d0: 16, engine: 'kernel', draws: 100 };
  ranking = decidesRecord(plan, await gatherDraws(plan, options), 'fct explore', { durationSeconds: 1 });
});

/** Names of the program's own, beyond those of records. */
const OWN = [
  ...['activation', 'preset', 'unit', 'core', 'outputLayer', 'initial', 'loss', 'panel'],
  ...['scale', 'along', 'below'],
];

const formats = (
  f: Figure,
  maps: readonly ExploreRecord[],
  decided: DecidesRecord,
): Record<string, string> => ({
  'figures.html': figurePage(f),
  ...Object.fromEntries(
    figurePanels(f).flatMap((panel) => [
      [`figure-3${panel.name}.svg`, panelSvg(f, panel)],
      [`figure-3${panel.name}.csv`, panelCsv(f, panel)],
    ]),
  ),
  ...Object.fromEntries(
    maps.flatMap((map, i) => [
      [`map-${i}.html`, explorePage(map)],
      [`map-${i}.svg`, standalone(exploreChart(map))],
      [`map-${i}.csv`, exploreCsv(map)],
    ]),
  ),
  'what-decides.html': decidesPage(decided),
  'what-decides.svg': standalone(decidesChart(decided)),
});

describe.each(CHANGES)('figures and maps %s', (_, change) => {
  it('render safely', () => {
    const all = formats(
      change(figure, OWN),
      [line, plane].map((m) => change(m, OWN)),
      change(ranking, OWN),
    );
    expect(Object.keys(all).length).toBe(17);
    expect(ranking.second).not.toBeNull();
    for (const [name, text] of Object.entries(all)) {
      checkText(name, text);
      if (/\.(html|svg)$/.test(name)) checkMarkup(name, text);
      if (name.endsWith('.svg')) expect(text, name).toMatch(/^<svg [^<>]*xmlns="[^<>]*>/);
      if (name.endsWith('.csv')) {
        const columns = text.split('\r\n').slice(0, -1).map(cellsOf);
        for (const row of columns) expect(row, name).toHaveLength(columns[0]!.length);
      }
    }
  });
});

/** The cells of one line of CSV. */
const cellsOf = (row: string) => row.match(/(?<=^|,)("(?:[^"]|"")*"|[^",]*)(?=,|$)/g) ?? [];
