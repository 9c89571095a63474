/**
 * Predictions before the runs: 40 instances are drawn from a seed that nothing else uses, and what the limit path says of them is
 * written to predictions.json. Once that file is committed the same command trains the networks and sets what was seen beside it.
 * `npm run evidence:predictions`, twice; the second time some two minutes on one idle core.
 */
import fc from 'fast-check';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { toldOf, lawInstance } from '../../theorems/laws/instance.ts';
import { alongPath } from '../../theorems/laws/measure.ts';
import { pathStudy } from '../../theorems/laws/studies.ts';
import type { LawPath } from '../../theorems/laws/sampler.ts';
import { predictedBy } from '../../theorems/limit/observed.ts';
import { limitPath } from '../../theorems/limit/path.ts';
import { furthestOff, unitsOf } from '../../theorems/limit/tolerance.ts';
import { ROOT } from '../support/fct.ts';
import { commit, record, table } from './record.ts';

const SEED = 20_240_722;
const INSTANCES = 40;
const SIZES = [64, 128];
/** Times at which the predictions are given. */
const TIMES = [10, 40];
const ASKED = ['idRisk', 'oodRisk', 'wrongRate', 'contamination'] as const;
const FILE = 'test/evidence/results/predictions.json';

const paths = fc.sample(pathStudy.sampler, { numRuns: INSTANCES, seed: SEED }) as unknown as LawPath[];
const instances = paths.map((path, i) =>
  lawInstance(path, SIZES[i % SIZES.length]!, ({ decay }) => ({ kappa: decay, s: TIMES.at(-1)! }), {}),
);
const predictions = instances.map((i) => {
  const steps = TIMES.map((s) => Math.round(s / i.h));
  return {
    d0: i.d0,
    R: i.R,
    kappa: i.kappa,
    d: i.d,
    predicted: limitPath(toldOf(i), steps).map((point) => {
      const told = predictedBy(point);
      return Object.fromEntries(ASKED.map((quantity) => [quantity, told[quantity]]));
    }),
  };
});
const text = `${JSON.stringify({ seed: SEED, times: TIMES, predictions }, null, 1)}\n`;
const file = join(ROOT, FILE);
if (!existsSync(file)) {
  writeFileSync(file, text);
  console.log(`Written to ${FILE}: commit it, and the same command trains the networks.`);
  process.exit(0);
}
if (readFileSync(file, 'utf8') !== text)
  throw new Error(`${FILE} holds other predictions than these sources make; remove it and begin again`);
commit();

const engine = loadKernel();
const seen = instances.map((i, n) => {
  const held = alongPath({ engine, labels: ['predictions', String(SEED), String(n)] }, i).held;
  console.log(`${n + 1} of ${INSTANCES}: d0 = ${i.d0}, R = ${i.R.toFixed(2)}`);
  return held;
});
const rows = instances.map((i, n) => {
  const cells = ASKED.map((quantity) => {
    const { seen: found, predicted } = seen[n]!.findLast((h) => h.quantity === quantity)!;
    return `${found.toPrecision(3)} / ${predicted.toPrecision(3)}`;
  });
  const most = furthestOff(seen[n]!);
  return [
    i.d0,
    i.R.toFixed(2),
    i.kappa,
    ...cells,
    `${unitsOf(most).toFixed(2)} (${most.quantity}, s = ${most.s})`,
  ];
});
const outside = seen.filter((held) => unitsOf(furthestOff(held)) > 1).length;
record('predictions', 'npm run evidence:predictions', `seed ${SEED}`, [
  `What was predicted of ${INSTANCES} instances (\`${FILE}\`, committed before any of them was trained) and what was seen. Cells: seen / predicted`,
  'at s = 40; the last column is the largest deviation over all times and all six quantities, in units of what it may be',
  '(`theorems/limit/tolerance.ts`).',
  '',
  `Outside of what they may be: ${outside} of ${INSTANCES} instances.`,
  '',
  ...table(['d0', 'R', 'kappa', 'R_ID', 'R_OOD', 'p', 'B/C', 'largest deviation'], rows),
]);
