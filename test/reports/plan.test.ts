/** What `fct plan` says of a plan that is written by hand: each number where it belongs, and no need told twice. */
import { describe, expect, it } from 'vitest';
import type { CampaignPlan, Plan, StratumPlan } from '../../properties/power/plan.ts';
import { planText } from '../../reports/plan.ts';

const chances = {
  delta: 0.1,
  trialsNeeded: [73, 104, 129] as const,
  budget: 80,
  chance: { none: 1, delta0: 0.9997, half: 0.25, far: 0.5 },
  expected: 75,
};
const stratum = (d0: number): StratumPlan => ({ d0, part: 'all', ...chances });
const campaign: CampaignPlan = {
  study: 'first',
  variant: 'sampler',
  purpose: 'main',
  size: 't',
  sizes: [4, 8],
  ladders: 1600,
  expectedLadders: 75.4,
  readers: ['one/bound'],
  strata: [stratum(4), stratum(8)],
  scaling: [],
  covers: [],
  comparisons: [],
  searches: [],
};
const ladder = { ...chances, delta: 0.25, sizes: [4, 8], share: 1 };

const plan: Plan = {
  profile: 'tiny',
  alpha: 0.05,
  delta0: 0.01,
  claims: 6,
  twins: 1,
  campaigns: [
    campaign,
    {
      ...campaign,
      study: 'second',
      sizes: [16],
      expectedLadders: 1,
      readers: ['two/bound', 'two/slope', 'two/covered', 'two/first', 'two/even'],
      scaling: [{ ...ladder, id: 'two/slope' }],
      covers: [{ ...ladder, delta: 0.5, id: 'two/covered' }],
      comparisons: [
        { id: 'two/first', sizes: [16], margin: 0.2, atBest: 11, alike: 40, budget: 100 },
        { id: 'two/even', sizes: [16], margin: 0, atBest: 12, alike: null, budget: 100 },
      ],
    },
    {
      ...campaign,
      purpose: 'control',
      variant: 'broken',
      ladders: 48,
      readers: ['one/bound~broken'],
      strata: [{ ...stratum(4), chance: { ...chances.chance, far: 0.97 } }, stratum(8)],
    },
  ],
  expectedTrials: 167.6,
  mostTrials: 5000,
};
const time = { jobs: 2, likely: 90, most: 3600 };
const said = (p: Plan, claims = 0) => planText(p, { claims, instances: 300 }, time, 1000).split('\n');

describe('the plan', () => {
  it('says what is run, what that can show, and how long it takes', () => {
    const odds =
      'A verdict comes with probability 100.0 % where nothing fails, above 99.9 % at the rate planned for, 25.0 % at half of what is allowed, 50.0 % at twice of it.';
    expect(said(plan, 1)).toEqual([
      'Profile tiny: any false verdict has probability at most 0.05, over 6 claims and 1 twin that trials decide.',
      '',
      'What is run:',
      '  first: 75 ladders expected, at most 1600, of t = 4, 8; read by 1 claim',
      '  second: 1 ladder expected, at most 1600, of t = 16; read by 5 claims',
      '  1 broken twin (negative controls), of 1 broken study, at most 48 ladders each; one that fails in 0.9 of its trials is refuted with probability 50.0 %, or more',
      '  exact: 1 claim on 300 instances in all, and their twins; one counterexample refutes',
      '',
      'What that can show:',
      '  one/bound, two/bound:',
      `    "Fails in less than 0.1" takes 73 trials without a failure in each stratum, 104 with one, 129 with two. ${odds}`,
      '  two/slope:',
      `    "Fails in less than 0.25" takes 73 ladders without a failure at every size, 104 with one, 129 with two. ${odds}`,
      '  two/covered:',
      `    "Fails in less than 0.5" takes 73 trials without a failure at every size, 104 with one, 129 with two. ${odds}`,
      '  two/first:',
      '    A comparison with margin 0.2 takes 11 trials of each size if the first is ahead by the most in every trial; if both are always alike, it takes 40 trials.',
      '  two/even:',
      '    A comparison with margin 0 takes 12 trials of each size if the first is ahead by the most in every trial; if both are always alike, no number of trials suffices.',
      '',
      'In all 168 trials expected, at most 5000: about 1 min 30 s on 2 workers, at most 1 h 0 min (from a few trials timed now).',
    ]);
  });

  it('of exact claims alone promises no trial', () => {
    const exact = said({ ...plan, campaigns: [], expectedTrials: 0, mostTrials: 0 }, 2);
    expect(exact.slice(1, 6)).toEqual([
      '',
      'What is run:',
      '  exact: 2 claims on 300 instances in all, and their twins; one counterexample refutes',
      '',
      expect.stringMatching(/^In all 0 trials expected, at most 0:/),
    ]);
  });
});
