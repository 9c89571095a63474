/** Whatever stands in a figure, a map or a ranking, its page, its pictures and its table stay well formed and safe. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Figure } from '../../../properties/records/figure.ts';
import type { DecidesRecord } from '../../../properties/explore/decidesRecord.ts';
import type { ExploreRecord } from '../../../properties/explore/record.ts';
import { exploreChart, standalone } from '../../../reports/explore/chart.ts';
import { exploreCsv } from '../../../reports/explore/csv.ts';
import { decidesChart, decidesPage } from '../../../reports/explore/decides.ts';
import { explorePage } from '../../../reports/explore/page.ts';
import { panelCsv } from '../../../reports/figures/csv.ts';
import { figurePage } from '../../../reports/figures/figurePage.ts';
import { figurePanels } from '../../../reports/figures/panels.ts';
import { panelSvg } from '../../../reports/figures/svg.ts';
import { CHANGES, checkMarkup, checkText } from '../../support/hostile.ts';
import { madeFigure, madeMap, madeRanking } from '../../support/madePages.ts';

const figure = madeFigure();
let line: ExploreRecord;
let plane: ExploreRecord;
let ranking: DecidesRecord;
beforeAll(async () => {
  line = await madeMap();
  plane = await madeMap([1, 2]);
  ranking = await madeRanking();
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
