/** `summary.md`: a run at a glance, what went wrong first. Also what a CI shows beside its log. */
import type { Comparison } from '../properties/records/compare.ts';
import type { Summary, SummaryClaim } from '../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../properties/records/theoremRecord.ts';
import { BADNESS, byBadness } from '../properties/judge/verdict.ts';
import { changeSentence, comparisonBasis, comparisonHeadline } from './comparison.ts';
import { assumption } from './assumption.ts';
import { experimentSentence, experimentSuffix } from './experiment.ts';
import { KNOWN_MEANING, knownSentence } from './known.ts';
import { isInterrupted, pastSentence, presentSentence } from './incidents.ts';
import { count, formatTiming, formatNumber, oneLine, shorten } from './text.ts';

/** A step summary of a CI may have a mebibyte; stay well below. */
const MOST_BYTES = 900_000;

/** Longer sentences are truncated. */
const MOST_SENTENCE = 2000;

export function summaryMarkdown(
  summary: Summary,
  records: readonly TheoremRecord[],
  comparison: Comparison | null,
): string {
  const { ledger } = summary;
  const suffix = experimentSuffix(summary);
  const changed = experimentSentence(summary);
  const ordered = [...summary.theorems].sort((a, b) => byBadness(a.verdict, b.verdict));
  const blocks = [
    `# ${headline(summary)}${cell(suffix)}`,
    ...(changed === null ? [] : [`**${cell(changed)}**`]),
    `Profile \`${code(summary.profile)}\`, seed ${summary.seed}, engine \`${code(summary.engine)}\`, ${formatTiming(summary.timing)}.`,
    ...incidentBlock(summary, presentSentence),
    [
      '| theorem | verdict | in one sentence |',
      '| --- | --- | --- |',
      ...ordered.map(
        (t) => `| ${cell(t.id + suffix)} | **${t.verdict}** | ${cell(shorten(t.sentence, MOST_SENTENCE))} |`,
      ),
    ].join('\n'),
    [
      'Error budget of this run:',
      '',
      `- chance of any false "supported" or "refuted", of a claim or a twin: at most $${mathNumber(ledger.alpha)}$`,
      `- chance that it is red only because a twin was not refuted in its budget: at most $${mathNumber(ledger.beta)}$${assumption(ledger)}`,
    ].join('\n'),
    ...knownBlock(summary),
    ...(comparison === null ? [] : [comparisonBlock(comparison)]),
    ...ordered.map((t) =>
      theoremBlock(
        t,
        records.find((r) => r.id === t.id),
      ),
    ),
    ...incidentBlock(summary, pastSentence),
    `To make it again: \`npx ${code(summary.command)}\``,
  ];
  const text = `${blocks.join('\n\n')}\n`;
  const bytes = Buffer.from(text);
  if (bytes.length <= MOST_BYTES) return text;
  // If the cut falls inside a character, that character is left out.
  const whole = bytes
    .subarray(0, MOST_BYTES)
    .toString()
    .replace(/\ufffd+$/, '');
  return `${whole}\n\n… cut here; all of it is in summary.json\n`;
}

/** The run in a few words. */
export function headline(summary: Summary): string {
  const verdicts = summary.theorems.map((t) => t.verdict);
  const parts = BADNESS.flatMap((v) => {
    const n = verdicts.filter((x) => x === v).length;
    return n === 0 ? [] : [`${n} ${v}`];
  });
  const unrefuted = summary.theorems.flatMap((t) => t.controls).filter((c) => c.verdict !== 'refuted').length;
  const twins = unrefuted === 0 ? [] : [`${count(unrefuted, 'twin')} not refuted`];
  const all = [...parts, ...twins].join(', ');
  return all === '' ? 'Nothing was selected' : `${count(verdicts.length, 'theorem')}: ${all}`;
}

function knownBlock({ known = [] }: Summary): readonly string[] {
  if (known.length === 0) return [];
  return [
    `## ${count(known.length, 'known counterexample')}`,
    known
      .map((one) => `- ${cell(`${one.target}, ${shorten(knownSentence(one), MOST_SENTENCE)} ${one.file}`)}`)
      .join('\n'),
    KNOWN_MEANING,
  ];
}

function incidentBlock(summary: Summary, words: typeof pastSentence): readonly string[] {
  const sentence = words(summary.timing.incidents ?? [], isInterrupted(summary));
  return sentence === '' ? [] : [cell(shorten(sentence, MOST_SENTENCE))];
}

function comparisonBlock(c: Comparison): string {
  return [
    `## ${comparisonHeadline(c)}`,
    ...(c.changes.length === 0
      ? []
      : [c.changes.map((change) => `- ${cell(changeSentence(change))}`).join('\n')]),
    cell(comparisonBasis(c)),
  ].join('\n\n');
}

function theoremBlock(t: Summary['theorems'][number], record: TheoremRecord | undefined): string {
  const claims = t.claims.map((c) => {
    const claim = record?.claims.find((r) => r.id === c.id);
    const formula = claim === undefined ? '' : math(claim.latex);
    return `| ${cell(c.id)} | ${c.verdict} | ${formatNumber(c.failures)} of ${formatNumber(c.trials)} | ${interval(c)} | ${formula} |`;
  });
  const twins = t.controls.map((c) => `| ${cell(c.id)} | ${c.verdict} | ${formatNumber(c.trials)} |`);
  return [
    `## ${cell(t.id)}: ${t.verdict}`,
    '',
    '| claim | verdict | failures | failure rate, 95 % | as tested |',
    '| --- | --- | --- | --- | --- |',
    ...claims,
    ...(twins.length === 0
      ? []
      : [
          '',
          '| broken twin (negative control, must be refuted) | verdict | trials |',
          '| --- | --- | --- |',
          ...twins,
        ]),
    ...(t.notJudged.length === 0
      ? []
      : ['', 'Not judged in this run:', '', ...t.notJudged.map((c) => `- ${cell(c.id)}: ${cell(c.why)}`)]),
    ...(t.remark === null ? [] : ['', cell(t.remark)]),
  ].join('\n');
}

/** Of the failure rate; of a share of draws and of a comparison, what it is is said. */
function interval({ kind, low, high }: Pick<SummaryClaim, 'kind' | 'low' | 'high'>): string {
  if (low === null || high === null) return '';
  const range = (a: number, b: number) => `${formatNumber(a)} to ${formatNumber(b)}`;
  if (kind === 'covers') return `share ${range(1 - high, 1 - low)}`;
  if (kind === 'exists') return `a witness shows it in ${range(1 - high, 1 - low)}`;
  return kind === 'compares' ? `difference ${range(low, high)}` : range(low, high);
}

/** Text in a cell: one line, and nothing that Markdown or HTML would read as markup. */
const cell = (text: string) =>
  oneLine(text)
    .replace(/[\\`*_{}[\]<>|#~$]/g, (c) => `\\${c}`)
    .replace(/&/g, '&amp;');

/** A formula between dollars; a table, HTML and the dollars themselves stay out of it. */
const math = (latex: string) => {
  const names: Readonly<Record<string, string>> = { '|': '\\vert ', '<': '\\lt ', '>': '\\gt ', $: '' };
  return `$${shorten(oneLine(latex), 1500).replace(/[|<>$]/g, (c) => names[c]!)}$`;
};

/** A number between dollars. */
const mathNumber = (x: number) => formatNumber(x).replace(/e(-?\d+)$/, ' \\times 10^{$1}');

const code = (text: string) => oneLine(text).replace(/`/g, "'");
