/**
 * How the reports of a made-up run look, for a reviewer: a change of any report shows as a change of a file here. After a change
 * that is wanted, `npx vitest run test/reports/snapshots.test.ts -u` writes them anew.
 */
import { parseHTML } from 'linkedom';
import { format } from 'prettier';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { replayOf } from '../../reports/html/replay.ts';
import { junitXml } from '../../reports/junit.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { sampleResults } from '../support/sampleRun.ts';

let sample: Results;
let rendered: Readonly<Record<string, string>>;
beforeAll(async () => {
  sample = await sampleResults();
  rendered = formats(sample);
});

const TERMINAL = { color: false, folder: 'out', comparison: null, detail: true };
const formats = ({ summary, records, trials }: Results): Record<string, string> => ({
  'index.html': indexPage(summary, null),
  ...Object.fromEntries(records.map((r) => [`${r.id}.html`, theoremPage(r, {}, replayOf(trials))])),
  'summary.md': summaryMarkdown(summary, records, null),
  'junit.xml': junitXml(summary, records),
  ...Object.fromEntries(
    [60, 80, 200].map((columns) => [
      `terminal-${columns}.txt`,
      terminalSummary(summary, records, { ...TERMINAL, columns }),
    ]),
  ),
});
const NAMES = [
  'index.html',
  'sample-network.html',
  'sample-outside.html',
  'sample-ladder.html',
  'sample-sum.html',
  'summary.md',
  'junit.xml',
  'terminal-60.txt',
  'terminal-80.txt',
  'terminal-200.txt',
];

/** Tokens and seals by their kind alone, numbers to three digits: neither a hash nor a last bit is anybody's to review. */
const steady = (text: string) =>
  text
    .replace(/fct1_[\w-]+/g, 'fct1_TOKEN')
    .replace(/\b[0-9a-f]{16}\b/g, 'SEAL')
    .replace(/\d+\.\d{2,}/g, (x) => String(Number(Number(x).toPrecision(3))));

/** A page as its elements, one below the other: no style sheets, formulas as they are written, charts as their labels and curves. */
async function readable(page: string): Promise<string> {
  const { document } = parseHTML(page);
  const replace = (selector: string, words: (element: Element) => readonly string[]) => {
    for (const element of document.querySelectorAll(selector)) {
      const text = document.createElement('pre');
      text.textContent = words(element).join('\n');
      element.replaceWith(text);
    }
  };
  for (const style of document.querySelectorAll('style, script')) style.remove();
  replace('.katex', (formula) => [formula.querySelector('annotation')!.textContent!]);
  replace('svg.plot', (chart) => [
    chart.getAttribute('aria-label')!,
    [...chart.querySelectorAll('text')].map((label) => label.textContent).join(' | '),
    ...[...chart.querySelectorAll('path:not([transform])')].map((curve) =>
      inPixels(curve.getAttribute('d')!),
    ),
  ]);
  return format(document.toString(), {
    parser: 'html',
    printWidth: 120,
    htmlWhitespaceSensitivity: 'ignore',
  });
}

const inPixels = (points: string) => points.replace(/-?\d+\.\d+/g, (x) => String(Math.round(Number(x))));

/** What is used of the DOM here; its library of types is not loaded. */
interface Element {
  textContent: string | null;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element>;
  getAttribute(name: string): string | null;
}

describe('the reports of a made-up run', () => {
  it.each(NAMES)('%s is what was reviewed', async (name) => {
    const text = rendered[name]!;
    const shown = name.endsWith('.html') ? await readable(text) : text;
    await expect(steady(shown)).toMatchFileSnapshot(`__snapshots__/${name}`);
  });

  it('render byte for byte the same again, also from the records as JSON', async () => {
    expect(Object.keys(rendered).sort()).toEqual([...NAMES].sort());
    expect(formats(JSON.parse(JSON.stringify(sample)))).toEqual(rendered);
    expect(formats(await sampleResults())).toEqual(rendered);
  });
});
