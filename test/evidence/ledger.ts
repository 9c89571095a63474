/**
 * The error budget, computed: the chance of a false verdict of every claim and twin at the levels of each profile, by dynamic
 * programming. `npm run evidence:ledger`.
 */
import { suiteAgenda } from '../../cli/agenda.ts';
import { PAPER, PROFILES } from '../support/paper.ts';
import type { Profile } from '../../properties/judge/profile.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { ledgerOf } from '../../properties/power/ledger.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import { falseVerdicts } from '../support/ledger.ts';
import { commit, record, table } from './record.ts';

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

record('ledger', 'npm run evidence:ledger', 'no seed (chances are computed)', [
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
]);
