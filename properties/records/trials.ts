/** The trials that a report names: the tightest of a claim, and those it shows whole. */
import { sizeSymbol } from '../../theorems/types.ts';
import { upperMedian } from '../../sim/upperMedian.ts';
import type { JudgedReader } from '../gather/judged.ts';
import type { Evidence } from '../trials/evidence.ts';
import type { ShownTrial } from './theoremRecord.ts';
import type { TrialReference } from './claimRecord.ts';
import { instanceInput, replayOf, tokenOf, type Findings } from './findings.ts';

/**
 * Trials of a claim from the smallest slack up. Trials without a measurement have none and come first. A ladder is
 * shown by the token of its largest rung.
 */
export function ranked(f: Findings, { campaign, read }: JudgedReader): readonly TrialReference[] {
  return read
    .flatMap((ladder): readonly { readonly e: Evidence; readonly slack: number }[] => {
      switch (ladder.kind) {
        case 'networks':
          return ladder.rungs.map((e, r) => ({ e, slack: ladder.events[r]?.slack ?? NaN }));
        case 'ladder':
          return [{ e: ladder.rungs.at(-1)!, slack: ladder.event?.slack ?? NaN }];
        case 'off-path':
          return [];
      }
    })
    .map(({ e, slack }): TrialReference => ({
      d0: e.key.d0,
      size: sizeSymbol(campaign.study),
      index: e.key.index,
      slack: Number.isNaN(slack) ? null : slack,
      token: tokenOf(f, e),
      replay: replayOf(f, e),
    }))
    .sort((a, b) => (a.slack ?? -Infinity) - (b.slack ?? -Infinity) || a.d0 - b.d0 || a.index - b.index);
}

/**
 * Of claims about single networks. No network is shown twice: with few trials the median one may be the worst, or the
 * typical one.
 */
export function shownTrials(f: Findings, own: readonly JudgedReader[]): readonly ShownTrial[] {
  const shown = (role: ShownTrial['role'], j: JudgedReader, r: TrialReference | undefined): ShownTrial[] => {
    if (r === undefined) return [];
    const e = j.read[r.index]!.rungs.find((x) => x.key.d0 === r.d0)!;
    const { study } = j.campaign;
    const instance = study.instance(instanceInput(f, e));
    const common = { ...r, role, claim: j.reader.id, instance };
    if (e.outcome.status !== 'measured') return [{ ...common, measurement: { ...e.outcome } }];
    const { measurement } = e.outcome;
    const curves = study.curves?.(measurement, instanceInput(f, e));
    return [{ ...common, measurement, ...(curves === undefined ? {} : { curves }) }];
  };
  const worst = own
    .flatMap((j) =>
      ranked(f, j)
        .slice(0, 1)
        .map((r) => ({ j, r })),
    )
    .sort((a, b) => (a.r.slack ?? -Infinity) - (b.r.slack ?? -Infinity))[0];
  const [first] = own;
  if (first === undefined) return [];
  const largest = Math.max(...first.campaign.budget.sizes);
  const atLargest = ranked(f, first).filter((r) => r.d0 === largest);
  const besideWorst = worst === undefined ? [] : ranked(f, worst.j).filter((r) => r.d0 === worst.r.d0);
  const all = [
    ...(worst === undefined
      ? []
      : [...shown('worst', worst.j, worst.r), ...shown('median', worst.j, upperMedian(besideWorst))]),
    ...shown('typical', first, upperMedian(atLargest)),
  ];
  return all.filter((t, i) => all.findIndex(({ token }) => token === t.token) === i);
}
