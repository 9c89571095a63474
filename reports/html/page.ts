/** The shell of every page: one file, one script, no request. The policy in its head makes the browser enforce that. */
import { experimentSentence, type Experiment } from '../experiment.ts';
import { escapeHtml, html, type Html } from './html.ts';
import { mathStyle } from './math.ts';
import { hashOf, SCRIPT } from './script.ts';
import { STYLE } from './style.ts';

export interface Page {
  readonly title: string;
  readonly header: Html;
  readonly body: Html;
  readonly footer?: Html;
  /** In place of the script that all pages share. */
  readonly script?: string;
  /** May the script ask the page's own server? */
  readonly asks?: boolean;
}

export function page({ title, header, body, footer, script = SCRIPT, asks = false }: Page): string {
  const content = html`<a class="skip" href="#main">Skip to the content</a>
    <header class="top">${header}</header>
    <main id="main">${body}</main>
    <footer>${footer}</footer>`.markup;
  const head = [
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width, initial-scale=1">',
    '<meta name="color-scheme" content="light dark">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ${hashOf(script)};${asks ? " connect-src 'self';" : ''} style-src 'unsafe-inline'; font-src data:; img-src data:">`,
    '<link rel="icon" href="data:,">',
    `<title>${escapeHtml(title)}</title>`,
    `<style>${STYLE}${mathStyle(content)}</style>`,
  ];
  return `<!doctype html>\n<html lang="en">\n<head>\n${head.join('\n')}\n</head>\n<body>\n${content}\n<script>${script}</script>\n</body>\n</html>\n`;
}

/** What a user changed of the experiment, above everything that follows from it. */
export function experimentNote(experiment: Experiment): Html {
  const sentence = experimentSentence(experiment);
  return sentence === null
    ? html``
    : html`<div class="note changed">
        <p><strong>${sentence}</strong></p>
      </div>`;
}

export function facts(entries: readonly (readonly [string, Html | string | number])[]): Html {
  return html`<dl class="facts">
    ${entries.map(
      ([name, value]) =>
        html`<div>
          <dt>${name}</dt>
          <dd>${value}</dd>
        </div>`,
    )}
  </dl>`;
}

/** One click selects the whole line: copying works without scripts. */
export function command(line: string): Html {
  return html`<code class="token">${line}</code>`;
}
