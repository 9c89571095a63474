/** Every committed table, picture and quoted output: what makes it, and what it is of. In the order in which they are made. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isMeant, PIECES } from '../mutation/pieces.ts';
import { ROOT } from '../support/fct.ts';
import { FINDINGS } from './findings.ts';
import type { Item, Items } from './stamps.ts';

const RESULTS = 'test/evidence/results';

/** What decides the verdicts and records of a run, whatever its pages look like. */
const VERDICTS = [
  'cli/agenda.ts',
  'cli/results.ts',
  'properties/gather/run.ts',
  'properties/trials/task.ts',
  'sim/engines/kernel.ts',
  'theorems/registry.ts',
];
/** A run as a user makes it, with all that it prints and writes. */
const VERIFY = ['cli/verify.ts', 'cli/worker.ts', 'theorems/registry.ts'];
/** What decides maps, rankings and hunts. */
const SEARCHES = [
  'properties/explore/gather.ts',
  'properties/explore/record.ts',
  'properties/explore/decidesRecord.ts',
  'properties/hunt/hunt.ts',
  'properties/hunt/record.ts',
  'properties/trials/task.ts',
  'sim/engines/kernel.ts',
  'theorems/registry.ts',
];

type Said = Partial<Omit<Item, 'run'>>;

const item = (
  run: Item['run'],
  { makes = [], code = [], streams = false, from = [], needs = '' }: Said,
): Item => ({
  ...{ run, makes, code, streams, from, needs },
});

/** A script of this folder that writes the table of its name, in words with hyphens. */
function table(script: string, { makes = [], ...said }: Said = {}): Item {
  const name = script.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return item([`test/evidence/${script}.ts`], { ...said, makes: [`${RESULTS}/${name}.md`, ...makes] });
}

/** A page whose numbers a person took from these items. */
const page = (file: string, from: readonly string[]) => item(null, { makes: [file], from });

const findings = Object.fromEntries(
  Object.entries(FINDINGS).map(([name, { args, picture }]) => [
    `findings/${name}`,
    item(['test/evidence/finding.ts', name, picture ?? '-', ...args.split(' ')], {
      makes: [`${RESULTS}/findings/${name}.md`, ...(picture === undefined ? [] : [`docs/images/${picture}`])],
      code: [
        ...SEARCHES,
        ...(picture === undefined ? [] : ['reports/explore/chart.ts', 'reports/explore/decides.ts']),
      ],
      streams: true,
    }),
  ]),
);

const pictures = ['index', 'theorem', 'explore', 'hunt', 'figures'].flatMap((name) =>
  ['light', 'dark'].flatMap((scheme) =>
    ['', '-phone'].map((suffix) => `docs/images/${name}-${scheme}${suffix}.png`),
  ),
);

const sources = ['sim', 'theorems', 'properties', 'reports', 'test'].flatMap((folder) =>
  readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' }).map((name) => `${folder}/${name}`),
);
const mutation = Object.fromEntries(
  Object.entries(PIECES).map(([name, { mutate, tests }]) => [
    `mutation/${name}`,
    item(['test/mutation/run.ts', name], {
      makes: [`${RESULTS}/mutation/${name}.md`],
      code: sources.filter((file) => isMeant(mutate, file) || isMeant(tests, file)),
    }),
  ]),
);

const certificates = [
  'linear_cancels_past_margin',
  'linear_cancels_relu',
  'relu_residue_independent_gate',
].flatMap((name) => [`docs/certificates/${name}.json`, `docs/certificates/${name}.v`]);

export const ITEMS: Items = {
  'first-run': item(['test/evidence/firstRun.ts'], {
    makes: [`${RESULTS}/first-run.txt`, `${RESULTS}/counterexample.txt`],
    code: VERIFY,
    streams: true,
  }),
  pictures: item(['test/evidence/pictures.ts'], {
    makes: pictures,
    code: [...VERIFY, 'cli/explore.ts', 'cli/hunt.ts', 'cli/figures.ts', 'cli/figures/figure3.ts'],
    streams: true,
    needs: 'a Chromium',
  }),
  seeds: table('seeds', { code: VERDICTS, streams: true }),
  ledger: table('ledger'),
  hunts: table('hunts'),
  coverage: table('coverage'),
  trivial: table('trivial'),
  figure3: table('figure3', { needs: 'a python3 with torch, which PYTHON names' }),
  signs: table('signs'),
  certificates: table('certificates', {
    makes: certificates,
    needs: 'coqc',
  }),
  regimes: table('regimes', { code: VERIFY, streams: true }),
  'strong-background': table('strongBackground'),
  predictions: table('predictions', { makes: [`${RESULTS}/predictions.json`] }),
  breakdown: table('breakdown'),
  limit: table('limit', { makes: ['docs/images/limit-path.json', 'docs/images/limit-path.svg'] }),
  halving: table('halving', { code: VERDICTS, streams: true }),
  exponents: table('exponents', { code: VERDICTS, streams: true }),
  gallery: table('gallery', { code: [...VERDICTS, 'examples/gallery/fct.config.ts'], streams: true }),
  ...findings,
  faults: table('faults', { code: VERIFY, needs: 'root' }),
  campaign: table('campaign', { code: [...VERIFY, 'cli/broker/verbs.ts'], needs: 'redis-server' }),
  slurm: table('slurm', {
    code: [...VERIFY, 'cli/broker/verbs.ts'],
    needs: 'root, slurm-wlm, munge, redis-server',
  }),
  capacity: table('capacity', { needs: 'redis-server, an idle machine' }),
  throughput: table('throughput', {
    code: [...VERIFY, 'cli/broker/verbs.ts'],
    needs: 'redis-server, an idle machine',
  }),
  skipping: item(['bench/skipping.ts'], {
    makes: ['docs/images/skipping.json', 'docs/images/skipping.svg'],
    needs: 'an idle machine',
  }),
  speed: item(['bench/main.ts', '--json', `${RESULTS}/speed.json`], {
    makes: [`${RESULTS}/speed.json`],
    needs: 'an idle machine, a python3 with jax, torch and numpy',
  }),
  'speed-slopes': item(['bench/main.ts', '--slopes', '--json', `${RESULTS}/speed-slopes.json`], {
    makes: [`${RESULTS}/speed-slopes.json`],
    needs: 'an idle machine',
  }),
  ...mutation,
  'mutation-overview': item(['test/mutation/overview.ts'], {
    makes: [`${RESULTS}/mutation.md`],
    from: Object.keys(mutation),
  }),
  'page-findings': page('docs/findings.md', [...Object.keys(findings), 'strong-background', 'signs']),
  'page-performance': page('docs/performance.md', ['speed', 'speed-slopes', 'skipping']),
  'page-statistics': page('docs/statistics.md', [
    'coverage',
    'exponents',
    'halving',
    'ledger',
    'hunts',
    'trivial',
  ]),
  'page-limit-path': page('docs/theory/limit-path.md', ['limit', 'predictions', 'breakdown']),
  'page-campaigns': page('docs/campaigns.md', ['capacity', 'throughput', 'campaign']),
};
