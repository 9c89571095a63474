/** The terminal's summary of exact claims: calculations to check by hand, where they are wanted, within 80 columns. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import type { Counterexample } from '../../theorems/types.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { ROOT } from '../support/fct.ts';
import { smokeResults } from '../support/smokeRun.ts';

let lemma: Results;
let figure: Results;
beforeAll(async () => {
  lemma = await smokeResults('lemma-1.1', 1);
  figure = await smokeResults('figure-2', 1);
});

const shown = ({ summary, records }: Results, detail: boolean) =>
  terminalSummary(summary, records, { color: false, folder: 'out', comparison: null, detail });
const words = (text: string) => text.split(/\s+/).join(' ');

/** The lemma with its first claim refuted by this. */
function refuted({ summary, records, trials }: Results, counterexample: Counterexample): Results {
  const [record] = records;
  const [theorem] = summary.theorems;
  const claims = record!.claims.map((c) => ({
    ...c,
    verdict: 'refuted',
    sentence: 'Refuted.',
    counterexample,
  }));
  return {
    records: [{ ...record!, claims: claims as typeof record.claims }],
    summary: {
      ...summary,
      theorems: [{ ...theorem!, claims: theorem!.claims.map((c) => ({ ...c, verdict: 'refuted' })) }],
    },
    trials,
  };
}

describe('worked calculations', () => {
  it('of all exact twins are printed in full in a run of part of the suite, and only there', () => {
    for (const results of [lemma, figure]) {
      const [record] = results.records;
      expect(record!.controls.length).toBeGreaterThan(2);
      const detailed = words(shown(results, true));
      const brief = words(shown(results, false));
      for (const { id, counterexample } of record!.controls) {
        expect(detailed).toContain(id);
        expect(detailed).toContain(words(counterexample!.explanation));
        expect(brief).not.toContain(id);
      }
    }
  });

  it('of a refuted claim are printed whatever was asked for', () => {
    const { counterexample } = lemma.records[0]!.controls[0]!;
    const text = shown(refuted(lemma, counterexample!), false);
    expect(text).toContain('\n      Refuted.\n        m = 1, y = +1, x = (1)');
    expect(words(text)).toContain(words(counterexample!.explanation));
  });

  it('stay within 80 columns and are cut where nobody would check them by hand', () => {
    const { counterexample } = figure.records[0]!.controls[0]!;
    const long = { ...counterexample!, explanation: counterexample!.explanation.repeat(100) };
    for (const text of [shown(lemma, true), shown(figure, true), shown(refuted(lemma, long), false)])
      for (const line of text.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
    const cut = shown(refuted(lemma, long), false);
    expect(cut).toMatch(/… \d+ more lines in out\/lemma-1\.1\/report\.html/);
    expect(cut.split('\n').length).toBeLessThan(90);
  });

  it('are what the README prints', () => {
    const block = /```text\n( {4}lemma-1\.1\/gradient~label-dropped.*?)```/s.exec(
      readFileSync(join(ROOT, 'README.md'), 'utf8'),
    )![1]!;
    expect(shown(lemma, true)).toContain(block);
  });
});
