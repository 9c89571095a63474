/**
 * The error budget, computed: the chance of a false verdict of every claim and twin at the levels of each profile, by dynamic
 * programming; and false confirmations among hunts that can find nothing. `npm run evidence:ledger`.
 */
import { suiteAgenda } from '../../cli/agenda.ts';
import { PAPER, PROFILES } from '../support/paper.ts';
import { ALPHA, DELTA } from '../../properties/hunt/confirm.ts';
import type { Profile } from '../../properties/judge/profile.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { clopperPearson } from '../../properties/judge/statistics/index.ts';
import { ledgerOf } from '../../properties/power/ledger.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import { falseVerdicts } from '../support/ledger.ts';
import { falseHunts, nullBound, RELAXATIONS } from '../support/nullHunts.ts';
import { commit, record, table } from './record.ts';

const HUNTS = 2000;
const HUNT_BUDGETS = [400, 1600];
/** Questions under each relaxation whose chances are computed; those beyond count at their levels. */
const EXACT_QUESTIONS = 200;

const selected = new Set(THEOREMS.flatMap((t) => t.claims.map((c) => c.id)));
const short = (x: number) => (x === 0 ? '0' : x.toExponential(2));

function judgedBy(profile: Profile) {
  return suiteAgenda(PAPER, selected, profile, SAMPLER_REGIME).campaigns.flatMap((campaign) =>
    campaign.readers.map((reader) => ({
      id: reader.id,
      twin: campaign.purpose === 'control',
      level: reader.levels.alphaSupport,
      ...falseVerdicts(campaign, reader),
    })),
  );
}

commit();
const profiles = Object.values(PROFILES).map((profile) => ({
  profile,
  rows: judgedBy(profile),
  ledger: ledgerOf(suiteAgenda(PAPER, selected, profile, SAMPLER_REGIME)),
}));

const bound = nullBound(EXACT_QUESTIONS);
const hunts: (string | number)[][] = [];
for (const budget of HUNT_BUDGETS) {
  const found = await falseHunts(HUNTS, budget);
  const { low, high } = clopperPearson({ failures: found, trials: HUNTS, alpha: 0.05 });
  hunts.push([budget, found, `${low.toFixed(4)} to ${high.toFixed(4)}`, bound.toFixed(4), ALPHA]);
}

record('ledger', 'npm run evidence:ledger', `seeds 0 to ${HUNTS - 1} of the hunts`, [
  '## Line 1: false verdicts',
  '',
  'Sums over all claims, and over all twins, that trials decide: their shares of alpha; then the exact chance of a false verdict at the worst true failure rates, which lie at',
  'delta. "Supported" can be false only where some stratum fails more often than delta, "refuted" only where none does, so of each claim and twin the larger of both counts. Line 2 as',
  'in the run.',
  '',
  ...table(
    [
      'profile',
      'alpha',
      'claims',
      'their shares',
      'false verdict',
      'twins',
      'their shares',
      'false verdict',
      'line 2',
    ],
    profiles.map(({ profile, rows, ledger }) => {
      const sums = (twin: boolean) => {
        const own = rows.filter((r) => r.twin === twin);
        const worst = own.reduce((sum, r) => sum + Math.max(r.supported, r.refuted), 0);
        return [own.length, short(own.reduce((sum, r) => sum + r.level, 0)), short(worst)];
      };
      return [profile.name, profile.alpha, ...sums(false), ...sums(true), short(ledger.beta)];
    }),
  ),
  '',
  ...profiles.flatMap(({ profile, rows }) => [
    `## Profile ${profile.name}`,
    '',
    ...table(
      ['claim or twin', 'level', 'false "supported"', 'false "refuted"'],
      rows.map((r) => [r.id, short(r.level), short(r.supported), short(r.refuted)]),
    ),
    '',
  ]),
  '## Hunts that can find nothing',
  '',
  `${HUNTS} hunts of ${RELAXATIONS} relaxations in which every point fails with probability ${DELTA}, the allowed rate: hunts that confirmed anything, with the`,
  `Clopper-Pearson interval; the bound that dynamic programming gives over ${EXACT_QUESTIONS} questions under each relaxation, those beyond at their levels; and the bound that a hunt states.`,
  '',
  ...table(
    ['trials a hunt', 'confirmed something', 'interval, 95 %', 'bound, computed', 'bound, stated'],
    hunts,
  ),
]);
