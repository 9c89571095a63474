/** Whatever stands in a record, every format stays well formed, safe and truthful. */
import { Ajv } from 'ajv';
import { DOMParser } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../../cli/writeReports.ts';
import type { Comparison } from '../../../properties/records/compare.ts';
import type { Incident } from '../../../properties/trials/incident.ts';
import type { ProbabilityClaimRecord } from '../../../properties/records/claimRecord.ts';
import type { Verdict } from '../../../properties/judge/verdict.ts';
import { annotations } from '../../../reports/annotations.ts';
import { indexPage } from '../../../reports/html/indexPage.ts';
import { theoremPage } from '../../../reports/html/theoremPage.ts';
import { junitXml } from '../../../reports/junit.ts';
import { summaryMarkdown } from '../../../reports/markdown.ts';
import { observations } from '../../../reports/observations.ts';
import { terminalSummary } from '../../../reports/terminal.ts';
import { trialsCsv } from '../../../reports/trialsCsv.ts';
import { mapNonEmpty } from '../../../theorems/types.ts';
import { CHANGES, checkMarkup, checkText, poison } from '../../support/hostile.ts';
import { smokeResults } from '../../support/smokeRun.ts';
import { junitViolations, type XmlElement } from '../../reports/junitSchema.ts';
import { OBSERVATION_SCHEMA } from '../../reports/observationsSchema.ts';

let probability: Results;
let exact: Results;
const incidents: readonly Incident[] = [true, false].map((healed) => ({
  study: 'relu',
  variant: 'main',
  purpose: 'main',
  index: 4,
  d0: 16,
  cause: 'no-memory',
  message: 'Array buffer allocation failed',
  healed,
}));
/** The same with trials that the machine kept from ending. */
const withIncidents = ({ records, summary, trials }: Results): Results => {
  const timing = { ...summary.timing, incidents };
  return { records: records.map((r) => ({ ...r, timing })), summary: { ...summary, timing }, trials };
};
beforeAll(async () => {
  probability = withIncidents(await smokeResults('thm-4.3', 4));
  exact = await smokeResults('lemma-1.1', 4);
});

const formats = ({ records, summary, trials }: Results, comparison: Comparison | null = null) => ({
  'index.html': indexPage(summary, comparison),
  ...Object.fromEntries(records.map((r) => [`${r.id.slice(0, 9)}/report.html`, theoremPage(r)])),
  'summary.md': summaryMarkdown(summary, records, comparison),
  'junit.xml': junitXml(summary, records),
  'trials.csv': trialsCsv(trials),
  'observations.jsonl': observations(records, trials, 0),
  annotations: annotations(summary).join('\n'),
  terminal: terminalSummary(summary, records, {
    color: false,
    columns: 80,
    folder: 'out',
    comparison,
    detail: true,
  }),
});

const isObservation = new Ajv({ allowUnionTypes: true }).compile(OBSERVATION_SCHEMA);
const parseXml = (text: string) =>
  new DOMParser().parseFromString(text, 'text/xml').documentElement as unknown as XmlElement;

/** Each format is what its readers take. */
function checkSafe(all: Record<string, string>): void {
  for (const [name, text] of Object.entries(all)) {
    checkText(name, text);
    if (name.endsWith('.html')) checkMarkup(name, text);
    if (name.endsWith('.xml')) expect(junitViolations(parseXml(text)), name).toEqual([]);
    if (name.endsWith('.jsonl'))
      for (const line of text.split('\n').slice(0, -1)) {
        expect(isObservation(JSON.parse(line)), JSON.stringify(isObservation.errors)).toBe(true);
      }
    if (name.endsWith('.md'))
      expect(text.replace(/(?<!\\)\$[^$]*\$|(?<!\\)`[^`]*`/g, '')).not.toMatch(/(^|[^\\])<script/);
  }
}

describe.each(CHANGES)('records %s', (_, change) => {
  it.each(['probability', 'exact'] as const)('of %s claims render safely', (kind) => {
    checkSafe(formats(change(kind === 'exact' ? exact : probability)));
  });
});

describe('junit.xml', () => {
  const parse = (xml: string) => new DOMParser().parseFromString(xml, 'text/xml');

  it('counts what it holds, under names that do not change', () => {
    for (const results of [probability, exact, poison(probability)]) {
      const document = parse(junitXml(results.summary, results.records));
      const root = document.documentElement;
      expect(root.tagName).toBe('testsuites');
      const cases = [...document.querySelectorAll('testcase')];
      const claims = results.summary.theorems.flatMap((t) => [...t.claims, ...t.controls]);
      expect(cases).toHaveLength(claims.length);
      for (const element of [root, ...document.querySelectorAll('testsuite')]) {
        const of = (tag: string) => element.querySelectorAll(tag).length;
        expect(element.getAttribute('tests')).toBe(String(of('testcase')));
        expect(element.getAttribute('failures')).toBe(String(of('failure')));
        expect(element.getAttribute('errors')).toBe(String(of('error')));
      }
    }
    const names = [
      ...parse(junitXml(probability.summary, probability.records)).querySelectorAll('testcase'),
    ].map((c) => c.getAttribute('name'));
    expect(names).toContain('thm-4.3/joint');
    expect(names).toContain('thm-4.3/joint~identity');
  });

  it.each<[string, (xml: string) => string]>([
    ['an attribute of its own', (xml) => xml.replace('<testcase ', '<testcase seed="1" ')],
    ['no name', (xml) => xml.replace(/ name="[^"]*"/, '').replace(/<testsuite name="[^"]*"/, '<testsuite')],
    ['NaN for a count', (xml) => xml.replace(/tests="\d+"/, 'tests="NaN"')],
    ['text between cases', (xml) => xml.replace('</testsuite>', 'x</testsuite>')],
    ['a case outside a suite', (xml) => xml.replace('</testsuites>', '<testcase name="x"/></testsuites>')],
  ])('with %s is found out', (_, spoil) => {
    const xml = junitXml(probability.summary, probability.records);
    expect(spoil(xml)).not.toBe(xml);
    expect(junitViolations(parseXml(spoil(xml)))).not.toEqual([]);
  });

  it.each<[Verdict, string | null]>([
    ['supported', null],
    ['refuted', 'failure'],
    ['inconclusive', 'error'],
    ['vacuous', 'error'],
    ['interrupted', 'error'],
    ['errored', 'error'],
  ])('%s is %s', (verdict, tag) => {
    const [theorem] = probability.summary.theorems;
    const claims = theorem!.claims.slice(0, 1).map((c) => ({ ...c, verdict }));
    const document = parse(
      junitXml(
        { ...probability.summary, theorems: [{ ...theorem!, claims, controls: [] }] },
        probability.records,
      ),
    );
    const problems = [...document.querySelector('testcase')!.children].map((c) => c.tagName);
    expect(problems).toEqual(tag === null ? [] : [tag]);
    if (tag !== null) expect(document.querySelector(tag)!.textContent).toContain('npx fct replay fct1_');
  });
});

describe('a run that is', () => {
  const changed = (verdict: Verdict) => {
    const spoil = <T extends { verdict: string }>(x: T): T => ({ ...x, verdict });
    const { records, summary, trials } = probability;
    return {
      records: records.map((r) => ({
        ...spoil(r),
        claims: r.claims.map((c) => spoil(c)),
      })),
      summary: {
        ...summary,
        theorems: summary.theorems.map((t) => ({ ...spoil(t), claims: t.claims.map(spoil) })),
      },
      trials,
    } as Results;
  };

  it.each<Verdict>(['refuted', 'vacuous', 'interrupted', 'errored', 'inconclusive'])(
    'all %s says so in every format',
    (verdict) => {
      const all = formats(changed(verdict));
      checkSafe(all);
      for (const name of ['index.html', 'summary.md', 'junit.xml', 'terminal', 'annotations'] as const)
        expect(all[name], name).toContain(verdict);
      expect(all['index.html']).not.toContain('1 supported');
    },
  );

  it('empty says that nothing was selected', () => {
    const all = formats({ records: [], summary: { ...probability.summary, theorems: [] }, trials: [] });
    checkSafe(all);
    for (const name of ['index.html', 'summary.md', 'terminal'] as const)
      expect(all[name], name).toContain('Nothing was selected');
  });

  it('one trial long renders', async () => {
    checkSafe(formats(await smokeResults('thm-4.4', 1)));
  });

  it('very long stays below the limits of its readers', () => {
    const [record] = probability.records;
    const [claim] = record!.claims as ProbabilityClaimRecord[];
    const long = Array.from({ length: 200_000 }, (_, i) => i / 1000);
    const strata = mapNonEmpty(claim!.strata, (s) => ({ ...s, logE: { support: long, refute: long } }));
    const big = { ...record!, claims: [{ ...claim!, strata, sentence: 'x'.repeat(2_000_000) }] };
    expect(theoremPage({ ...big, claims: [{ ...claim!, strata }] }).length).toBeLessThan(1_000_000);
    const [theorem] = probability.summary.theorems;
    const deltas = 'δ'.repeat(10_000);
    const theorems = Array.from({ length: 1000 }, (_, i) => ({
      ...theorem!,
      sentence: `${'x'.repeat(i % 7)}${deltas}`.slice(0, 10_000),
    }));
    const markdown = summaryMarkdown({ ...probability.summary, theorems }, [big], null);
    expect(markdown).toMatch(/\n… cut here; all of it is in summary.json\n$/);
    expect(Buffer.byteLength(markdown)).toBeLessThan(910_000);
    checkText('summary.md', markdown);
    expect(markdown).not.toContain('\ufffd');
  });
});

describe('rendering', () => {
  it('the same record gives the same bytes', () => {
    expect(formats(structuredClone(probability))).toEqual(formats(probability));
  });

  it('every page is below a megabyte and within 80 columns on a terminal', () => {
    const all = formats(probability);
    for (const text of Object.values(all)) expect(text.length).toBeLessThan(1_000_000);
    for (const line of all.terminal.split('\n')) expect([...line].length).toBeLessThanOrEqual(80);
  });

  it('a record of another schema is not half shown', () => {
    const old = { ...probability.records[0]!, schema: 'fct-report/0' as 'fct-report/3' };
    expect(theoremPage(old)).toContain('This record cannot be shown');
    expect(theoremPage(old)).toContain('fct-report/0');
  });
});
