/** The summary on a terminal, within its columns: what went wrong first, then where to read more. */
import pc from 'picocolors';
import type { Comparison } from '../properties/records/compare.ts';
import { LOOKED_AT, type EmptyPart } from '../properties/power/emptyParts.ts';
import type { Plan } from '../properties/power/plan.ts';
import type { Summary, SummaryClaim } from '../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../properties/records/theoremRecord.ts';
import { byBadness, type Verdict } from '../properties/judge/verdict.ts';
import { knownOf } from '../properties/records/knownRecord.ts';
import { caseShares } from './cases.ts';
import { changeSentence, comparisonBasis, comparisonHeadline } from './comparison.ts';
import { experimentSentence, experimentSuffix } from './experiment.ts';
import { VERDICT_SIGNS } from './html/badges.ts';
import { assumption } from './assumption.ts';
import { knownSentence } from './known.ts';
import { headline } from './markdown.ts';
import { isInterrupted, pastSentence, presentSentence } from './incidents.ts';
import { count, formatTiming, formatNumber, oneLine, wrap } from './text.ts';
import { fit, workingLines } from './working.ts';

export interface TerminalOptions {
  readonly color: boolean;
  /** No line is longer, unless a word is. */
  readonly columns: number;
  /** The folder the reports were written to. */
  readonly folder: string;
  /** With an earlier run; null when none was named. */
  readonly comparison: Comparison | null;
  /**
   * Also the coverage of exact claims, and the calculations that refute exact twins. They are long: for a run of part of
   * the suite.
   */
  readonly detail: boolean;
}

export function terminalSummary(
  summary: Summary,
  records: readonly TheoremRecord[],
  { color, columns, folder, comparison, detail }: TerminalOptions,
): string {
  const paint = pc.createColors(color);
  const colored = (verdict: Verdict, text: string) =>
    verdict === 'supported'
      ? paint.green(text)
      : verdict === 'inconclusive' || verdict === 'vacuous'
        ? paint.yellow(text)
        : paint.red(text);
  const wrapped = (text: string, indent = '') => wrap(text, indent, columns);
  const lines: string[] = [''];
  const changed = experimentSentence(summary);
  if (changed !== null) lines.push(...wrapped(changed).map((line) => paint.red(line)), '');
  const suffix = experimentSuffix(summary);
  for (const t of [...summary.theorems].sort((a, b) => byBadness(a.verdict, b.verdict))) {
    const record = records.find((r) => r.id === t.id);
    const page = `${folder}/${t.id}/report.html`;
    const [head, ...rest] = wrapped(`${VERDICT_SIGNS[t.verdict]} ${t.id}${suffix}: ${t.verdict}`);
    lines.push(colored(t.verdict, head!), ...rest);
    lines.push(...wrapped(t.sentence, '  '));
    if (t.remark !== null) lines.push(...wrapped(t.remark, '  '));
    const claims = [...t.claims].sort((a, b) => byBadness(a.verdict, b.verdict));
    const widths = claims.map(({ id, verdict }) => [id.length, verdict.length] as const);
    const widest = [0, 1].map((i) => Math.max(...widths.map((w) => w[i]!)));
    for (const c of claims) {
      lines.push(...row(c, widest, columns));
      if (detail) lines.push(...coverage(record, c.id, columns));
      lines.push(...whyNot(record, c, page, columns));
    }
    for (const why of new Set(t.notJudged.map((c) => c.why))) {
      const ids = t.notJudged.filter((c) => c.why === why).map((c) => c.id);
      lines.push(...wrapped(`- not judged: ${ids.join(', ')}, for ${why}`, '    '));
    }
    for (const one of knownOf(summary.known ?? [], t.id))
      lines.push(...wrapped(`! known counterexample of ${one.target}, ${knownSentence(one)}`, '    '));
    const good = t.controls.filter((c) => c.verdict === 'refuted').length;
    lines.push(...wrapped(`twins refuted: ${good} of ${t.controls.length}`, '    '));
    for (const c of t.controls.filter((x) => x.verdict !== 'refuted')) {
      lines.push(
        ...wrapped(`! ${c.id} must be refuted and is ${c.verdict}`, '    ').map((line) => paint.red(line)),
      );
    }
    if (detail) lines.push(...twinWorkings(record, page, columns));
    lines.push('');
  }
  const { alpha, beta } = summary.ledger;
  lines.push(...wrapped(`${headline(summary)}${suffix}; ${formatTiming(summary.timing)}`));
  lines.push(
    ...wrapped(
      `Any false verdict of a claim or a twin: probability at most ${formatNumber(alpha)}. Red only because a twin was not refuted in its budget: at most ${formatNumber(beta)}${assumption(summary.ledger)}.`,
    ),
  );
  const { incidents = [] } = summary.timing;
  const interrupted = isInterrupted(summary);
  const past = pastSentence(incidents, interrupted);
  if (past !== '') lines.push(...wrapped(past));
  if (comparison !== null) {
    lines.push('', ...wrapped(comparisonHeadline(comparison)));
    for (const change of comparison.changes) lines.push(...wrapped(changeSentence(change), '  '));
    lines.push(...wrapped(comparisonBasis(comparison), '  '), '');
  }
  lines.push(`Reports: ${folder}/index.html`, '');
  const present = presentSentence(incidents, interrupted);
  if (present !== '')
    lines.push(
      ...wrapped(present).map((line) => paint.red(line)),
      `  npx ${oneLine(summary.command)} --out ${folder}`,
      '',
    );
  return lines.join('\n');
}

/** A claim as a row of its theorem's table; in words where the terminal is too narrow for that. */
function row(c: SummaryClaim, [id, verdict]: readonly number[], columns: number): readonly string[] {
  const counts = `${count(c.failures, 'failure')} in ${count(c.trials, 'trial')}`;
  const line = `    ${VERDICT_SIGNS[c.verdict]} ${`${oneLine(c.id)}:`.padEnd(id! + 1)} ${c.verdict.padEnd(verdict!)}  ${counts}`;
  return line.length <= columns
    ? [line]
    : wrap(`${VERDICT_SIGNS[c.verdict]} ${c.id}: ${c.verdict}, ${counts}`, '    ', columns);
}

/** The share of its instances in which each case of an exact claim came up. */
function coverage(record: TheoremRecord | undefined, id: string, columns: number): string[] {
  const claim = record?.claims.find((c) => c.id === id);
  if (claim?.kind !== 'exact' || claim.trials === 0) return [];
  const shares = caseShares(claim).map(({ name, share }) => `${share} ${name}`);
  return fit(oneLine(`cases: ${shares.join('; ')}`), '      ', columns);
}

/** The reason why a claim was not put to the test; for an exact claim that is not supported, also the calculation of its counterexample. */
function whyNot(
  record: TheoremRecord | undefined,
  { id, verdict }: SummaryClaim,
  page: string,
  columns: number,
): string[] {
  const claim = record?.claims.find((c) => c.id === id);
  if (claim === undefined || verdict === 'supported') return [];
  if (claim.kind !== 'exact')
    return verdict === 'vacuous' || verdict === 'errored' ? wrap(claim.sentence, '      ', columns) : [];
  const { sentence, counterexample } = claim;
  const working =
    counterexample === null ? [] : workingLines(counterexample.explanation, '        ', page, columns);
  return [...wrap(sentence, '      ', columns), ...working];
}

/** How each exact twin was refuted, for a person to check by hand. */
function twinWorkings(record: TheoremRecord | undefined, page: string, columns: number): string[] {
  return (record?.controls ?? []).flatMap(({ id, words, counterexample }) =>
    counterexample === null
      ? []
      : [
          ...wrap(`${id} (${words}):`, '    ', columns),
          ...workingLines(counterexample.explanation, '      ', page, columns),
        ],
  );
}

/** The plan of a run: what will be run, and what it can show. */
export function terminalPlan(plan: Plan, empty: readonly EmptyPart[], columns: number): string {
  const mains = plan.campaigns.filter((c) => c.purpose === 'main');
  const twins = plan.campaigns.filter((c) => c.purpose === 'control');
  const lines = [
    `Plan: profile ${plan.profile}, alpha ${plan.alpha} over ${count(plan.claims, 'claim')} and ${count(plan.twins, 'twin')}`,
    ...mains.map(({ study, ladders, size, sizes, strata, scaling, covers, comparisons, searches }) => {
      const needs = [
        ...(strata.length === 0
          ? []
          : [
              `${count(most(strata), 'trial')} without a failure in ${strata.length === 1 ? 'its stratum' : `each of ${strata.length} strata`}`,
            ]),
        ...(scaling.length === 0 ? [] : [`${count(most(scaling), 'ladder')} without a failure for a slope`]),
        ...(covers.length === 0
          ? []
          : [`${count(most(covers), 'draw')} at every size, all with the case, for a share`]),
        ...(comparisons.length === 0
          ? []
          : [
              `${count(Math.max(...comparisons.map((c) => c.alike ?? c.atBest)), 'trial')} at every size for a comparison, if the two are ${comparisons.some((c) => c.alike === null) ? 'as far apart as can be' : 'always alike'}`,
            ]),
        ...(searches.length === 0
          ? []
          : [
              `a witness among ${count(Math.max(...searches.map((s) => s.draws)), 'draw')} of every size and ${count(Math.max(...searches.map((s) => s.atBest)), 'fresh trial')} of it`,
            ]),
      ];
      return `study ${study}: at most ${count(ladders, 'ladder')} of ${size} = ${sizes.join(', ')}; "supported" needs ${needs.join(', ')}`;
    }),
    ...empty.map(
      ({ study, part, size, sizes }) =>
        `study ${study}: none of the first ${LOOKED_AT} draws at ${size} = ${sizes.join(', ')} lies in the part "${part}"`,
    ),
    ...(empty.length === 0
      ? []
      : [
          'a claim without a trial in some part cannot be supported: widen --where, or take a profile that does not divide trials into parts',
        ]),
    `${count(Math.round(plan.expectedTrials), 'trial')} expected, at most ${plan.mostTrials}, of them ` +
      `${twins.reduce((sum, c) => sum + c.ladders * c.sizes.length, 0)} for broken twins`,
  ];
  return lines.flatMap((line, i) => wrap(line, i === 0 ? '' : '  ', columns)).join('\n');
}

/** Trials without a failure that the neediest takes. */
const most = (parts: readonly { readonly trialsNeeded: readonly number[] }[]) =>
  Math.max(...parts.map((part) => part.trialsNeeded[0]!));
