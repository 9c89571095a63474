/**
 * Formulas: LaTeX to HTML for the eye and MathML for the ear, and the style sheet they need with only the fonts that
 * the page uses inlined. Read from the installed KaTeX package.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import katex from 'katex';
import { html, trusted, type Html } from './html.ts';
import { printable } from '../text.ts';

const OPTIONS = {
  output: 'htmlAndMathml',
  trust: false,
  strict: 'ignore',
  maxSize: 20,
  maxExpand: 200,
} as const;

/** In the running text. A formula that KaTeX refuses is shown as its source. */
export function inlineMath(latex: string): Html {
  return typeset(latex);
}

/** On lines of its own. Set as inline mathematics in display style, so that it may break at its relations. */
export function displayMath(latex: string): Html {
  return html`<div class="formula" tabindex="0" role="group" aria-label="Formula">
    ${typeset(String.raw`\displaystyle ${latex}`, latex)}
  </div>`;
}

/** Throws where KaTeX does: for tests over all registered formulas. */
export function checkMath(latex: string): void {
  katex.renderToString(latex, { ...OPTIONS, throwOnError: true });
}

function typeset(latex: string, source = latex): Html {
  try {
    return trusted(katex.renderToString(printable(latex), { ...OPTIONS, throwOnError: true }));
  } catch {
    return html`<code class="latex">${source}</code>`;
  }
}

/** The style sheet for the formulas in `markup`; empty when there are none. */
export function mathStyle(markup: string): string {
  if (!markup.includes('class="katex"')) return '';
  const sheet = readFileSync(join(KATEX, 'katex.min.css'), 'utf8');
  const rules = sheet.replace(/@font-face\{[^}]*\}/g, '');
  return `${fontsUsed(markup).map(fontFace).join('')}${rules}`;
}

const KATEX = dirname(createRequire(import.meta.url).resolve('katex'));

/** Font file -> how the style sheet of KaTeX asks for it (class names it is selected by). */
const FONTS: Readonly<Record<string, RegExp>> = {
  'Main-Regular': /./,
  'Main-Bold': /\b(mathbf|textbf)\b/,
  'Main-Italic': /\b(mathit|textit)\b/,
  'Main-BoldItalic': /\btextbf[^"]*\btextit|\btextit[^"]*\btextbf/,
  'Math-Italic': /\bmathnormal\b/,
  'Math-BoldItalic': /\bboldsymbol\b/,
  'AMS-Regular': /\b(amsrm|mathbb|textbb)\b/,
  'Caligraphic-Regular': /\bmathcal\b/,
  'Fraktur-Regular': /\b(mathfrak|textfrak)\b/,
  'Fraktur-Bold': /\b(math|text)boldfrak\b/,
  'SansSerif-Regular': /\b(mathsf|textsf)\b/,
  'SansSerif-Bold': /\b(math|text)boldsf\b/,
  'SansSerif-Italic': /\b(mathitsf|mathsfit|textitsf)\b/,
  'Script-Regular': /\b(mathscr|textscr)\b/,
  'Size1-Regular': /\bdelimsizing size1\b|\bdelim-size1\b|\bsmall-op\b/,
  'Size2-Regular': /\bdelimsizing size2\b|\blarge-op\b/,
  'Size3-Regular': /\bdelimsizing size3\b/,
  'Size4-Regular': /\bdelimsizing size4\b|\bdelim-size4\b/,
  'Typewriter-Regular': /\b(mathtt|texttt)\b/,
};

function fontsUsed(markup: string): string[] {
  const classes = [...markup.matchAll(/class="([^"]*)"/g)].map((m) => m[1]).join('"');
  return Object.keys(FONTS).filter((name) => FONTS[name]!.test(classes));
}

function fontFace(name: string): string {
  const [family, cut] = name.split('-') as [string, string];
  const data = readFileSync(join(KATEX, 'fonts', `KaTeX_${name}.woff2`)).toString('base64');
  const weight = cut.startsWith('Bold') ? 700 : 400;
  const style = cut.endsWith('Italic') ? 'italic' : 'normal';
  return `@font-face{font-family:KaTeX_${family};font-weight:${weight};font-style:${style};src:url(data:font/woff2;base64,${data}) format("woff2")}`;
}
