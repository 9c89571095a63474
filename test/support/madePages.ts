/** Made-up hunts, maps, rankings, figures, histories and runs in progress, and the pages of them all. None trains a network. */
import { gatherDraws } from '../../properties/explore/decides.ts';
import { decidesRecord, type DecidesRecord } from '../../properties/explore/decidesRecord.ts';
import { gatherMap } from '../../properties/explore/gather.ts';
import { exploreRecord, type ExploreRecord } from '../../properties/explore/record.ts';
import { hunt, type HuntPlan } from '../../properties/hunt/hunt.ts';
import { huntRecord, type HuntRecord } from '../../properties/hunt/record.ts';
import { assembleFigure, type Figure } from '../../properties/records/figure.ts';
import { historyLine, type HistoryLine } from '../../properties/records/historyRecord.ts';
import { decidesPage } from '../../reports/explore/decides.ts';
import { explorePage } from '../../reports/explore/page.ts';
import { figurePage } from '../../reports/figures/figurePage.ts';
import { historyPage } from '../../reports/history/page.ts';
import { huntPage } from '../../reports/hunt/page.ts';
import { livePage } from '../../reports/live/page.ts';
import type { LiveState } from '../../reports/live/state.ts';
import { FIGURE_ACTIVATIONS, theorySetting } from '../../theorems/figure-3/setting.ts';
import { dialPlan, dials, type FailureRate } from './dials.ts';
import { sampleResults } from './sampleRun.ts';

const signal = new AbortController().signal;
const quiet = {
  concurrency: () => 1,
  known: new Map(),
  onEvidence: () => {},
  onProgress: () => {},
  signal,
};
const timing = { durationSeconds: 1 };

/** A hunt with a budget of 200 trials. */
export async function madeHunt(rate: FailureRate): Promise<HuntRecord> {
  const { target, root, execute } = dials(rate);
  const plan: HuntPlan = { target, domain: 'paper', budget: 200, strategy: 'guided', root, engine: 'kernel' };
  const results = await hunt(plan, { execute, onProgress: () => {}, signal });
  const saved = results.map((result) => ({ result, file: 'fct-failures/dial.json' }));
  return huntRecord(plan, saved, true, 'd0', 'fct hunt dial-theorem', timing);
}

/** The claim fails where a is above 4, or b below 1.5. */
const world = dials((a, b) => (a > 4 || b < 1.5 ? 1 : 0));

/** A map over a, which fails above 4, or over a and b. */
export async function madeMap(b?: [number, number]): Promise<ExploreRecord> {
  const mapped = b === undefined ? dials((a) => (a > 4 ? 1 : 0)) : world;
  const plan = dialPlan(mapped, [0.5, 8], b);
  const gathered = await gatherMap(plan, { ...quiet, execute: mapped.execute });
  return exploreRecord(plan, gathered, 'fct explore', timing);
}

export async function madeRanking(): Promise<DecidesRecord> {
  const plan = { target: world.target, root: world.root, d0: 16, engine: 'kernel', draws: 100 };
  const gathered = await gatherDraws(plan, { ...quiet, execute: world.execute });
  return decidesRecord(plan, gathered, 'fct explore', timing);
}

/** Figure 3 from numbers that no network gave. */
export function madeFigure(): Figure {
  const setting = { ...theorySetting(), checkpoints: [0, 10, 100] };
  return assembleFigure(
    { setting, seed: 1, seeds: 1, engine: 'general', command: 'fct figures' },
    FIGURE_ACTIVATIONS[setting.preset].map((activation) => ({
      activation,
      seed: 1,
      points: setting.checkpoints.map((step) => ({
        step,
        trainRisk: null,
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
}

/** The made-up run as it looks from outside, half-way. */
export async function madeLive(): Promise<LiveState> {
  const { summary, records } = await sampleResults();
  const { suite, profile, seed, engine, where, set } = summary;
  return {
    ...{ suite, profile, seed, engine, where, set, folder: 'out', ended: false },
    trials: 1000,
    exact: { done: 1, of: 4 },
    claims: records.flatMap((record) =>
      record.claims.flatMap((claim) =>
        claim.kind === 'exact' ? [] : [{ ...claim, size: 'd0', twinOf: null }],
      ),
    ),
    perMinute: 60,
    secondsLeft: 90,
  };
}

/** The made-up run as a line of a history. */
export const madeHistory = async (): Promise<HistoryLine> =>
  historyLine(await sampleResults(), '2026-01-01T10:00:00.000Z');

/** Every kind of page beside the index and the theorems'. */
export async function madePages(): Promise<Readonly<Record<string, string>>> {
  const line = await madeHistory();
  const later = { ...line, at: '2026-01-02T10:00:00.000Z', digest: 'later' };
  return {
    hunt: huntPage(await madeHunt((a) => (a > 1 ? 1 : 0))),
    'hunt-nothing': huntPage(await madeHunt(() => 0)),
    map: explorePage(await madeMap()),
    plane: explorePage(await madeMap([1, 2])),
    decides: decidesPage(await madeRanking()),
    figures: figurePage(madeFigure()),
    history: historyPage([line, later]),
    live: livePage(await madeLive()),
  };
}
