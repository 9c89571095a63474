/**
 * `observations.jsonl`: the run as PBT observations, JSON Lines in the format that Hypothesis publishes and Tyche shows. One
 * test case per judged trial and claim; an exact claim is a message, for fast-check's single instances are not kept, and a
 * test case for its counterexample.
 */
import type { ClaimRecord, ControlRecord, ExactClaimRecord } from '../properties/records/claimRecord.ts';
import type { TheoremRecord } from '../properties/records/theoremRecord.ts';
import type { TrialRow } from '../properties/records/trialRows.ts';
import { formatNumber, printable } from './text.ts';

/** What every observation says of where it comes from. */
interface Origin {
  readonly property: string;
  /** Seconds since 1970. */
  readonly run_start: number;
}

interface TestCase extends Origin {
  readonly type: 'test_case';
  readonly status: 'passed' | 'failed' | 'gave_up';
  readonly status_reason: string;
  readonly representation: string;
  readonly arguments: object;
  readonly how_generated: string | null;
  readonly features: object;
  readonly coverage: null;
  readonly timing: object;
  readonly metadata: object;
}

interface Message extends Origin {
  readonly type: 'info' | 'alert' | 'error';
  readonly title: string;
  readonly content: string;
}

export function observations(
  records: readonly TheoremRecord[],
  trials: readonly TrialRow[],
  runStart: number,
): string {
  const all: (TestCase | Message)[] = [
    ...records.flatMap((record) => [
      ...record.claims.flatMap((claim) => claimObservations(claim, runStart)),
      ...record.controls.flatMap((twin) => twinObservations(twin, runStart)),
    ]),
    ...trials.map((row) => trialObservation(row, runStart)),
  ];
  return all.map((o) => `${JSON.stringify(o, printableText)}\n`).join('');
}

function trialObservation(row: TrialRow, runStart: number): TestCase {
  const { claim, study, variant, index, d0, holds, slack, message, path, instance, token } = row;
  const shown = Object.entries(instance).filter(([, v]) => typeof v === 'number' || typeof v === 'string');
  return {
    type: 'test_case',
    property: claim,
    run_start: runStart,
    status: holds === null ? 'gave_up' : holds ? 'passed' : 'failed',
    status_reason:
      holds === null
        ? `${row.status}: ${message}`
        : holds
          ? ''
          : `the event fails, slack ${formatNumber(slack)}`,
    representation: `${study}, ladder ${index}, d0 = ${d0}: ${JSON.stringify(path)}`,
    arguments: { path, d0, variant },
    how_generated: 'drawn unbiased from the sampler, on the stream of its ladder',
    features: { ...Object.fromEntries(shown), ...(slack === null ? {} : { slack }) },
    coverage: null,
    timing: {},
    metadata: { study, index, token },
  };
}

function claimObservations(claim: ClaimRecord, runStart: number): (TestCase | Message)[] {
  const origin = { property: claim.id, run_start: runStart };
  const bad = claim.verdict === 'refuted' || claim.verdict === 'errored';
  const message: Message = {
    ...origin,
    type: bad ? 'error' : claim.verdict === 'supported' ? 'info' : 'alert',
    title: `${claim.title}: ${claim.verdict}`,
    content: claim.sentence,
  };
  return [message, ...(claim.kind === 'exact' ? counterexamples(claim, runStart) : [])];
}

function twinObservations(twin: ControlRecord, runStart: number): (TestCase | Message)[] {
  const message: Message = {
    property: twin.id,
    run_start: runStart,
    type: twin.verdict === 'refuted' ? 'info' : 'error',
    title: `Broken twin: ${twin.verdict}, as it ${twin.verdict === 'refuted' ? 'must' : 'must not'} be`,
    content: twin.sentence,
  };
  return [message, ...counterexamples(twin, runStart)];
}

function counterexamples(
  { id, counterexample }: Pick<ExactClaimRecord, 'id' | 'counterexample'>,
  runStart: number,
): TestCase[] {
  if (counterexample === null) return [];
  const { instance, explanation, shrinks, path } = counterexample;
  return [
    {
      type: 'test_case',
      property: id,
      run_start: runStart,
      status: 'failed',
      status_reason: explanation,
      representation: JSON.stringify(instance),
      arguments: { instance },
      how_generated: 'drawn and shrunk by fast-check',
      features: { shrinks },
      coverage: null,
      timing: {},
      metadata: { path },
    },
  ];
}

const printableText = (_: string, value: unknown) => (typeof value === 'string' ? printable(value) : value);
