/**
 * A study whose trials are coin flips with a known failure rate, so that everything between a trial and a verdict can
 * be tested in milliseconds.
 */
import fc from 'fast-check';
import type { Evidence } from '../../properties/trials/evidence.ts';
import type { Selection } from '../../properties/gather/selection.ts';
import type { Profile } from '../../properties/judge/profile.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { judgeRun } from '../../properties/gather/judged.ts';
import { gatherEvidence, gatherShard, inProcess, type RunOptions } from '../../properties/gather/run.ts';
import type { Shard } from '../../properties/gather/shard.ts';
import type { Findings } from '../../properties/records/findings.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { defineTheorem, type Study, type SuiteProfile, type Theorem } from '../../theorems/types.ts';

/** Failure rate of a trial: at a size, of a path in [0, 1), in a variant. */
export type FailureRate = (at: { d0: number; path: number; variant: string }) => number;

const TWO_TO_32 = 2 ** 32;

/** `measure` gives `{ fails, path }`; a trial whose rate is NaN has no number. */
export function coinStudy(failureRate: FailureRate): Study {
  return {
    id: 'coins',
    title: 'coin flips',
    sampler: fc.integer({ min: 0, max: 999 }).map((n) => n / 1000),
    samplerWords: ['a number from 0 to 0.999'],
    parts: ['low', 'high'],
    partOf: (path) => ((path as number) < 0.5 ? 'low' : 'high'),
    instance: ({ path, d0 }) => ({ path, d0 }),
    hypotheses: () => ({ drawn: true }),
    fields: ['path'],
    settable: [],
    variants: { broken: { field: 'coin', value: 'broken', words: 'the coin always fails' } },
    measure: ({ path, d0, variant, labels }) => {
      const rate = failureRate({ path: path as number, d0, variant });
      const flip = streamKey(...labels, 'flip')[0] / TWO_TO_32;
      return { fails: Number.isNaN(rate) ? NaN : flip < rate ? 1 : 0, path };
    },
    sizeSymbol: 'd0',
    cost: (_, d0) => d0,
  };
}

/** A theorem of `claims` claims about the coins, each with a twin. */
export function coinTheorem(claims = 1): Theorem {
  const names = Array.from({ length: claims }, (_, i) => `coin-theorem/claim-${i}`);
  return defineTheorem({
    id: 'coin-theorem',
    title: 'Coins',
    statement: { mark: 'ours', words: 'The coin rarely fails.', latex: 'p \\le \\delta' },
    source: 'ours',
    reading: [],
    notCovered: [],
    hypotheses: [{ id: 'drawn', mark: 'ours', words: 'the coin was drawn' }],
    claims: names.map((id) => ({
      id,
      kind: 'withHighProbability',
      title: 'the coin holds',
      mark: 'ours',
      words: 'the coin holds',
      latex: 'X = 0',
      study: 'coins',
      requiredCases: ['flipped'],
      event: (m) => {
        const { fails } = m as { fails: number };
        return { holds: fails === 0, slack: fails === 0 ? 1 : -1, cases: ['flipped'] };
      },
    })),
    controls: names.map((id) => ({
      kind: 'withHighProbability',
      id: `${id}~broken`,
      of: id,
      words: 'a coin that always fails',
      variant: 'broken',
    })),
    constants: [],
  });
}

/** For suites of coins. */
export const COIN_SUITE_PROFILE: SuiteProfile = {
  alpha: 0.05,
  delta: 0.1,
  delta0: 0.01,
  scaling: null,
  ladders: 100,
  controls: { sizes: [16], ladders: 24 },
  exactRuns: 100,
};

export const COIN_PROFILE: Profile = {
  name: 'coins',
  alpha: 0.05,
  delta: 0.1,
  deltaBySize: {},
  strata: 'size',
  delta0: 0.01,
  scaling: null,
  studies: { coins: { sizes: [16, 32, 64, 128], ladders: 130 } },
  controls: { sizes: [16], ladders: 16 },
  exactRuns: 100,
};

/** One suite of coins, ready to be gathered and judged. */
export function coinSelection(
  failureRate: FailureRate,
  profile: Profile = COIN_PROFILE,
  claims = 1,
): Selection {
  const theorem = coinTheorem(claims);
  return {
    suite: [theorem],
    studies: { coins: coinStudy(failureRate) },
    selected: new Set(theorem.claims.map((c) => c.id)),
    profile,
    regime: SAMPLER_REGIME,
  };
}

/** The broken coin always fails, the others at `rate`. */
export const fails =
  (rate: number): FailureRate =>
  ({ variant }) =>
    variant === 'broken' ? 1 : rate;

const engine = loadKernel();

const rootOf = ({ regime }: Selection, seed: number) => ({ seed, fingerprint: 'coins', regime });

/** Gathers a selection's evidence in this process: all of it, or that of a shard. */
export async function gather(
  selection: Selection,
  seed: number,
  { shard, ...options }: Partial<RunOptions> & { readonly shard?: Shard } = {},
): Promise<ReadonlyMap<string, Evidence>> {
  const agenda = agendaOf(selection);
  const here = { ...agenda, root: rootOf(selection, seed), engine: 'kernel', ...inProcess(agenda, engine) };
  const run: RunOptions = { ...here, ...options };
  return shard === undefined ? (await gatherEvidence(run)).evidence : gatherShard(run, shard);
}

/** What such a run's records are made from. */
export function coinFindings(
  selection: Selection,
  evidence: ReadonlyMap<string, Evidence>,
  seed = 1,
): Findings {
  const agenda = agendaOf(selection);
  const judged = judgeRun(agenda.campaigns, evidence);
  return {
    ...agenda,
    root: rootOf(selection, seed),
    engine: 'kernel',
    judged,
    command: 'fct test',
    origin: { name: 'coins', file: null },
  };
}
