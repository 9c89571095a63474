/** The summary as a terminal of 60 and of 200 columns shows it, a pipe, and under TERM=dumb, NO_COLOR and FORCE_COLOR. */
import { expect, it } from 'vitest';
import { columnsOf, takesColor } from '../../cli/terminal.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { sampleResults } from '../support/sampleRun.ts';

const { summary, records } = await sampleResults();

it.each<[string, { isTTY?: boolean; columns?: number }, Record<string, string>]>([
  ['tty-60', { isTTY: true, columns: 60 }, { TERM: 'xterm' }],
  ['tty-200', { isTTY: true, columns: 200 }, { TERM: 'xterm' }],
  ['pipe', {}, { TERM: 'xterm' }],
  ['dumb', { isTTY: true, columns: 80 }, { TERM: 'dumb' }],
  ['no-color', { isTTY: true, columns: 80 }, { TERM: 'xterm', NO_COLOR: '1' }],
  ['force-color', {}, { FORCE_COLOR: '1' }],
])('%s', async (name, out, env) => {
  const options = {
    color: takesColor(out, env),
    columns: columnsOf(out),
    folder: 'out',
    comparison: null,
    detail: false,
  };
  const text = terminalSummary(summary, records, options).replace(/fct1_[\w-]+/g, 'fct1_TOKEN');
  expect(text.includes('\u001b[')).toBe(/tty|force/.test(name));
  // Colours as words: a snapshot is read by people.
  const readable = text.replaceAll('\u001b', 'ESC').replace(/\d+\.\d{2,}/g, (x) => Number(x).toPrecision(3));
  await expect(readable).toMatchFileSnapshot(`__snapshots__/terminal-${name}.txt`);
});
