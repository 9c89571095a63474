/** What the second line of an error budget takes for granted. */
import type { Ledger } from '../properties/power/ledger.ts';
import { formatNumber } from './text.ts';

/** `, if every twin fails in at least 0.9 of its trials`; nothing where no twin is judged by trials. */
export function assumption({ betaShares }: Pick<Ledger, 'betaShares'>): string {
  const [first] = betaShares;
  return first === undefined
    ? ''
    : `, if every twin fails in at least ${formatNumber(first.assumedFailureRate)} of its trials`;
}
