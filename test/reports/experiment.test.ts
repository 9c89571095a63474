/** A changed experiment is said in every format: in titles, names and above everything that follows from it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import { annotations } from '../../reports/annotations.ts';
import { experimentSentence, experimentSuffix } from '../../reports/experiment.ts';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { junitXml } from '../../reports/junit.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { sampleResults } from '../support/sampleRun.ts';

const CHANGED = { where: ['d0=64..256'], set: ['activation=identity', 'kappa=0'] };
const SUFFIX = ' with activation = identity, kappa = 0 where d0 = 64..256';

describe('the words', () => {
  it('say nothing of the experiment that the sampler draws', () => {
    expect(experimentSuffix({ where: [], set: [] })).toBe('');
    expect(experimentSentence({ engine: 'kernel', where: [], set: [] })).toBeNull();
  });
  it('name what was set, what was kept, and the engine', () => {
    expect(experimentSuffix(CHANGED)).toBe(SUFFIX);
    expect(experimentSentence({ engine: 'kernel', ...CHANGED })).toBe(
      'This is a changed experiment: activation = identity, kappa = 0. Its verdicts do not speak of the theorems as stated. ' +
        'Only instances with d0 = 64..256 were drawn. The verdicts speak of those alone.',
    );
    expect(experimentSentence({ engine: 'tfjs-cpu', where: [], set: [] })).toBe(
      'Networks were trained on the engine tfjs-cpu, whose last bits may differ between machines.',
    );
  });
});

describe('the reports of a changed experiment', () => {
  let plain: Results;
  let changed: Results;
  beforeAll(async () => {
    plain = await sampleResults();
    changed = {
      ...plain,
      summary: { ...plain.summary, ...CHANGED },
      records: plain.records.map((r) => ({ ...r, run: { ...r.run, ...CHANGED } })),
    };
  });
  const terminal = { color: false, columns: 80, folder: 'out', comparison: null, detail: false };
  const FORMATS: [string, (results: Results) => string][] = [
    ['index page', ({ summary }) => indexPage(summary, null)],
    ['page of a theorem', ({ records }) => theoremPage(records[0]!)],
    ['Markdown', ({ summary, records }) => summaryMarkdown(summary, records, null)],
    ['JUnit', ({ summary, records }) => junitXml(summary, records)],
    ['terminal', ({ summary, records }) => terminalSummary(summary, records, terminal).replace(/\s+/g, ' ')],
    ['annotations', ({ summary }) => annotations(summary).join('\n').replace(/%2C/g, ',')],
  ];

  it.each(FORMATS)('%s', (name, format) => {
    expect(format(changed)).toContain(SUFFIX);
    expect(format(plain)).not.toContain('with activation');
    if (!['JUnit', 'annotations'].includes(name)) {
      expect(format(changed)).toContain('This is a changed experiment');
      expect(format(plain)).not.toContain('changed experiment');
    }
  });

  it('has a title that cannot be read as the theorem’s own', () => {
    const { title } = /<title>(?<title>.*?)<\/title>/.exec(theoremPage(changed.records[0]!))!.groups!;
    expect(title).toContain(`${changed.records[0]!.title}${SUFFIX}: `);
  });
});
