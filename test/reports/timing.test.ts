/** The time of a run that was gone on with is that of its last part, and every report says so. */
import { expect, it } from 'vitest';
import { NO_FOLDER, withPool } from '../../cli/withPool.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { junitXml } from '../../reports/junit.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { PAPER } from '../support/paper.ts';
import { sampleResults } from '../support/sampleRun.ts';

it('names the trials that it does not count, in every report', async () => {
  const { summary: before, records: all } = await sampleResults();
  const reports = (timing: typeof before.timing) => {
    const summary = { ...before, timing };
    const records = all.map((r) => ({ ...r, timing }));
    return [
      indexPage(summary, null),
      theoremPage(records[0]!),
      summaryMarkdown(summary, records, null),
      terminalSummary(summary, records, {
        color: false,
        columns: 80,
        folder: 'out',
        comparison: null,
        detail: true,
      }),
    ].map((text) => text.replace(/\s+/g, ' '));
  };
  for (const text of reports({ durationSeconds: 75 })) {
    expect(text).toContain('1 min 15 s');
    expect(text).not.toContain('not counting');
  }
  for (const text of reports({ durationSeconds: 75, trialsBefore: 1 }))
    expect(text).toContain('1 min 15 s, not counting 1 trial made before');
  const suites = (timing: typeof before.timing) =>
    /<testsuites [^>]*>/.exec(junitXml({ ...before, timing }, all))![0];
  expect(suites({ durationSeconds: 75 })).toContain('time="75.000"');
  expect(suites({ durationSeconds: 75, trialsBefore: 1 })).not.toContain('time=');
});

it.each([0, 3])('comes with the number of trials that were in the folder: %i', async (there) => {
  const known = new Map(Array.from({ length: there }, (_, i) => [String(i), {} as Evidence]));
  const folder = { ...NO_FOLDER, known };
  const { timing } = await withPool(
    folder,
    { suite: PAPER, jobs: 1, maxMilliseconds: undefined },
    async () => {},
  );
  expect(timing.trialsBefore).toBe(there === 0 ? undefined : there);
});
