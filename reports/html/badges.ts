/** Small signs that stand beside names: never by colour alone. */
import type { Verdict } from '../../properties/judge/verdict.ts';
import type { Mark } from '../../theorems/types.ts';
import { html, type Html } from './html.ts';

/** A sign for every verdict; the word always stands beside it. */
export const VERDICT_SIGNS: Readonly<Record<Verdict, string>> = {
  supported: '✓',
  refuted: '✗',
  inconclusive: '?',
  vacuous: '∅',
  interrupted: '…',
  errored: '!',
};

export const signOf = (verdict: string): string => VERDICT_SIGNS[verdict as Verdict] ?? '?';

export function verdictBadge(verdict: string): Html {
  const known = Object.hasOwn(VERDICT_SIGNS, verdict) ? verdict : 'errored';
  return html`<span class="badge ${known}"
    ><span aria-hidden="true">${signOf(verdict)}</span> ${verdict}</span
  >`;
}

/** A twin is good when it was refuted; one that was interrupted is neither good nor bad. */
export function twinBadge(verdict: string): Html {
  if (verdict === 'interrupted') return verdictBadge(verdict);
  return verdict === 'refuted'
    ? html`<span class="badge supported"><span aria-hidden="true">✓</span> refuted, as it must be</span>`
    : html`<span class="badge refuted"
        ><span aria-hidden="true">${signOf(verdict)}</span> ${verdict}, should be refuted</span
      >`;
}

const MARKS: Readonly<Record<Mark, string>> = {
  paper: 'Stated by the paper',
  recalled: 'The published statement as remembered; not checked against a copy',
  ours: 'Ours, not the paper’s',
};

export function markChip(mark: string): Html {
  return html`<span class="mark ${mark}" title="${MARKS[mark as Mark] ?? 'Unknown origin'}">${mark}</span>`;
}
