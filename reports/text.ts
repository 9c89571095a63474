/** Text that is safe to show, and numbers as a reader wants them. Shared by every format. */
import type { Timing } from '../properties/trials/incident.ts';
import { agree } from '../properties/count.ts';

/**
 * Control characters, lone surrogates, non-characters and bidirectional overrides: no format can carry them all, and
 * the last let a text show as something it is not. Tab and newline stay.
 */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** The text with everything unprintable shown as the replacement character. */
export function printable(text: unknown): string {
  return String(text).replace(/\r\n?/g, '\n').replace(UNPRINTABLE, '\ufffd');
}

/** The printable text on one line. */
export function oneLine(text: unknown): string {
  return printable(text).replace(/\s+/g, ' ').trim();
}

/** At most `length` characters, cut with an ellipsis. */
export function shorten(text: string, length: number): string {
  const points = [...text];
  return points.length <= length ? text : `${points.slice(0, Math.max(0, length - 1)).join('')}…`;
}

/**
 * A number to `digits` significant digits in plain characters: `0.0421`, `1.2e-5`, `520`. Nothing known is `-`;
 * NaN and infinities are named. Whole numbers below a million keep all their digits.
 */
export function formatNumber(x: number | null | undefined, digits = 3): string {
  if (x === null || x === undefined) return '-';
  if (!Number.isFinite(x)) return Number.isNaN(x) ? 'NaN' : x > 0 ? 'infinity' : '-infinity';
  if (x === 0) return '0';
  const size = Math.abs(x);
  if (Number.isInteger(x) && size < 1e6) return String(x);
  if (size >= 1e6 || size < 1e-3)
    return x
      .toExponential(digits - 1)
      .replace(/\.?0+e\+?/, 'e')
      .replace('e+', 'e');
  return String(Number(x.toPrecision(digits)));
}

/** The number typeset, with a real minus sign and powers of ten. */
export function typesetNumber(x: number | null | undefined, digits = 3): string {
  if (x === null || x === undefined) return '–';
  return formatNumber(x, digits)
    .replace('infinity', '∞')
    .replace(/e(-?\d+)$/, (_, power: string) => `×10${superscript(power)}`)
    .replace(/^-/, '−');
}

const SUPERSCRIPTS = '⁰¹²³⁴⁵⁶⁷⁸⁹';
const superscript = (digits: string) =>
  [...digits].map((c) => (c === '-' ? '⁻' : SUPERSCRIPTS[Number(c)])).join('');

/** `3 min 20 s`. */
export function formatDuration(seconds: number): string {
  if (!Number.isFinite(seconds)) return 'unknown time';
  if (seconds < 10) return `${Number(seconds.toPrecision(2))} s`;
  const whole = Math.round(seconds);
  if (whole < 60) return `${whole} s`;
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`;
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`;
}

/** `20 s`; for a run that was continued, also of which part that is the time. */
export function formatTiming({ durationSeconds, trialsBefore }: Timing): string {
  const duration = formatDuration(durationSeconds);
  return trialsBefore === undefined
    ? duration
    : `${duration}, not counting ${count(trialsBefore, 'trial')} made before`;
}

/** The symbol of a size; digits at its end stand below: `d₀`. */
export function sizeName(symbol: string): string {
  return oneLine(symbol).replace(/\d+$/, (digits) => digits.replace(/\d/g, (d) => '₀₁₂₃₄₅₆₇₈₉'[Number(d)]!));
}

/** `d₀ = 16`. */
export function sizeEquals(symbol: string, sizes: number | readonly number[]): string {
  return `${sizeName(symbol)} = ${[sizes].flat().map(typesetNumber).join(', ')}`;
}

/** Which stratum: `d₀ = 16`, with its part of the sampler where there are several. */
export function stratumName(
  symbol: string,
  { d0, part }: { readonly d0: number; readonly part: string },
): string {
  return `${sizeEquals(symbol, d0)}${part === '' ? '' : ` (${oneLine(part)})`}`;
}

/** `1 trial`, `2 trials`; a plural of its own where the noun needs one. */
export function count(n: number, noun: string, plural?: string): string {
  return `${formatNumber(n)} ${agree(n, noun, plural)}`;
}

/** The text on lines of at most `width` characters; a longer word keeps a line of its own. */
export function wrap(text: string, indent: string, width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of oneLine(text).split(' ')) {
    if (line !== '' && indent.length + line.length + 1 + word.length > width) {
      lines.push(indent + line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
