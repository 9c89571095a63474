/** A comparison with an earlier run in words, for the page, the terminal and the summary alike. */
import type { Change, Comparison } from '../properties/records/compare.ts';
import { count, formatNumber } from './text.ts';

export function comparisonHeadline(c: Comparison): string {
  const beyond = c.changes.filter((change) => change.beyondNoise).length;
  const maybe = c.changes.length - beyond;
  const noise = maybe === 0 ? '' : `; ${count(maybe, 'change')} that may be noise`;
  if (c.sameEvidence) return 'The same trials as the earlier run, bit for bit';
  return `${beyond === 0 ? 'Nothing' : count(beyond, 'thing')} changed beyond noise${noise}`;
}

/** Against which run, and what a false alarm would take. */
export function comparisonBasis(c: Comparison): string {
  const { profile, seed, engine, fingerprint } = c.before;
  const differs = c.differs.length === 0 ? 'nothing else differs' : `different: ${c.differs.join(', ')}`;
  return (
    `The earlier run: profile ${profile}, seed ${seed}, engine ${engine}, sources ${fingerprint} (${differs}). ` +
    `Failure rates of ${count(c.strataCompared, 'stratum', 'strata')} were compared; ` +
    `calling any of them changed when none is has probability at most ${formatNumber(c.level)}.`
  );
}

export function changeSentence({ id, words, beyondNoise }: Change): string {
  return `${id} ${words}${beyondNoise ? '' : ' (may be noise)'}`;
}
