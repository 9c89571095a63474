/**
 * `fct verify` under regimes of a user: every field of an instance at both ends of what the sampler draws (`--where`), every
 * number that may be set at both ends (`--set`), sizes that leave out those of the twins, and values at which a required case
 * cannot occur: `npm run evidence:regimes`. Each run must say the truth of what it had: see `faultsOf`.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { drawPath } from '../../properties/trials/seeds.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import type { TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { STUDIES } from '../../theorems/registry.ts';
import { fct, newFolder } from '../support/fct.ts';
import { reportsOf, summaryOf } from '../support/records.ts';
import { commit, record, table } from './record.ts';

const SEED = 3;
const DRAWS = 200;

interface Tried {
  readonly names: readonly string[];
  readonly regime: readonly string[];
}

/** The values of a numeric field over draws of the sampler, in ascending order. */
function drawn(id: string, d0: number, field: string): number[] {
  const study = STUDIES[id]!;
  const root = { seed: SEED, fingerprint: 'regimes', regime: SAMPLER_REGIME };
  const values = Array.from({ length: DRAWS }, (_, index) => {
    const path = drawPath(study, root, { study: id, variant: 'main', purpose: 'main', index, d0 });
    return study.instance({ path, d0, variant: 'main', set: {} })[field];
  });
  return values.filter((value) => typeof value === 'number').sort((a, b) => a - b);
}

/** The lowest and the highest sixth of what is drawn. */
function ends(id: string, d0: number, names: readonly string[]): Tried[] {
  return STUDIES[id]!.fields.filter((field) => field !== 'd0').flatMap((field) => {
    const values = drawn(id, d0, field);
    const at = (share: number) => values[Math.round(share * (values.length - 1))]!;
    const where = (low: number, high: number) => ({
      names,
      regime: ['--where', `d0=${d0}`, '--where', `${field}=${low}..${high}`],
    });
    return [where(at(0), at(1 / 6)), where(at(5 / 6), at(1))];
  });
}

const set = (names: readonly string[], field: string, ...values: readonly number[]): Tried[] =>
  values.map((value) => ({ names, regime: ['--where', 'd0=16', '--set', `${field}=${value}`] }));

const [RELU, LINEAR, GRADIENT] = [['thm-4.3'], ['thm-4.4'], ['lemma-1.2/uniform-gap', 'lemma-1.2/spread']];
const TRIED: readonly Tried[] = [
  ...ends('linear', 16, LINEAR),
  ...ends('gradient', 4, GRADIENT),
  ...set(RELU, 'dBackground', 0, 64),
  ...set(RELU, 'coreMean', 0.1, 0.9),
  ...set(RELU, 'backgroundMean', 0.1, 0.9),
  ...set(RELU, 'm', 1, 256),
  ...set(RELU, 'd', 16, 65536),
  ...set(RELU, 'N', 1, 1024),
  ...set(RELU, 'h', 0.001, 5),
  ...set(LINEAR, 'kappa', 0, 1),
  ...set(LINEAR, 's', 0.05, 1000),
  ...set(RELU, 's', 0.05, 40),
  ...['d0=16', 'd0=32', 'd0=32..64'].map((size) => ({ names: LINEAR, regime: ['--where', size] })),
  ...['d0=4', 'd0=6'].map((size) => ({ names: GRADIENT, regime: ['--where', size] })),
  { names: RELU, regime: ['--set', 'activation=identity', '--where', 'd0=16'] },
  { names: LINEAR, regime: ['--set', 'activation=relu', '--where', 'd0=16'] },
];

/** What a run that ended says against the rules of README; empty where it keeps them all. */
function faultsOf(out: string, code: number | null, printed: string): string[] {
  const records = reportsOf(out);
  const summary = summaryOf(out);
  const twins = summary.theorems.flatMap((t) => t.controls);
  const claims = records.flatMap((r: TheoremRecord) => r.claims);
  const decided = (verdict: string) => verdict === 'supported' || verdict === 'refuted';
  const vacuous = new Set(claims.filter((c) => c.verdict === 'vacuous').map((c) => c.id));
  const standing = twins.filter((t) => !(t.verdict === 'vacuous' && vacuous.has(t.of)));
  const verdicts = [...claims, ...twins].map((c) => c.verdict);
  // The table of README, line by line.
  const expected =
    verdicts.includes('errored') || summary.audit?.verdict === 'disagree'
      ? 3
      : claims.some((c) => c.verdict === 'refuted') || standing.some((t) => t.verdict !== 'refuted')
        ? 1
        : claims.some((c) => c.verdict !== 'supported')
          ? 4
          : 0;
  return [
    ...(/NaN|Infinity|undefined/.test(printed + JSON.stringify([records, summary])) ? ['NaN'] : []),
    ...claims.filter((c) => decided(c.verdict) && c.trials === 0).map((c) => `${c.id} without a trial`),
    ...twins.filter((t) => decided(t.verdict) && t.trials === 0).map((t) => `${t.id} without a trial`),
    ...claims
      .filter((c) => c.requiredCases.some((name) => (c.cases[name] ?? 0) === 0))
      .filter((c) => decided(c.verdict) || c.verdict === 'inconclusive')
      .map((c) => `${c.id} ${c.verdict} without a required case`),
    ...(code === expected ? [] : [`exit code ${code}, expected ${expected}`]),
  ];
}

async function outcome({ names, regime }: Tried) {
  const out = join(newFolder(), 'out');
  const args = ['verify', ...names, '--profile', 'smoke', '--seed', String(SEED), ...regime, '--out', out];
  const { code, stdout, stderr } = await fct(args);
  if (code === 2) {
    const sentences = stderr.trim().split('\n').length;
    const faults = [
      ...(sentences === 1 ? [] : [`${sentences} lines of refusal`]),
      ...(existsSync(join(out, 'summary.json')) ? ['refused, and yet a summary'] : []),
    ];
    return { code, verdicts: stderr.trim().replace(/^fct: /, ''), faults };
  }
  const all = summaryOf(out).theorems.flatMap((t) => [...t.claims, ...t.controls].map((c) => c.verdict));
  const verdicts = [...new Set(all)].map((v) => `${all.filter((x) => x === v).length} ${v}`).join(', ');
  return { code, verdicts, faults: faultsOf(out, code, stdout + stderr) };
}

commit();
const rows: (readonly (string | number)[])[] = [];
for (const tried of TRIED) {
  const { code, verdicts, faults } = await outcome(tried);
  rows.push([
    `${tried.names.join(' ')} ${tried.regime.join(' ')}`,
    code ?? 'signal',
    verdicts,
    faults.join('; '),
  ]);
  console.log(rows.at(-1)!.join(' | '));
}
const kept = rows.filter((row) => row[3] === '').length;
record('regimes', 'npm run evidence:regimes', `seed ${SEED}`, [
  `${kept} of ${rows.length} runs say the truth: no NaN, no verdict without a trial, none without a required case, the exit code of README.`,
  'Verdicts are of claims and twins together; a refused regime has its sentence instead.',
  '',
  ...table(
    ['`fct verify --profile smoke`', 'exit code', 'verdicts', 'against the rules'],
    rows.map((row) => row.map((cell) => String(cell).replaceAll('|', '\\|'))),
  ),
]);
process.exitCode = kept === rows.length ? 0 : 1;
