/** Trials that the machine kept from ending: shown apart, for they enter no verdict. */
import type { Incident } from '../../properties/trials/incident.ts';
import { pastSentence, presentSentence } from '../incidents.ts';
import { html, type Html } from './html.ts';
import { table } from './table.ts';

/** More than anyone reads; all of them are in the record. */
const MOST_ROWS = 50;

/** What keeps the run from its verdicts, to stand before them; nothing when nothing does. */
export function incidentNote(incidents: readonly Incident[], interrupted: boolean): Html {
  const sentence = presentSentence(incidents, interrupted);
  return sentence === '' ? html`` : html`<div class="note"><p>${sentence}</p></div>`;
}

export function incidentSection(incidents: readonly Incident[], interrupted: boolean): Html {
  const past = pastSentence(incidents, interrupted);
  return html`${past !== '' && html`<p>${past}</p>`}
  ${table(
    'Trials that the machine kept from ending',
    [
      ['trial', 'head'],
      ['cause', 'plain'],
      ['what was said', 'words'],
      ['since', 'plain'],
    ],
    incidents
      .slice(0, MOST_ROWS)
      .map(({ study, variant, purpose, index, d0, cause, message, healed }) => [
        html`<code>${study}~${variant}/${purpose}/${index}/${d0}</code>`,
        cause,
        message,
        healed ? 'run again' : 'open',
      ]),
  )}`;
}
