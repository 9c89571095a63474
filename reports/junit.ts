/**
 * `junit.xml`: a test suite per theorem, a test case per claim and per broken twin, under names that do not change
 * from run to run. What is not decided is an error, never a pass: a green tick stands for "supported" alone.
 */
import type { Summary } from '../properties/record.ts';
import { oneLine, printable } from './text.ts';

interface Case {
  readonly name: string;
  readonly classname: string;
  /** Nothing when it is as it should be. */
  readonly problem?: { readonly tag: 'failure' | 'error'; readonly message: string };
}

export function junitXml(summary: Summary): string {
  const suites = summary.theorems.map((theorem) => ({ id: theorem.id, cases: casesOf(theorem) }));
  const all = suites.flatMap((s) => s.cases);
  const seconds = summary.timing.durationSeconds;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="fct" ${counts(all)} time="${seconds.toFixed(3)}">`,
    ...suites.flatMap(({ id, cases }) => [
      `  <testsuite name="${escape(id)}" ${counts(cases)} time="0">`,
      ...cases.map(caseXml),
      '  </testsuite>',
    ]),
    '</testsuites>',
    '',
  ].join('\n');
}

function casesOf(theorem: Summary['theorems'][number]): readonly Case[] {
  const claims = theorem.claims.map((c): Case => {
    const name = { name: c.id, classname: theorem.id };
    if (c.verdict === 'supported') return name;
    const tag = c.verdict === 'refuted' ? 'failure' : 'error';
    return {
      ...name,
      problem: { tag, message: `${c.verdict}: ${c.failures} failures in ${c.trials} trials` },
    };
  });
  const twins = theorem.controls.map((c): Case => {
    const name = { name: c.id, classname: `${theorem.id}.twins` };
    if (c.verdict === 'refuted') return name;
    const tag = c.verdict === 'supported' ? 'failure' : 'error';
    return { ...name, problem: { tag, message: `the twin must be refuted and is ${c.verdict}` } };
  });
  return [...claims, ...twins];
}

function counts(cases: readonly Case[]): string {
  const of = (tag: string) => cases.filter((c) => c.problem?.tag === tag).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`;
}

function caseXml({ name, classname, problem }: Case): string {
  const open = `    <testcase name="${escape(name)}" classname="${escape(classname)}" time="0"`;
  if (problem === undefined) return `${open}/>`;
  return `${open}><${problem.tag} message="${escape(problem.message)}"/></testcase>`;
}

function escape(text: string): string {
  return oneLine(printable(text))
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;');
}
