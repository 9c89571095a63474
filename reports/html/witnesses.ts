/** What was looked through for a witness, and the witnesses that were found, as they can be seen again. */
import type { ExistsClaimRecord } from '../../properties/records/claimRecord.ts';
import { count, stratumName, typesetNumber as num } from '../text.ts';
import { jsonBlock } from './counterexample.ts';
import { html, type Html } from './html.ts';
import { command } from './page.ts';
import { table } from './table.ts';

export function witnesses({ id, size, rate, searches }: ExistsClaimRecord): Html {
  if (searches.length === 0) return html``;
  return html`${table(
    `Searches of ${id}`,
    [
      ['stratum', 'head'],
      ['found', 'plain'],
      ['draws', 'number'],
      ['candidates', 'number'],
      ['questions', 'number'],
      ['fresh trials', 'number'],
    ],
    searches.map((s) => [
      stratumName(size, s),
      s.found === null ? 'nothing' : 'a witness',
      num(s.draws),
      num(s.candidates),
      num(s.questions),
      num(s.trials),
    ]),
    'A candidate is a draw whose one trial showed it. A question is asked of a candidate, or of a simpler instance, on fresh streams. A search that finds nothing cannot tell that there is nothing.',
  )}
  ${searches.map(({ found, ...s }) => {
    if (found === null) return html``;
    const { shrinking } = found;
    return html`<h4>The witness at ${stratumName(size, s)}</h4>
      <p>
        It showed it in ${num(found.shown)} of ${count(found.trials, 'fresh trial')}; that it does so in at
        most a share ${num(rate)} is rejected at level ${num(found.level)}. Shrunk from draw ${found.ladder}
        by ${count(shrinking.steps, 'step')}, ${num(shrinking.asked)}
        tried${shrinking.cutShort && ', cut short by the budget'}.
      </p>
      ${jsonBlock(found.instance)} ${command(`npx ${found.replay}`)}`;
  })}`;
}
