/** Equations on a terminal: a worked calculation keeps its lines and indents, and stays within the terminal's columns. */
import { count, printable, wrap } from './text.ts';

/** A calculation for two numbers has a dozen lines; longer calculations, which nobody would check by hand, are cut. */
const MOST_LINES = 60;
/** The indent of a continued line. */
const HANGING = '    ';

/** The calculation, line by line, broken between its equations; `page` names where all of it is. */
export function workingLines(explanation: string, indent: string, page: string, columns: number): string[] {
  const lines = printable(explanation)
    .split('\n')
    .flatMap((line) => fit(line, indent, columns));
  if (lines.length <= MOST_LINES) return lines;
  const left = lines.length - MOST_LINES;
  return [
    ...lines.slice(0, MOST_LINES),
    ...wrap(`… ${count(left, 'more line')} in ${page}`, indent, columns),
  ];
}

/** The line within its columns, broken after commas, colons and semicolons that stand outside brackets. */
export function fit(line: string, indent: string, columns: number): string[] {
  const own = indent + /^ */.exec(line)![0];
  const lines: string[] = [];
  for (const phrase of phrases(line.trim())) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + phrase.length <= columns)
      lines.push(`${lines.pop()} ${phrase}`);
    else lines.push(...wrap(phrase, last === undefined ? own : own + HANGING, columns));
  }
  return lines;
}

/** The line cut after the commas, colons and semicolons that stand outside brackets. */
function phrases(line: string): string[] {
  const found = [''];
  let depth = 0;
  for (const word of line.split(' ')) {
    const last = found.pop()!;
    found.push(last === '' ? word : `${last} ${word}`);
    for (const c of word) depth += c === '(' ? 1 : c === ')' ? -1 : 0;
    if (depth === 0 && /[,:;]$/.test(word)) found.push('');
  }
  return found.filter((phrase) => phrase !== '');
}
