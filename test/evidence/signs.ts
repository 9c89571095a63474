/**
 * Theorem 4.1 over R with drawn signs of the output weights and with balanced ones, at two widths: how often the claim fails.
 * `npm run evidence:signs`; some minutes.
 */
import { clopperPearson } from '../../properties/judge/statistics/index.ts';
import { purposeText } from '../../properties/trials/purpose.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { drawPath, trialLabels, type TrialKey } from '../../properties/trials/seeds.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { THEOREMS } from '../../theorems/registry.ts';
import { reluStudy } from '../../theorems/studies/network/study.ts';
import type { Json, WithHighProbabilityClaim } from '../../theorems/types.ts';
import { commit, record, table } from './record.ts';

const SEED = 19;
const D0 = 32;
const WIDTHS = [64, 512];
/** Background features of 32; core and background are equally strong, so R is the ratio of counts. */
const BACKGROUND = [14, 16, 17, 18, 19, 20, 22];
const NETWORKS = 24;
const SIGNS: readonly (readonly [string, Readonly<Record<string, Json>>])[] = [
  ['drawn', {}],
  ['balanced', { imbalance: 0 }],
];

commit();
const engine = loadKernel();
const root = { seed: SEED, fingerprint: 'evidence: signs', regime: SAMPLER_REGIME };
const claim = THEOREMS.flatMap((t) => t.claims).find(
  (c): c is WithHighProbabilityClaim => c.id === 'thm-4.1/asymmetry',
)!;

/** Of the same draws of the sampler at every ratio and width: how many fail, with a 95 % interval. */
function failures(dBackground: number, m: number, set: Readonly<Record<string, Json>>): string {
  let failed = 0;
  for (let index = 0; index < NETWORKS; index++) {
    const key: TrialKey = {
      study: reluStudy.id,
      variant: 'main',
      purpose: purposeText({ kind: 'calibration' }),
      index,
      d0: D0,
    };
    const path = drawPath(reluStudy, root, key);
    const labels = [...trialLabels(root, key), dBackground, m];
    const trial = { path, d0: D0, variant: 'main', set: { ...set, dBackground, m }, labels, engine };
    const { holds } = claim.event(reluStudy.measure(trial));
    if (holds === undefined) throw new Error(`a network has no value: ${labels.join(' ')}`);
    if (!holds) failed++;
  }
  const { low, high } = clopperPearson({ failures: failed, trials: NETWORKS, alpha: 0.05 });
  return `${failed} (${Math.round(100 * low)} to ${Math.round(100 * high)} %)`;
}

const rows = BACKGROUND.map((dBackground) => [
  (dBackground / (D0 - dBackground)).toFixed(3),
  ...WIDTHS.flatMap((m) => SIGNS.map(([, set]) => failures(dBackground, m, set))),
]);

record('signs', 'npm run evidence:signs', `seed ${SEED}, d0 = ${D0}`, [
  `Of ${NETWORKS} networks, drawn by the sampler but for the ratio, the width and the signs: how many fail \`thm-4.1/asymmetry\`, with the 95 % interval of the rate.`,
  'A map says "fails" where more than 10 % do. Drawn signs are those of the sampler, half of them more uneven than the median of fair signs.',
  '',
  ...table(['R', ...WIDTHS.flatMap((m) => SIGNS.map(([name]) => `m = ${m}, ${name}`))], rows),
]);
