/** The summary on a terminal, within 80 columns: what went wrong first, then where to read more. */
import pc from 'picocolors';
import type { Summary, Verdict } from '../properties/record.ts';
import { VERDICT_SIGNS } from './html/badges.ts';
import { headline } from './markdown.ts';
import { count, formatDuration, formatNumber, oneLine } from './text.ts';

const WIDTH = 80;

export interface TerminalOptions {
  readonly color: boolean;
  /** The folder the reports were written to. */
  readonly folder: string;
}

export function terminalSummary(summary: Summary, { color, folder }: TerminalOptions): string {
  const paint = pc.createColors(color);
  const colored = (verdict: Verdict, text: string) =>
    verdict === 'supported'
      ? paint.green(text)
      : verdict === 'inconclusive' || verdict === 'vacuous'
        ? paint.yellow(text)
        : paint.red(text);
  const lines: string[] = [''];
  for (const t of summary.theorems) {
    const [head, ...rest] = wrap(`${VERDICT_SIGNS[t.verdict]} ${t.id}: ${t.verdict}`);
    lines.push(colored(t.verdict, head!), ...rest);
    lines.push(...wrap(t.sentence, '  '));
    if (t.remark !== null) lines.push(...wrap(t.remark, '  '));
    for (const c of t.claims) {
      const counts = `${count(c.failures, 'failure')} in ${count(c.trials, 'trial')}`;
      lines.push(...wrap(`${VERDICT_SIGNS[c.verdict]} ${c.id}: ${c.verdict}, ${counts}`, '    '));
    }
    const good = t.controls.filter((c) => c.verdict === 'refuted').length;
    lines.push(...wrap(`twins refuted: ${good} of ${t.controls.length}`, '    '));
    for (const c of t.controls.filter((x) => x.verdict !== 'refuted')) {
      lines.push(
        ...wrap(`! ${c.id} must be refuted and is ${c.verdict}`, '    ').map((line) => paint.red(line)),
      );
    }
    lines.push('');
  }
  const { alpha, beta } = summary.ledger;
  lines.push(...wrap(`${headline(summary)}; ${formatDuration(summary.timing.durationSeconds)}`));
  lines.push(
    ...wrap(
      `Any false verdict of a claim: probability at most ${formatNumber(alpha)}. Red only because a twin was not refuted in its budget: at most ${formatNumber(beta)}.`,
    ),
  );
  lines.push(`Reports: ${folder}/index.html`, '');
  return lines.join('\n');
}

function wrap(text: string, indent = ''): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > WIDTH) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
