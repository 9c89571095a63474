/** A run is judged once: its campaigns are made once, and no claim or twin reads a ladder a second time. */
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { renderAgain } from '../../cli/report.ts';
import { resultsOf } from '../../cli/results.ts';
import { verify } from '../../cli/verify.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import * as campaign from '../../properties/gather/campaign.ts';
import * as reading from '../../properties/gather/reading.ts';
import { gatherEvidence, inProcess } from '../../properties/gather/run.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { coinSelection, fails } from '../support/coins.ts';
import { newFolder } from '../support/fct.ts';
import { PAPER } from '../support/paper.ts';
import { evidenceOf, MADE, makeFolder } from '../support/madeFolder.ts';

vi.mock('../../properties/gather/campaign.ts', { spy: true });
vi.mock('../../properties/gather/reading.ts', { spy: true });

const evidence = evidenceOf(MADE);
const verifyArguments = { profile: 'smoke', seed: '1', engine: 'kernel', jobs: '1', where: [], set: [] };

beforeEach(() => {
  vi.clearAllMocks();
  vi.spyOn(console, 'log').mockImplementation(() => {});
});

/** How often the most frequent of them comes up, and how many there are. */
function repeats(names: readonly string[]): { readonly most: number; readonly different: number } {
  const count = new Map<string, number>();
  for (const name of names) count.set(name, (count.get(name) ?? 0) + 1);
  return { most: Math.max(...count.values()), different: count.size };
}

it.each<[string, (out: string) => unknown]>([
  ['`fct verify` that goes on', (out) => verify(PAPER, ['lemma-1.2'], { ...verifyArguments, out })],
  ['`fct report`', (out) => renderAgain({}, out, {})],
  [
    'a run that gathers, stops at a refutation and looks again',
    async () => {
      const agenda = agendaOf(coinSelection(fails(0.5)));
      const run = { ...agenda, root: { seed: 1, fingerprint: '', regime: agenda.regime }, engine: 'kernel' };
      const options = { ...inProcess(agenda, loadKernel()), concurrency: () => 3 };
      const judged = await gatherEvidence({ ...run, ...options });
      expect(judged.campaigns.map((c) => c.readers[0]!.judged.verdict)).toEqual(['refuted', 'refuted']);
      resultsOf({ ...MADE, selected: [...agenda.selected] }, agenda, judged, { durationSeconds: 1 }, []);
    },
  ],
])('%s judges once', async (_, run) => {
  const out = join(newFolder(), 'run');
  makeFolder(out, MADE, evidence);
  await run(out);
  expect(campaign.campaignsOf).toHaveBeenCalledTimes(1);
  const folds = vi.mocked(reading.judgeOf).mock.calls.map(([, reader]) => reader.id);
  const read = vi
    .mocked(reading.readingOf)
    .mock.calls.map(([, reader, [first]]) => `${reader.id}, ladder ${first!.key.index}`);
  expect(repeats(folds)).toMatchObject({ most: 1 });
  expect(repeats(folds).different).toBeGreaterThan(1);
  expect(repeats(read)).toMatchObject({ most: 1 });
  expect(repeats(read).different).toBeGreaterThan(4);
});
