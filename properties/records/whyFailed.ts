/** Why a claim is not supported, for a test that fails: its sentence, and the trials or ladders that it hangs on. Pure. */
import type { ClaimRecord } from './claimRecord.ts';
import type { TheoremRecord } from './theoremRecord.ts';

/** Ladders that are shown, those that failed first. */
const LADDERS = 3;
/** Longer instances and measurements are cut. */
const MOST_CHARACTERS = 400;

export function whyFailed(record: Pick<TheoremRecord, 'shownTrials' | 'run'>, claim: ClaimRecord): string {
  return [
    `${claim.id} is ${claim.verdict}. ${claim.sentence}`,
    ...(claim.kind === 'exact' ? exactLines(claim) : trialLines(record, claim)),
    ...(claim.kind === 'scaling' ? ladderLines(claim) : []),
    `The same trials again: seed ${record.run.seed}.`,
  ].join('\n');
}

function exactLines({ counterexample }: Extract<ClaimRecord, { kind: 'exact' }>): readonly string[] {
  return counterexample === null ? [] : [counterexample.explanation];
}

/** The trial with the smallest slack, and what it drew and measured where the record shows it. */
function trialLines(
  { shownTrials }: Pick<TheoremRecord, 'shownTrials'>,
  { worst }: Exclude<ClaimRecord, { kind: 'exact' }>,
): readonly string[] {
  if (worst === null) return [];
  const slack = worst.slack === null ? 'no measurement' : `slack ${worst.slack.toPrecision(4)}`;
  const shown = shownTrials.find(({ token }) => token === worst.token);
  return [
    `Worst trial: number ${worst.index} at ${worst.size} = ${worst.d0}, ${slack}.`,
    ...(shown === undefined
      ? []
      : [`  instance ${inShort(shown.instance)}`, `  measurement ${inShort(shown.measurement)}`]),
  ];
}

function ladderLines({
  ladders,
  quantity,
  variable,
}: Extract<ClaimRecord, { kind: 'scaling' }>): readonly string[] {
  const failed = [...ladders].sort((a, b) => Number(a.holds ?? 0) - Number(b.holds ?? 0)).slice(0, LADDERS);
  return failed.map(({ index, holds, slope, values }) => {
    const said = holds === true ? 'holds' : holds === false ? 'fails' : 'does not say';
    const curve = values.map((v) => `${v.variable.toPrecision(4)}: ${v.value.toPrecision(4)}`).join(', ');
    return `Ladder ${index} ${said}${slope === null ? '' : `, slope ${slope.toPrecision(4)}`}; ${quantity} by ${variable}: ${curve}`;
  });
}

function inShort(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
