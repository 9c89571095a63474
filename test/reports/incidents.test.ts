/** What the machine did to trials, as every report tells it. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import type { Incident } from '../../properties/trials/incident.ts';
import type { Verdict } from '../../properties/judge/verdict.ts';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { junitXml } from '../../reports/junit.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { sampleResults } from '../support/sampleRun.ts';

let sample: Results;
beforeAll(async () => {
  sample = await sampleResults();
});

const incident = (index: number, healed: boolean): Incident => ({
  study: 'coins',
  variant: 'main',
  purpose: 'main',
  index,
  d0: 16,
  cause: 'no-memory',
  message: 'Array buffer allocation failed',
  healed,
});

/** The reports of the run, its first claim with another verdict, and with incidents. */
function reports(verdict: Verdict, incidents: readonly Incident[]) {
  const timing = { ...sample.summary.timing, incidents };
  const changed = <C>(claims: readonly C[]) => claims.map((c, i) => (i === 0 ? { ...c, verdict } : c));
  const records = sample.records.map((r, i) => (i === 0 ? { ...r, claims: changed(r.claims), timing } : r));
  const theorems = sample.summary.theorems.map((t, i) => (i === 0 ? { ...t, claims: changed(t.claims) } : t));
  const summary = { ...sample.summary, theorems, timing };
  return {
    terminal: terminalSummary(summary, records, {
      color: false,
      columns: 80,
      folder: 'out/first',
      comparison: null,
      detail: false,
    }),
    markdown: summaryMarkdown(summary, records, null),
    index: indexPage(summary, null),
    theorem: theoremPage(records[0]!),
    junit: junitXml(summary, records),
  };
}
/** The words alone; of JUnit also those that stand in attributes. */
const flat = (text: string) => {
  const words = text.startsWith('<?xml') ? text : text.replace(/<[^>]*>/g, ' ');
  return words.replace(/\\/g, '').replace(/\s+/g, ' ');
};

describe('the reports', () => {
  it('of a run that is interrupted say what could not be run, why, and how to go on', () => {
    const all = reports('interrupted', [incident(3, false), incident(5, false)]);
    for (const [name, text] of Object.entries(all)) {
      expect(flat(text), name).toContain(
        '2 trials could not be run on this machine: the machine gave no more memory (Array buffer allocation failed). Nothing is concluded from them.',
      );
    }
    expect(all.terminal.trimEnd().split('\n').at(-1), 'the last line is the command').toBe(
      '  npx fct verify --profile coins --seed 1 --engine kernel --out out/first',
    );
    expect(flat(all.theorem)).toContain('coins~main/main/3/16 no-memory Array buffer allocation failed open');
  });

  it('of a run that is done say it in passing, and give no advice', () => {
    const all = reports('supported', [incident(3, true), incident(99, false)]);
    for (const [name, text] of Object.entries(all)) {
      expect(flat(text), name).toContain(
        'The machine kept 2 trials from ending at first (the machine gave no more memory, 2): 1 ended when run again, 1 was no longer needed. No verdict depends on it.',
      );
      expect(text, name).not.toContain('run the same command again');
    }
  });

  it('of a run without incidents say nothing of them', () => {
    for (const [name, text] of Object.entries(reports('supported', [])))
      expect(text, name).not.toMatch(/incident|the machine/i);
  });
});
