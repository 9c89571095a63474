/**
 * `npm run calibrate`: obtains the constants of Theorems 4.1 to 4.4 on small sizes with seeds of its own, and
 * writes theorems/constants.json. No verification run uses these seeds.
 */
import { writeFileSync } from 'node:fs';
import { SAMPLER_REGIME } from '../properties/trials/regime.ts';
import { purposeText } from '../properties/trials/purpose.ts';
import { drawPath, trialLabels, type TrialKey } from '../properties/trials/seeds.ts';
import { CONSTANTS_URL, type ConstantsFile, type FrozenConstant } from '../theorems/constants.ts';
import { checkpointsFor, QUANTITIES, type Quantity, type QuantityName } from '../theorems/quantities.ts';
import { linearStudy, reluStudy } from '../theorems/studies/network/study.ts';
import { loadEngine } from '../cli/engines.ts';

const SEED = 20240613;
const SIZES = [16, 32];
const PATHS_PER_SIZE = 1000;
/** The constant is the worst calibrated value, moved away from the network by this factor. */
const MARGIN = 1.25;

const engine = await loadEngine('kernel');
const root = { seed: SEED, fingerprint: 'calibration', regime: SAMPLER_REGIME };
const names = Object.keys(QUANTITIES) as QuantityName[];
const trained = new Map<QuantityName, number[]>(names.map((n) => [n, []]));
const untrained = new Map<QuantityName, number[]>(names.map((n) => [n, []]));

for (const study of [reluStudy, linearStudy]) {
  for (let index = 0; index < PATHS_PER_SIZE; index++) {
    for (const d0 of SIZES) {
      const key: TrialKey = {
        study: study.id,
        variant: 'main',
        purpose: purposeText({ kind: 'calibration' }),
        index,
        d0,
      };
      const path = drawPath(study, root, key);
      const labels = trialLabels(root, key);
      const m = study.asMeasurement(
        study.measure({
          path,
          d0,
          variant: 'main',
          set: {},
          labels,
          engine,
        }),
      );
      for (const name of names) {
        const q: Quantity = QUANTITIES[name];
        if (q.study !== study) continue;
        trained.get(name)!.push(q.of(m, checkpointsFor(q, m)));
        untrained.get(name)!.push(q.of(m, m.checkpoints.slice(0, 1)));
      }
    }
  }
  console.log(`${study.id}: ${PATHS_PER_SIZE} paths at d0 = ${SIZES.join(', ')}`);
}

const file: ConstantsFile = {
  schema: 1,
  madeBy: {
    command: 'npm run calibrate',
    seed: SEED,
    sizes: SIZES,
    pathsPerSize: PATHS_PER_SIZE,
    engine: engine.name,
    margin: MARGIN,
  },
  constants: Object.fromEntries(names.map((n) => [n, frozen(n)])) as Record<QuantityName, FrozenConstant>,
};
writeFileSync(CONSTANTS_URL, `${JSON.stringify(file, null, 2)}\n`);
console.table(Object.fromEntries(names.map((n) => [n, file.constants[n]])));

function frozen(name: QuantityName): FrozenConstant {
  const { id, side } = QUANTITIES[name];
  const sorted = trained.get(name)!.sort((a, b) => a - b);
  const before = untrained.get(name)!;
  if (![...sorted, ...before].every(Number.isFinite))
    throw new Error(`${name}: a calibration value is not finite`);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))]!;
  const worst = side === 'upper' ? sorted.at(-1)! : sorted[0]!;
  if (!(worst > 0))
    throw new Error(`${name}: the worst calibrated value is ${worst}; a positive one is needed`);
  return {
    id,
    value: side === 'upper' ? worst * MARGIN : worst / MARGIN,
    q01: at(0.01),
    q50: at(0.5),
    q99: at(0.99),
    worst,
    untrainedBest: side === 'upper' ? Math.min(...before) : Math.max(...before),
  };
}
