/**
 * Counterexamples as certificates: the shrunk instances of three negative controls, as JSON and as files for Coq, each checked by
 * `coqc` (Debian's package coq). `npm run evidence:certificates`; half a minute.
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { FinitePopulation } from '../../theorems/exact/finitePopulation/draw.ts';
import { figure2 } from '../../theorems/figure-2.ts';
import { certificateOf, type Kind } from '../support/certificates/certificate.ts';
import { isValid } from '../support/certificates/check.ts';
import { coqFile } from '../support/certificates/coq.ts';
import { newFolder, ROOT } from '../support/fct.ts';
import { commit, record, table } from './record.ts';

const SEED = 1;
const RUNS = 2000;
const ASKED: readonly (readonly [string, Kind])[] = [
  ['figure-2/linear-cancels~relu', { activation: 'relu', claim: 'cancels' }],
  ['figure-2/linear-cancels~past-margin', { activation: 'identity', claim: 'cancels' }],
  ['figure-2/relu-residue~independent-gate', { activation: 'relu', claim: 'independent-gate' }],
];

commit();
const made: Record<string, string> = {};
const rows = [];
for (const [id, kind] of ASKED) {
  const control = figure2.controls.find((c) => c.id === id)!;
  if (control.kind !== 'exact') throw new Error(`${id} is no exact control`);
  const { counterexample } = await control.check({ seed: SEED, runs: RUNS });
  if (counterexample === null) throw new Error(`${id} has no counterexample in ${RUNS} instances`);
  const certificate = certificateOf(
    id,
    control.words,
    kind,
    counterexample.instance as unknown as FinitePopulation,
  );
  if (!isValid(certificate)) throw new Error(`${id}: the certificate does not hold`);
  const name = id.replace(/^.*\/(.*)~(.*)$/, '$1_$2').replaceAll('-', '_');
  made[`${name}.json`] = `${JSON.stringify(certificate, null, 1)}\n`;
  const text = (made[`${name}.v`] = coqFile(certificate));
  const scratch = newFolder();
  writeFileSync(join(scratch, `${name}.v`), text);
  execFileSync('coqc', [`${name}.v`], { cwd: scratch, stdio: ['ignore', 'inherit', 'inherit'] });
  rows.push([
    `\`${id}\``,
    certificate.signs.length,
    certificate.strengths.length,
    certificate.fall,
    certificate.claimed,
  ]);
}
const version = execFileSync('coqc', ['--version'], { encoding: 'utf8' }).split('\n')[0]!;
record('certificates', 'npm run evidence:certificates', `seed ${SEED}`, [
  `Three counterexamples in whole numbers (\`docs/certificates/\`), accepted by ${version}.`,
  'The fall is what the risk falls by over two ten-thousandths of one weight; the claim says another number.',
  '',
  ...table(['negative control', 'neurons', 'features', 'fall', 'claimed'], rows),
]);

// Last, for the table names a commit of a clean checkout.
const folder = join(ROOT, 'docs/certificates');
mkdirSync(folder, { recursive: true });
for (const [name, text] of Object.entries(made)) writeFileSync(join(folder, name), text);
