/** What `fct plan` says: what will be trained, what it can show, and how long that takes. */
import type {
  CampaignPlan,
  ComparisonPlan,
  LadderPlan,
  Plan,
  SearchPlan,
  StratumPlan,
} from '../properties/power/plan.ts';
import { count, formatDuration, formatNumber, wrap } from './text.ts';

export interface PlanTime {
  readonly jobs: number;
  /** Seconds, likely and at most. */
  readonly likely: number;
  readonly most: number;
}

/** Exact claims and their instances; no study is trained for them. */
export interface ExactPlan {
  readonly claims: number;
  readonly instances: number;
}

export function planText(plan: Plan, exact: ExactPlan, time: PlanTime, columns: number): string {
  const mains = plan.campaigns.filter((c) => c.purpose === 'main');
  const twins = plan.campaigns.filter((c) => c.purpose === 'control');
  const lines = (text: string, indent = '') => wrap(text, indent, columns);
  const shown = needs(mains);
  return [
    ...lines(
      `Profile ${plan.profile}: any false verdict has probability at most ${formatNumber(plan.alpha)}, over ` +
        `${count(plan.claims, 'claim')} and ${count(plan.twins, 'twin')} that trials decide.`,
    ),
    '',
    'What is run:',
    ...mains.flatMap((c) => lines(studyLine(c), '  ')),
    ...(twins.length === 0 ? [] : lines(twinLine(twins), '  ')),
    ...(exact.claims === 0
      ? []
      : lines(
          `exact: ${count(exact.claims, 'claim')} on ${count(exact.instances, 'instance')} in all, and their twins; one counterexample refutes`,
          '  ',
        )),
    ...(shown.size === 0 ? [] : ['', 'What that can show:']),
    ...[...shown].flatMap(([sentence, claims]) => [
      ...lines(`${claims.join(', ')}:`, '  '),
      ...lines(sentence, '    '),
    ]),
    '',
    ...lines(
      `In all ${count(Math.round(plan.expectedTrials), 'trial')} expected, at most ${formatNumber(plan.mostTrials)}: about ` +
        `${formatDuration(time.likely)} on ${count(time.jobs, 'worker')}, at most ${formatDuration(time.most)} (from a few trials timed now).`,
    ),
  ].join('\n');
}

function studyLine(c: CampaignPlan): string {
  return (
    `${c.study}: ${count(Math.round(c.expectedLadders), 'ladder')} expected, at most ${formatNumber(c.ladders)}, ` +
    `of ${c.size} = ${c.sizes.join(', ')}; read by ${count(c.readers.length, 'claim')}`
  );
}

function twinLine(twins: readonly CampaignPlan[]): string {
  const ladders = Math.max(...twins.map((c) => c.ladders));
  const chances = twins.flatMap((c) => [...c.strata, ...c.scaling].map((s) => s.chance.far));
  const readers = twins.reduce((sum, c) => sum + c.readers.length, 0);
  return (
    `${count(readers, 'broken twin')} (negative controls), of ${count(twins.length, 'broken study', 'broken studies')}, at most ${count(ladders, 'ladder')} each` +
    (chances.length === 0
      ? ''
      : `; one that fails in 0.9 of its trials is refuted with probability ${percent(Math.min(...chances))}, or more`)
  );
}

/** What it takes to support a claim, with the claims that take the same. */
function needs(campaigns: readonly CampaignPlan[]): ReadonlyMap<string, readonly string[]> {
  const groups = new Map<string, string[]>();
  const add = (sentence: string, ids: readonly string[]) =>
    groups.set(sentence, [...(groups.get(sentence) ?? []), ...ids]);
  for (const c of campaigns) {
    const ownNeeds = [...c.scaling, ...c.covers, ...c.comparisons, ...c.searches].map(({ id }) => id);
    const others = c.readers.filter((id) => !ownNeeds.includes(id));
    const strata = new Set(c.strata.map((s) => shows(s, 'trial', 'in each stratum')));
    if (others.length > 0) for (const sentence of strata) add(sentence, others);
    for (const s of c.scaling) add(shows(s, 'ladder', 'at every size'), [s.id]);
    for (const s of c.covers) add(shows(s, 'trial', 'at every size'), [s.id]);
    for (const s of c.comparisons) add(compares(s), [s.id]);
    for (const s of c.searches) add(looksFor(s), [s.id]);
  }
  return groups;
}

type Chances = Pick<StratumPlan | LadderPlan, 'delta' | 'trialsNeeded' | 'chance'>;

function shows({ delta, trialsNeeded, chance }: Chances, trial: string, where: string): string {
  const [none, one, two] = trialsNeeded;
  return (
    `"Fails in less than ${formatNumber(delta)}" takes ${count(none, trial)} without a failure ${where}, ${one} with one, ${two} with two. ` +
    `A verdict comes with probability ${percent(chance.none)} where nothing fails, ${percent(chance.delta0)} at the rate planned for, ` +
    `${percent(chance.half)} at half of what is allowed, ${percent(chance.far)} at twice of it.`
  );
}

function compares({ margin, atBest, alike }: ComparisonPlan): string {
  const even = alike === null ? 'no number of trials suffices' : `it takes ${count(alike, 'trial')}`;
  return (
    `A comparison with margin ${formatNumber(margin)} takes ${count(atBest, 'trial')} of each size if the first is ahead by the most in every trial; ` +
    `if both are always alike, ${even}.`
  );
}

function looksFor({ rate, draws, atBest }: SearchPlan): string {
  return (
    `A witness that shows it in more than ${formatNumber(rate)} of its trials is looked for among ${count(draws, 'draw')} of each size; ` +
    `the first candidate takes ${count(atBest, 'fresh trial')} if it shows it in every one. A search that finds none is inconclusive.`
  );
}

/** What is not sure is not said to be. */
const percent = (p: number) => (p < 1 && p >= 0.9995 ? 'above 99.9 %' : `${(100 * p).toFixed(1)} %`);
