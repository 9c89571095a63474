/** Numbers agree with their nouns and verbs: in what is said of a run of one trial, and in every report in which every number is 1. */
import { parseHTML } from 'linkedom';
import { describe, expect, it } from 'vitest';
import { agree, count } from '../../properties/count.ts';
import type { Verdict } from '../../properties/judge/verdict.ts';
import type { JudgedClaim, JudgeLevels } from '../../properties/judge/judge.ts';
import { coversSentence, comparesSentence } from '../../properties/records/ownSentences.ts';
import {
  exactSentence,
  probabilitySentence,
  scalingSentence,
  weakTwinSentence,
} from '../../properties/records/sentences.ts';
import type { Plan } from '../../properties/power/plan.ts';
import { openSentence } from '../../properties/trials/incident.ts';
import { decidesPage } from '../../reports/explore/decides.ts';
import { explorePage } from '../../reports/explore/page.ts';
import { figurePage } from '../../reports/figures/figurePage.ts';
import { historyPage } from '../../reports/history/page.ts';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { huntPage } from '../../reports/hunt/page.ts';
import { junitXml } from '../../reports/junit.ts';
import { livePage } from '../../reports/live/page.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { planText } from '../../reports/plan.ts';
import { terminalPlan, terminalSummary } from '../../reports/terminal.ts';
import { madeFigure, madeHistory, madeHunt, madeLive, madeMap, madeRanking } from '../support/madePages.ts';
import { sampleResults } from '../support/sampleRun.ts';

/** One of something that stands in the plural, and verbs of several after one. A number with a sign, a unit or a list is none. */
const WRONG =
  /(?<![\d.,=<>≤≥^×⁻−%-] ?)\b1 (?:(?!vacuous\b|is\b|has\b|was\b|does\b|less\b|holds\b|fails\b|lies\b)[a-z-]+s\b|(?:[a-z]+ )?(?:trials|networks|ladders|failures|draws|instances|claims|twins|strata|are|have|hold|fail|lie|were)\b)/g;
const wrong = (text: string) => text.match(WRONG) ?? [];

/** What a reader sees of a page. */
function seen(page: string): string {
  const { document } = parseHTML(page);
  for (const hidden of document.querySelectorAll('style, script, .katex, td, th, dl, svg text'))
    hidden.remove();
  const labels = [...document.querySelectorAll('[aria-label]')].map((e) => e.getAttribute('aria-label'));
  return [document.body.textContent.replace(/\s+/g, ' '), ...labels].join('\n');
}

it('what is looked for is found', () => {
  for (const text of ['in 1 trials', '1 broken twins', 'of 1 strata.', '1 are undecided', '1 cells hold'])
    expect(wrong(text), text).toHaveLength(1);
  expect(wrong('1 trial, 11 trials, d0 = 1 holds, 1 is, 1 has')).toEqual([]);
});

it('a number takes its word', () => {
  expect([0, 1, 2].map((n) => count(n, 'trial'))).toEqual(['0 trials', '1 trial', '2 trials']);
  expect([1, 2].map((n) => count(n, 'stratum', 'strata'))).toEqual(['1 stratum', '2 strata']);
  expect([1, 2].map((n) => agree(n, 'has', 'have'))).toEqual(['has', 'have']);
});

const VERDICTS: readonly Verdict[] = [
  'supported',
  'refuted',
  'inconclusive',
  'vacuous',
  'errored',
  'interrupted',
];

describe.each(VERDICTS)('one trial, %s', (verdict) => {
  const stratum = {
    d0: 16,
    part: '',
    verdict,
    trials: 1,
    failures: 1,
    delta: 0.1,
    unresolved: 1,
    mean: 1,
    sequence: { low: 0, high: 1 },
  };
  const judged = {
    ...{ verdict, trials: 1, failures: 1, missing: 1, laddersRead: 1, aboveTarget: false },
    ...{ neverExercised: ['case'], strata: [stratum] },
  } as unknown as JudgedClaim;
  const levels = {
    alphaSupport: 0.01,
    alphaRefute: 0.01,
    delta0: 0.01,
    deltaAt: () => 0.1,
  } as unknown as JudgeLevels;
  const exponent = { claimed: null, low: null, high: null, range: { low: null, high: 0 } };
  const at = { size: 'd0', sizes: [16], exponent } as never;
  const outside = [{ id: 'small', held: 0, of: 1 }] as never;
  const about = { judged, verdict, levels, size: 'd0', sizes: [16], budget: 1, fault: '' };

  it('is told in the singular', () => {
    for (const beyond of [[] as never, outside]) {
      const said = [
        probabilitySentence(judged, verdict, levels, at, 1, beyond),
        scalingSentence(judged, verdict, levels, at, 1, beyond),
        coversSentence({ ...about, outside: beyond }, { covered: 'a case', share: 0.1 }),
        comparesSentence({ ...about, outside: beyond }, { first: 'a', second: 'b', margin: 1 }),
        exactSentence(verdict, 1, ['case']),
        weakTwinSentence(judged),
        openSentence([{ cause: 'no-memory', message: 'none', healed: false }]),
      ];
      for (const sentence of said) expect(wrong(sentence), sentence).toEqual([]);
    }
  });
});

const ones = <T>(value: T): T =>
  JSON.parse(JSON.stringify(value), (_, x: unknown) => (typeof x === 'number' ? 1 : x)) as T;

const needs = {
  delta: 1,
  trialsNeeded: [1, 1, 1],
  budget: 1,
  chance: { none: 1, delta0: 1, half: 1, far: 1 },
  expected: 1,
};
const campaign = {
  ...{
    study: 'first',
    variant: 'sampler',
    purpose: 'main',
    size: 'd0',
    sizes: [1],
    ladders: 1,
    expectedLadders: 1,
  },
  readers: ['one/bound'],
  strata: [{ d0: 1, part: '', ...needs }],
  scaling: [{ id: 'one/slope', sizes: [1], share: 1, ...needs }],
  covers: [{ id: 'one/covers', ...needs }],
  comparisons: [{ id: 'one/compares', alike: 1, atBest: 1, ...needs }],
  searches: [{ id: 'one/exists', rate: 0.5, draws: 1, atBest: 1, ...needs }],
};
const plan = {
  ...{ profile: 'tiny', alpha: 0.05, delta0: 0.01, claims: 1, twins: 1, expectedTrials: 1, mostTrials: 1 },
  campaigns: [campaign, { ...campaign, purpose: 'control' }],
} as unknown as Plan;

it('every report in which every number is 1 is in the singular', async () => {
  const results = await sampleResults();
  const [records, summary] = [ones(results.records), ones(results.summary)];
  const line = ones(await madeHistory());
  const options = { color: false, columns: 200, folder: 'out', comparison: null, detail: true };
  const texts = {
    index: seen(indexPage(summary, null)),
    ...Object.fromEntries(records.map((r) => [r.id, seen(theoremPage(r))])),
    markdown: summaryMarkdown(summary, records, null),
    junit: junitXml(summary, records),
    terminal: terminalSummary(summary, records, options),
    hunt: seen(huntPage(ones(await madeHunt((a) => (a > 1 ? 1 : 0))))),
    map: seen(explorePage(ones(await madeMap()))),
    decides: seen(decidesPage(ones(await madeRanking()))),
    figure: seen(figurePage(ones(madeFigure()))),
    history: seen(historyPage([line])),
    plan: planText(plan, { claims: 1, instances: 1 }, { jobs: 1, likely: 1, most: 1 }, 200),
    'plan of a run': terminalPlan(plan, [], 200),
    live: seen(livePage(ones(await madeLive()))),
  };
  const found = Object.entries(texts).flatMap(([name, text]) =>
    wrong(text).map((words) => `${name}: ${words}`),
  );
  expect(found).toEqual([]);
});
