/** Annotations for a CI's log: one line per claim that is not supported and per twin that was not refuted. */
import type { Summary } from '../properties/records/summaryRecord.ts';
import { experimentSuffix } from './experiment.ts';
import { count, oneLine } from './text.ts';

export function annotations(summary: Summary): readonly string[] {
  const suffix = experimentSuffix(summary);
  return summary.theorems.flatMap((t) => [
    ...t.claims
      .filter((c) => c.verdict !== 'supported')
      .map((c) =>
        line(
          c.verdict === 'refuted' || c.verdict === 'errored' ? 'error' : 'warning',
          `${c.id}${suffix} is ${c.verdict}`,
          `${count(c.failures, 'failure')} in ${count(c.trials, 'trial')}`,
        ),
      ),
    ...t.controls
      .filter((c) => c.verdict !== 'refuted')
      .map((c) => line('error', `${c.id}${suffix} is ${c.verdict}`, 'a broken twin must be refuted')),
  ]);
}

function line(level: 'error' | 'warning', title: string, message: string): string {
  return `::${level} title=${escape(title).replace(/:/g, '%3A').replace(/,/g, '%2C')}::${escape(message)}`;
}

const escape = (text: string) => oneLine(text).replace(/%/g, '%25');
