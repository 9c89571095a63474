/**
 * Where the predictions fail first: the suite's claims along whole runs, with one of d0, N, m, h moved to where the limit is far.
 * `npm run evidence:breakdown`; some five minutes on one idle core.
 */
import fc from 'fast-check';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { lawInstance, type LawInstance } from '../../theorems/laws/instance.ts';
import { alongPath } from '../../theorems/laws/measure.ts';
import { pathStudy } from '../../theorems/laws/studies.ts';
import type { LawPath } from '../../theorems/laws/sampler.ts';
import { QUANTITIES } from '../../theorems/limit/observed.ts';
import { unitsOf } from '../../theorems/limit/tolerance.ts';
import { commit, record, table } from './record.ts';

const SEED = 7;
const EACH = 12;
const D0 = 32;
const MOVED: readonly (readonly [string, number, Partial<LawInstance>])[] = [
  ['as the suite draws it', D0, {}],
  ...[4, 6, 8, 12, 16].map((d0) => [`d0 = ${d0}`, d0, {}] as const),
  ...[4, 16, 64].map((N) => [`N = ${N}`, D0, { N }] as const),
  ...[4, 16, 64].map((m) => [`m = ${m}`, D0, { m }] as const),
  ...[0.2, 0.5, 1, 2].map((h) => [`h = ${h}`, D0, { h }] as const),
];

commit();
const engine = loadKernel();
const paths = fc.sample(pathStudy.sampler, { numRuns: EACH, seed: SEED }) as unknown as LawPath[];
const rows = MOVED.map(([words, d0, change]) => {
  const failed = Object.fromEntries(QUANTITIES.map((quantity) => [quantity, 0]));
  let any = 0;
  paths.forEach((path, n) => {
    const i = lawInstance(path, d0, ({ decay }) => ({ kappa: decay, s: 40 }), change);
    const { held } = alongPath({ engine, labels: ['breakdown', words, String(n)] }, i);
    const outside = held.filter((h) => !(unitsOf(h) <= 1));
    for (const quantity of new Set(outside.map((h) => h.quantity))) failed[quantity]!++;
    any += outside.length > 0 ? 1 : 0;
  });
  console.log(`${words}: ${any} of ${EACH}`);
  return [words, any, ...QUANTITIES.map((quantity) => failed[quantity]!)];
});
record('breakdown', 'npm run evidence:breakdown', `seed ${SEED}`, [
  `Networks outside of what may be (\`theorems/limit/tolerance.ts\`) somewhere along the run, of ${EACH} drawn by the sampler of the suite \`laws\` at d0 = ${D0},`,
  'm = 256, N = 512, h = 0.05, but for what is said. The tolerance grows where the limit is far: a prediction that does not fail there says less.',
  '',
  ...table(['', 'any', 'R_ID', 'R_OOD', 'p', 'B/C', 'sd of y h', 'size'], rows),
]);
