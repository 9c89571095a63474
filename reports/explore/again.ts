/** How to make a map or a ranking again, and what it was made with. */
import type { ExploreRecord } from '../../properties/explore/record.ts';
import { html, type Html } from '../html/html.ts';
import { command, facts } from '../html/page.ts';
import { formatTiming } from '../text.ts';

type Made = Pick<ExploreRecord, 'command' | 'seed' | 'engine' | 'fingerprint' | 'timing'>;

export function again(what: 'map' | 'ranking', d0: string, made: Made): Html {
  return html`<h2>To make this ${what} again</h2>
    ${command(`npx ${made.command}`)}
    ${facts([
      ['d0', d0],
      ['seed', String(made.seed)],
      ['engine', made.engine],
      ['sources', made.fingerprint],
      ['time', formatTiming(made.timing)],
    ])}`;
}
