/**
 * `junit.xml`: a test suite per theorem, a test case per claim and per broken twin, under names that do not change
 * from run to run; a changed experiment has names of its own. An undecided claim is an error, never a pass: a green tick on a claim means "supported" and nothing else.
 */
import type { ClaimRecord } from '../properties/records/claimRecord.ts';
import type { Summary } from '../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../properties/records/theoremRecord.ts';
import { experimentSuffix } from './experiment.ts';
import { openSentence } from '../properties/trials/incident.ts';
import { isInterrupted, pastSentence, presentSentence } from './incidents.ts';
import { count, oneLine, printable, shorten } from './text.ts';

interface Case {
  readonly name: string;
  readonly classname: string;
  /** Absent when the claim is supported or the twin (negative control) refuted. */
  readonly problem?: {
    readonly tag: 'failure' | 'error';
    readonly message: string;
    /** The whole sentence, and how to see it again. */
    readonly text: readonly string[];
  };
}

/** Longer sentences are truncated. */
const MOST_CHARACTERS = 4000;

export function junitXml(summary: Summary, records: readonly TheoremRecord[]): string {
  const suffix = experimentSuffix(summary);
  const suites = summary.theorems.map((theorem) => ({
    id: `${theorem.id}${suffix}`,
    cases: casesOf(
      `${theorem.id}${suffix}`,
      theorem,
      records.find((r) => r.id === theorem.id),
    ),
  }));
  const all = suites.flatMap((s) => s.cases);
  const { durationSeconds: seconds, trialsBefore } = summary.timing;
  // The time of the whole run. A run that was continued has none, because only the time of its last part is known.
  const time = Number.isFinite(seconds) && trialsBefore === undefined ? ` time="${seconds.toFixed(3)}"` : '';
  const { seed, profile, engine, command } = summary;
  const { incidents = [] } = summary.timing;
  const interrupted = isInterrupted(summary);
  const machine = [presentSentence(incidents, interrupted), pastSentence(incidents, interrupted)]
    .join(' ')
    .trim();
  const shown = { seed, profile, engine, command, ...(machine === '' ? {} : { incidents: machine }) };
  const facts = Object.entries(shown).map(
    ([name, value]) => `      <property name="${name}" value="${escape(String(value))}"/>`,
  );
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fct" ${counts(all)}${time}>`,
    ...suites.flatMap(({ id, cases }) => [
      `  <testsuite name="${escape(id)}" ${counts(cases)} time="0">`,
      '    <properties>',
      ...facts,
      '    </properties>',
      ...cases.map(caseXml),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf(
  suite: string,
  theorem: Summary['theorems'][number],
  record: TheoremRecord | undefined,
): readonly Case[] {
  const machine = openSentence(record?.timing.incidents ?? []);
  const claims = theorem.claims.map((c): Case => {
    const name = { name: c.id, classname: suite };
    if (c.verdict === 'supported') return name;
    const tag = c.verdict === 'refuted' ? 'failure' : 'error';
    return {
      ...name,
      problem: {
        tag,
        message: `${c.verdict}: ${count(c.failures, 'failure')} in ${count(c.trials, 'trial')}`,
        text: [
          ...claimText(record?.claims.find((r) => r.id === c.id)),
          ...(c.verdict === 'interrupted' && machine !== '' ? [machine] : []),
        ],
      },
    };
  });
  const twins = theorem.controls.map((c): Case => {
    const name = { name: c.id, classname: `${suite}.twins` };
    if (c.verdict === 'refuted') return name;
    const tag = c.verdict === 'supported' ? 'failure' : 'error';
    const sentence = record?.controls.find((r) => r.id === c.id)?.sentence;
    const text = sentence === undefined ? [] : [sentence];
    return { ...name, problem: { tag, message: `the twin must be refuted and is ${c.verdict}`, text } };
  });
  return [...claims, ...twins];
}

function claimText(claim: ClaimRecord | undefined): readonly string[] {
  if (claim === undefined) return [];
  if (claim.kind === 'exact')
    return [claim.sentence, ...(claim.counterexample?.explanation.split('\n') ?? [])];
  return [claim.sentence, ...(claim.worst === null ? [] : [`npx ${claim.worst.replay}`])];
}

function counts(cases: readonly Case[]): string {
  const of = (tag: string) => cases.filter((c) => c.problem?.tag === tag).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`;
}

function caseXml({ name, classname, problem }: Case): string {
  const open = `    <testcase name="${escape(name)}" classname="${escape(classname)}" time="0"`;
  if (problem === undefined) return `${open}/>`;
  const { tag, message, text } = problem;
  const lines = text.map((line) => escape(shorten(line, MOST_CHARACTERS))).join('\n');
  return `${open}><${tag} message="${escape(message)}">${lines}</${tag}></testcase>`;
}

function escape(text: string): string {
  return oneLine(printable(text))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
