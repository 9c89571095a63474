/** Why trials of a claim have no measurement: what the first of them said, and the token that runs it again. */
import { sizeSymbol } from '../../theorems/types.ts';
import type { JudgedReader } from '../gather/judged.ts';
import type { Reading } from '../gather/reading.ts';
import type { Evidence } from '../trials/evidence.ts';
import { replayOf, type Findings } from './findings.ts';

/** A sentence; empty where every trial that was read has a measurement. */
export function firstFault(f: Pick<Findings, 'root' | 'engine' | 'origin'>, j: JudgedReader): string {
  for (const ladder of j.read) {
    const fault = faultOf(j, ladder);
    if (fault !== undefined)
      return ` The first, at ${sizeSymbol(j.campaign.study)} = ${fault.of.key.d0}, said: ${fault.words} (\`${replayOf(f, fault.of)}\`).`;
  }
  return '';
}

function faultOf(
  { reader: { claim } }: JudgedReader,
  ladder: Reading,
): { readonly of: Evidence; readonly words: string } | undefined {
  if (ladder.kind === 'off-path') return undefined;
  for (const [r, of] of ladder.rungs.entries()) {
    const { outcome } = of;
    if (outcome.status !== 'measured') return { of, words: outcome.message };
    if (ladder.kind === 'networks') {
      const event = ladder.events[r];
      if (event?.holds === undefined && event?.unresolved !== true)
        return { of, words: 'its event is neither true nor false' };
    } else if (claim.kind === 'scaling') {
      const variable = claim.variable.of(outcome.measurement);
      if (!(variable > 0 && variable < Infinity))
        return {
          of,
          words: `its variable ${claim.variable.name} is ${variable}, and must be above 0 and finite`,
        };
    }
  }
  const [first] = ladder.rungs;
  if (ladder.kind !== 'ladder' || first === undefined || ladder.event?.fault === undefined) return undefined;
  return { of: first, words: ladder.event.fault };
}
