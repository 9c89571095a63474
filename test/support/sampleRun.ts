/**
 * A made-up run that needs no network: four theorems whose claims end in every common way, with curves, constants, a
 * remark and an audit; supported and open strata side by side, and a hypothesis that some instances do not meet. Of sim/ and theorems/ it uses the streams alone, so it changes only when records or reports do.
 */
import { withOutput } from '../../cli/output.ts';
import { RUN_SCHEMA, type Configuration } from '../../cli/storedRun.ts';
import { writeReports, type Results } from '../../cli/writeReports.ts';
import { assembleRecords } from '../../properties/records/assemble.ts';
import type { KnownCounterexample } from '../../properties/records/knownRecord.ts';
import type { AuditRecord } from '../../properties/gather/audit.ts';
import { WHOLE } from '../../properties/gather/shard.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { assembleSummary } from '../../properties/records/summary.ts';
import { trialRows } from '../../properties/records/trialRows.ts';
import {
  defineTheorem,
  type Claim,
  type EventResult,
  type ExactOutcome,
  type Json,
  type Study,
} from '../../theorems/types.ts';
import { FIELD_WORDS } from '../../theorems/studies/network/instance.ts';
import { networkCurves, type DrawnNetwork } from '../../theorems/studies/network/curves.ts';
import { COIN_PROFILE, coinFindings, coinStudy, gather } from './coins.ts';
import { PAPER, PAPER_RECORD } from './paper.ts';
import { ladderStudy, ladderTheorem } from './sampleLadders.ts';

/** What the made-up network gives: `fails` and `path` of its coin, its size, and curves over the time s. */
interface Measurement {
  readonly d0: number;
  readonly fails: number;
  readonly path: number;
  readonly checkpoints: readonly { readonly oodRisk: { readonly mean: number } }[];
}

const TIMES = [0, 1, 2.5, 10, 40];

function checkpointsOf(path: number): Json {
  const neurons = (s: number) =>
    [1, -1].map((sign) => {
      const grown = s / (s + 2 + sign / 2);
      const correlations = (most: number) => [0.8, 1, 1.2].map((c) => c * most * grown);
      return {
        sign,
        medianRates: [0.5 + grown / 2, 0.5 - grown / 2],
        core: correlations(1.4),
        background: correlations(0.6),
      };
    });
  return TIMES.map((s) => ({
    s,
    step: 100 * s,
    idRisk: { mean: 1 / (1 + s) },
    oodRisk: { mean: 1 - (path * s) / (100 + s) },
    oodError: { mean: (0.1 * s) / (50 + s) },
    neurons: neurons(s),
  }));
}

const coins = coinStudy(({ variant }) => (variant === 'broken' ? 1 : 0.02));
const study: Study = {
  ...coins,
  title: 'made-up networks',
  fieldWords: FIELD_WORDS,
  hypotheses: ({ path }) => ({ drawn: true, small: (path as number) < 1, narrow: (path as number) < 0.7 }),
  measure: (trial) => {
    const { fails, path } = coins.measure(trial) as unknown as Measurement;
    return { d0: trial.d0, fails, path, checkpoints: checkpointsOf(path) };
  },
  // As far as a limit may tell a measurement: no error rate, medians alone.
  curves: (measurement, { path }) =>
    networkCurves(measurement as unknown as DrawnNetwork, {
      checkpoints: [0, 40].map((s) => ({
        s,
        step: 100 * s,
        idRisk: { mean: 1 / (2 + s) },
        oodRisk: { mean: 1 - ((path as number) * s) / (90 + s) },
        neurons: [
          { sign: 1, medianRates: [0.7, 0.3], core: [null, s / 50, null], background: [null, s / 99, null] },
        ],
      })),
    }),
};

const event = (holds: (m: Measurement) => boolean, cases: readonly string[]) => (m: Json) => {
  const value = m as unknown as Measurement;
  return { holds: holds(value), slack: holds(value) ? 1 - value.path : -value.path, cases } as EventResult;
};

const claim = (
  id: string,
  title: string,
  holds: (m: Measurement) => boolean,
  requiredCases = ['y=+1'],
): Claim => ({
  id,
  kind: 'withHighProbability',
  title,
  mark: 'ours',
  words: `${title}, in words`,
  latex: String.raw`R_{\mathrm{ID}} \le \frac{c}{\sqrt{d_0}}`,
  study: 'coins',
  requiredCases,
  event: event(holds, ['y=+1', 'y=-1']),
});

const network = defineTheorem({
  id: 'sample-network',
  title: 'A made-up theorem about networks',
  statement: { mark: 'recalled', words: 'The network learns.', latex: String.raw`\Pr[\text{learns}] \to 1` },
  source: 'nobody, 2000',
  reading: [
    { mark: 'ours', words: 'with high probability: at least nine times in ten' },
    { mark: 'recalled', words: 'the network has two layers' },
  ],
  notCovered: ['networks of three layers'],
  hypotheses: [
    { id: 'drawn', mark: 'paper', words: 'the network was drawn' },
    { id: 'small', mark: 'ours', words: 'its path is below 1' },
  ],
  claims: [
    claim('sample-network/rarely-fails', 'the coin rarely fails', (m) => m.fails === 0),
    claim('sample-network/half-fails', 'the path is in the upper half', (m) => m.path >= 0.5),
    claim(
      'sample-network/undecided',
      'the path is at least 0.06, or d0 is 16',
      (m) => m.d0 === 16 || m.path >= 0.06,
    ),
    claim('sample-network/never-seen', 'the third class is learned', () => true, ['y=0']),
  ],
  controls: [
    ['rarely-fails~broken', 'a coin that always fails', 'broken'],
    ['half-fails~broken', 'a twin that breaks nothing', 'broken'],
    ['undecided~broken', 'a twin that breaks nothing', 'broken'],
    ['never-seen~broken', 'a twin that breaks nothing', 'broken'],
  ].map(([name, words, variant]) => ({
    kind: 'withHighProbability',
    id: `sample-network/${name}`,
    of: `sample-network/${name!.split('~')[0]}`,
    words: words!,
    variant: variant!,
  })),
  constants: [
    {
      id: 'sample-network/ood-risk',
      study: 'coins',
      words: 'OOD risk at the end',
      side: 'upper',
      frozen: { value: 1.2, q01: 0.75, q50: 0.86, q99: 0.99, worst: 1, untrainedBest: 1.5 },
      valueOf: (m) => (m as unknown as Measurement).checkpoints.at(-1)!.oodRisk.mean,
    },
  ],
  identities: [
    {
      quantity: 'the size of a network in d₀',
      exponent: '1',
      why: 'it is its size',
      claim: 'sample-sum/sum',
    },
  ],
  remark: (measurements, d0) => `At d0 = ${d0} there are ${measurements.length} networks.`,
});

const outside = defineTheorem({
  id: 'sample-outside',
  title: 'A made-up theorem about narrow networks',
  statement: { mark: 'recalled', words: 'The narrow network learns.', latex: String.raw`\Pr \to 1` },
  source: 'nobody, 2000',
  reading: [],
  notCovered: [],
  hypotheses: [
    { id: 'drawn', mark: 'paper', words: 'the network was drawn' },
    { id: 'narrow', mark: 'recalled', words: 'its path is below 0.7' },
  ],
  claims: [claim('sample-outside/learns', 'the narrow coin rarely fails', (m) => m.fails === 0)],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'sample-outside/learns~broken',
      of: 'sample-outside/learns',
      words: 'a coin that always fails',
      variant: 'broken',
    },
  ],
  constants: [],
});

const outcome = (counterexample: ExactOutcome['counterexample']) => (): ExactOutcome => ({
  instances: 200,
  cases: { 'an even number': 104, 'an odd number': 96 },
  counterexample,
  notes: { 'largest number': 1e21, 'mean digits': 3.25 },
});
const wrong = {
  instance: { a: 2, b: 3 },
  explanation: '2 + 3 = 5\nthe claim says 6',
  shrinks: 4,
  seed: 7,
  path: '12:0:1',
};
const exact = (name: string, title: string, check: () => ExactOutcome): Claim => ({
  id: `sample-sum/${name}`,
  kind: 'exact',
  title,
  mark: 'ours',
  words: title,
  latex: 'a + b = b + a',
  requiredCases: ['an even number'],
  check,
  runsShare: 1,
});
const sum = defineTheorem({
  id: 'sample-sum',
  title: 'Sums',
  statement: { mark: 'paper', words: 'Sums have no order.', latex: 'a + b = b + a' },
  source: 'nobody, 2000',
  reading: [],
  notCovered: [],
  hypotheses: [],
  claims: [
    exact('commutes', 'sums commute', outcome(null)),
    exact('is-product', 'a sum is a product', outcome(wrong)),
  ],
  controls: ['commutes', 'is-product'].map((name) => ({
    kind: 'exact',
    id: `sample-sum/${name}~off-by-one`,
    of: `sample-sum/${name}`,
    words: 'one is added to one side',
    check: outcome(wrong),
  })),
  constants: [],
});

const audit: AuditRecord = {
  steps: 12,
  failed: 0,
  engine: 'kernel',
  against: 'tfjs-cpu',
  largestRatio: 0.123,
  largestDifference: 4.5e-7,
  inAmbientSpace: 5,
  verdict: 'agree',
};

const KNOWN: KnownCounterexample = {
  file: 'fct-failures/sample-network-rarely-fails-0a1b2c3d.json',
  target: 'sample-network/rarely-fails',
  size: 'd0',
  d0: 17,
  changed: { backgroundMean: 0.7 },
  broken: ['small'],
  rate: { trials: 40, failures: 38, low: 0.83, high: 0.994 },
  again: 'still fails',
  sentence: 'the same bits in 4 trials; it failed 38 of 40 times',
};

/** The run's results; the version, the engine's audit and the time are made up as well. */
export async function sampleResults(): Promise<Results> {
  const suite = [network, outside, ladderTheorem, sum];
  const selection = {
    suite,
    studies: { coins: study, ladders: ladderStudy },
    selected: new Set(suite.flatMap((t) => t.claims.map((c) => c.id))),
    profile: {
      ...COIN_PROFILE,
      scaling: { delta: 0.25 },
      studies: {
        coins: { sizes: [16, 32], ladders: 130 },
        ladders: { sizes: [16, 32, 64, 128], ladders: 60 },
      },
    },
    regime: SAMPLER_REGIME,
  };
  const evidence = await gather(selection, 1);
  const findings = {
    ...coinFindings(selection, evidence),
    command: 'fct verify --profile coins --seed 1 --engine kernel',
    known: [KNOWN],
  };
  const timing = { durationSeconds: 12.3 };
  const records = assembleRecords(findings, timing);
  return {
    records: records.map((r) => ({ ...r, audit, run: { ...r.run, version: '1.2.3' } })),
    summary: { ...assembleSummary(findings, records, timing), audit },
    trials: trialRows(findings),
  };
}

/** Writes the reports of such a run and a line of evidence into a folder, as `fct verify` does. */
export function writeSample(out: string, results: Results): Promise<void> {
  const selected = results.records.flatMap((record) => record.claims.map((claim) => claim.id));
  const configuration: Configuration = {
    schema: RUN_SCHEMA,
    suite: PAPER_RECORD,
    seed: 1,
    selected,
    fingerprint: 'sources',
    profile: 'smoke',
    engine: 'kernel',
    regime: SAMPLER_REGIME,
    shard: WHOLE,
  };
  return withOutput({ out, configuration }, async (folder) => {
    const key = { study: 'relu', variant: 'main', purpose: 'main', index: 0, d0: 16 };
    folder.append({ key, path: null, outcome: { status: 'measured', measurement: null } });
    writeReports(PAPER, folder, results);
  });
}
