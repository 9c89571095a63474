/** A comparison with an earlier run in words, for the page, the terminal and the summary alike. */
import type { Change, Comparison } from '../properties/records/compare.ts';
import { count, formatNumber } from './text.ts';
import { agree } from '../properties/count.ts';

/** More ids than this are counted and not named. */
const MOST_NAMED = 4;

export function comparisonHeadline(c: Comparison): string {
  const beyond = c.changes.filter((change) => change.beyondNoise).length;
  const maybe = c.changes.length - beyond;
  const noise = maybe === 0 ? '' : `; ${count(maybe, 'change')} that may be noise`;
  if (c.inBoth === 0) return 'The runs have no claim in common';
  if (c.sameEvidence) return 'The same trials as the earlier run, bit for bit';
  return `${beyond === 0 ? 'Nothing' : count(beyond, 'thing')} changed beyond noise${noise}`;
}

/** Against which run, and what a false alarm would take. */
export function comparisonBasis(c: Comparison): string {
  const { profile, seed, engine, fingerprint } = c.before;
  const differs = c.differs.length === 0 ? 'nothing else differs' : `different: ${c.differs.join(', ')}`;
  return (
    `The earlier run: profile ${profile}, seed ${seed}, engine ${engine}, sources ${fingerprint} (${differs}). ` +
    `${onlyIn(c.onlyBefore, 'the earlier run')}${onlyIn(c.onlyNow, 'this run')}` +
    `Failure rates of ${count(c.strataCompared, 'stratum', 'strata')} were compared; ` +
    `calling any of them changed when none is has probability at most ${formatNumber(c.level)}.`
  );
}

/** A run of part of a suite judges fewer; none of that is a change. */
function onlyIn(ids: readonly string[], run: string): string {
  if (ids.length === 0) return '';
  const named = ids.length <= MOST_NAMED ? ` (${ids.join(', ')})` : '';
  return `${count(ids.length, 'claim or twin', 'claims and twins')}${named} ${agree(ids.length, 'was', 'were')} judged by ${run} alone. `;
}

export function changeSentence({ id, words, beyondNoise }: Change): string {
  return `${id} ${words}${beyondNoise ? '' : ' (may be noise)'}`;
}
