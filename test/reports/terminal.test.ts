/** The terminal's summary of exact claims: calculations to check by hand, where they are wanted, within 80 columns. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import { checkTheorem } from '../../properties/checkTheorem.ts';
import { exactCheck } from '../../theorems/exact/check.ts';
import { oneExampleExperiment } from '../../theorems/exact/oneExample/examine.ts';
import { kindOf, readOneExample } from '../../theorems/exact/oneExample/read.ts';
import { lemma11 } from '../../theorems/lemma-1.1.ts';
import type { Counterexample } from '../../theorems/types.ts';
import { caseShares } from '../../reports/cases.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { ROOT } from '../support/fct.ts';
import { smokeResults } from '../support/smokeRun.ts';

let lemma: Results;
let figure: Results;
beforeAll(async () => {
  lemma = await smokeResults('lemma-1.1', 1);
  figure = await smokeResults('figure-2', 1);
}, 60_000);

const shown = ({ summary, records }: Results, detail: boolean) =>
  terminalSummary(summary, records, { color: false, columns: 80, folder: 'out', comparison: null, detail });
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
    records: [{ ...record!, claims: claims as NonNullable<typeof record>['claims'] }],
    summary: {
      ...summary,
      theorems: [{ ...theorem!, claims: theorem!.claims.map((c) => ({ ...c, verdict: 'refuted' })) }],
    },
    trials,
  };
}

it.each([50, 60, 80, 200])('no line is longer than %i columns, unless a word is', (columns) => {
  for (const { summary, records } of [lemma, figure]) {
    const text = terminalSummary(summary, records, {
      ...{ color: false, columns, folder: 'out', comparison: null, detail: true },
    });
    const tooLong = text.split('\n').filter((line) => line.length > columns && /\S\s+\S/.test(line));
    expect(tooLong.filter((line) => !line.includes('npx '))).toEqual([]);
    if (columns === 200) expect(Math.max(...text.split('\n').map((line) => line.length))).toBeGreaterThan(80);
  }
});

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

describe('coverage', () => {
  it('is shown with the share of every case, on the page and in detail on the terminal', () => {
    for (const results of [lemma, figure]) {
      const [record] = results.records;
      const rows = [...parseHTML(theoremPage(record!)).document.querySelectorAll('tbody tr')].map((row) =>
        words([...row.children].map((cell) => cell.textContent).join(' ')),
      );
      for (const claim of record!.claims) {
        expect(claim.requiredCases.length).toBeGreaterThan(3);
        for (const name of claim.requiredCases) {
          const times = claim.cases[name]!;
          // 50 instances: shares are multiples of 2 %.
          expect(rows).toContain(words(`${name} required ${times} ${2 * times} %`));
          expect(words(shown(results, true))).toContain(`${2 * times} % ${name}`);
          expect(words(shown(results, false))).not.toContain(`${2 * times} % ${name}`);
        }
      }
    }
  });

  it('of a case that never occurred is 0 %, of a rare one never', () => {
    const [claim] = lemma.records[0]!.claims;
    const shares = (cases: Record<string, number>, trials: number) =>
      caseShares({ ...claim!, requiredCases: ['a'], cases, trials }).map(({ share }) => share);
    expect(shares({}, 10)).toEqual(['0 %']);
    expect(shares({ a: 1 }, 100_000)).toEqual(['below 0.1 %']);
    expect(shares({ a: 1, b: 3 }, 11)).toEqual(['9.1 %', '27 %']);
    expect(shares({ a: 0 }, 0)).toEqual(['unknown']);
  });

  it('that lacks a kind of kink makes the lemma vacuous, and every report says which', async () => {
    const { arbitrary, ...experiment } = oneExampleExperiment();
    const noDoubleKink = arbitrary.filter((instance) => {
      const { A, net, example } = readOneExample(instance);
      return kindOf(A, net, example, instance.k) !== 'double-kink, y a_k > 0';
    });
    const claims = lemma11.claims.map((c) => ({
      ...c,
      check: exactCheck({ ...experiment, arbitrary: noDoubleKink }),
    }));
    const record = await checkTheorem({ ...lemma11, claims }, { exactRuns: 200 });
    const [claim] = record.claims;
    expect(claim!.verdict).toBe('vacuous');
    expect(record.verdict).toBe('vacuous');
    expect(claim!.sentence).toContain('double-kink, y a_k > 0 never occurred in 200 instances');
    expect(claim!.requiredCases.filter((c) => claim!.cases[c] === 0)).toEqual(['double-kink, y a_k > 0']);
    expect(words(theoremPage(record))).toContain('never occurred</strong>');
    const [theorem] = lemma.summary.theorems;
    const summary = {
      ...lemma.summary,
      theorems: [{ ...theorem!, claims: [{ ...theorem!.claims[0]!, verdict: 'vacuous' as const }] }],
    };
    expect(words(shown({ ...lemma, summary, records: [record] }, false))).toContain(
      'Vacuous: the case double-kink, y a_k > 0 never occurred',
    );
  });
});
