/** What is said of a hunt, on a terminal and on its page alike. */
import type { HuntResultRecord } from '../../properties/hunt/record.ts';
import type { FailureEntry } from '../../properties/hunt/failure.ts';
import { count, formatNumber } from '../text.ts';

type Result = Pick<HuntResultRecord, 'relaxed' | 'trials' | 'restarts'>;

/** `thm-4.1, domain paper`, with the hypothesis that was broken. */
export function whereWords(target: string, domain: string, { relaxed }: Pick<Result, 'relaxed'>): string {
  return `${target}, domain ${domain}${relaxed === null ? '' : `, hypothesis ${relaxed} broken`}`;
}

export const effortWords = ({ trials, restarts }: Result): string =>
  `${count(trials, 'trial')}, ${count(restarts, 'start')}`;

/** Which hypotheses a counterexample does not meet, and whether the relaxation is what did it. */
export function metWords({ broken, relaxed }: Pick<FailureEntry, 'broken' | 'relaxed'>): string {
  if (broken.length > 0) return broken.join(', ');
  return relaxed === null ? 'none' : `none; it fails without breaking ${relaxed}, which is not what did it`;
}

/** Why nothing was found. */
export function nothingWords({
  ending,
  smallestSlack,
}: Pick<HuntResultRecord, 'ending'> & { readonly smallestSlack?: number | null }): string {
  switch (ending) {
    case 'nowhere':
      return 'no instance is allowed there';
    case 'not-judged':
      return 'not one of these trials could be judged';
    default:
      return `smallest slack ${formatNumber(smallestSlack)}`;
  }
}

/** `d0 = 16, backgroundMean = 0.7`: what is not at its simplest value. */
export function instanceWords(size: string, { instance, changed }: FailureEntry): string {
  const rest = Object.entries(changed)
    .filter(([axis]) => axis !== 'd0')
    .map(([axis, value]) => `, ${axis} = ${formatNumber(value)}`);
  return `${size} = ${formatNumber(instance.d0)}${rest.join('')}`;
}
