/** What `fct plan` says: what will be trained, what it can show, and how long that takes. */
import type { CampaignPlan, LadderPlan, Plan, StratumPlan } from '../properties/power/plan.ts';
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
  return [
    ...lines(
      `Profile ${plan.profile}: any false verdict has probability at most ${formatNumber(plan.alpha)}, over ` +
        `${count(plan.claims, 'claim')} and ${count(plan.twins, 'twin')} that trials decide.`,
    ),
    ...mains.flatMap((c) => ['', ...studyLines(c, lines)]),
    ...(twins.length === 0 ? [] : ['', ...twinLines(twins, lines)]),
    ...(exact.claims === 0
      ? []
      : [
          '',
          ...lines(
            `Exact: ${count(exact.claims, 'claim')} on ${count(exact.instances, 'instance')} in all, and their twins; one counterexample refutes.`,
          ),
        ]),
    '',
    ...lines(
      `In all ${count(Math.round(plan.expectedTrials), 'trial')} expected, at most ${formatNumber(plan.mostTrials)}: about ` +
        `${formatDuration(time.likely)} on ${count(time.jobs, 'worker')}, at most ${formatDuration(time.most)} (from a few trials timed now).`,
    ),
  ].join('\n');
}

type Lines = (text: string, indent?: string) => readonly string[];

function studyLines(c: CampaignPlan, lines: Lines): readonly string[] {
  return [
    ...lines(
      `Study ${c.study}: up to ${count(c.ladders, 'ladder')} of ${c.size} = ${c.sizes.join(', ')}, ${formatNumber(Math.round(c.expectedLadders))} expected.`,
    ),
    ...alike(c.strata).flatMap(([first, all]) => {
      const strata = `each of ${count(all.length, 'stratum', 'strata')}`;
      return lines(`${shows(first, 'trial', all.length === 1 ? 'its stratum' : strata)}`, '  ');
    }),
    ...c.scaling.flatMap((s) => lines(`${s.id}: ${shows(s, 'ladder', `sizes ${s.sizes.join(', ')}`)}`, '  ')),
    ...lines(`Read by ${c.readers.join(', ')}.`, '  '),
  ];
}

type Chances = Pick<StratumPlan | LadderPlan, 'delta' | 'trialsNeeded' | 'chance' | 'budget'>;

/** Strata that need and can show the same, with one of them. */
function alike(strata: readonly StratumPlan[]): readonly (readonly [StratumPlan, readonly StratumPlan[]])[] {
  const groups = new Map<string, StratumPlan[]>();
  for (const s of strata) {
    const key = JSON.stringify([s.delta, s.trialsNeeded, s.chance]);
    groups.set(key, [...(groups.get(key) ?? []), s]);
  }
  return [...groups.values()].map((group) => [group[0]!, group]);
}

function shows({ delta, trialsNeeded, chance }: Chances, trial: string, where: string): string {
  const [none, one, two] = trialsNeeded;
  return (
    `"Fails in less than ${formatNumber(delta)}" takes ${count(none, trial)} without a failure in ${where}, ${one} with one, ${two} with two. ` +
    `A verdict comes with probability ${percent(chance.none)} where nothing fails, ${percent(chance.delta0)} at the rate planned for, ` +
    `${percent(chance.half)} at half of what is allowed, ${percent(chance.far)} at twice of it.`
  );
}

function twinLines(twins: readonly CampaignPlan[], lines: Lines): readonly string[] {
  const ladders = Math.max(...twins.map((c) => c.ladders));
  const surest = Math.min(...twins.flatMap((c) => [...c.strata, ...c.scaling].map((s) => s.chance.far)));
  const readers = twins.flatMap((c) => c.readers);
  return [
    ...lines(
      `Broken twins (negative controls): ${readers.length}, of ${count(twins.length, 'broken study', 'broken studies')}, up to ${count(ladders, 'ladder')} each. ` +
        `One that fails in 0.9 of its trials is refuted with probability ${percent(surest)}, or more.`,
    ),
    ...lines(`${readers.join(', ')}.`, '  '),
  ];
}

/** What is not sure is not said to be. */
const percent = (p: number) => (p < 1 && p >= 0.9995 ? 'above 99.9 %' : `${(100 * p).toFixed(1)} %`);
