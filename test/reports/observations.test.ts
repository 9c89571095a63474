/** `observations.jsonl` is what readers of PBT observations expect, and says what the records say. */
import { Ajv } from 'ajv';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import { observations } from '../../reports/observations.ts';
import { smokeResults } from '../support/smokeRun.ts';
import { OBSERVATION_SCHEMA } from './observationsSchema.ts';

const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(OBSERVATION_SCHEMA);

interface Line {
  readonly type: string;
  readonly property: string;
  readonly status?: string;
  readonly features?: Record<string, unknown>;
  readonly metadata?: Record<string, unknown>;
}
const linesOf = ({ records, trials }: Results): Line[] =>
  observations(records, trials, 1.5e9)
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line);

let probability: Results;
let exact: Results;
beforeAll(async () => {
  probability = await smokeResults('thm-4.3', 4);
  exact = await smokeResults('lemma-1.1', 4);
});

describe('observations', () => {
  it.each(['probability', 'exact'] as const)('of %s claims are valid, line by line', (kind) => {
    const lines = linesOf(kind === 'exact' ? exact : probability);
    for (const line of lines) expect(validate(line), JSON.stringify(validate.errors)).toBe(true);
    const [record] = (kind === 'exact' ? exact : probability).records;
    for (const { id } of [...record!.claims, ...record!.controls]) {
      expect(
        lines.filter((l) => l.property === id && l.type !== 'test_case'),
        id,
      ).toHaveLength(1);
    }
  });

  it('count as many trials and failures as the record, with what Tyche can plot and a token to replay', () => {
    const cases = linesOf(probability).filter((l) => l.type === 'test_case');
    const [record] = probability.records;
    for (const claim of [...record!.claims, ...record!.controls]) {
      const own = cases.filter((l) => l.property === claim.id);
      expect(own, claim.id).toHaveLength(claim.trials);
      expect(own.filter((l) => l.status === 'failed')).toHaveLength(claim.failures);
    }
    for (const { features, metadata } of cases) {
      expect(features).toMatchObject({ d0: 16, slack: expect.any(Number) });
      expect(metadata!['token']).toMatch(/^fct1_/);
    }
  });

  it('a trial without a measurement gave up, and says why', () => {
    const [first, ...rest] = probability.trials;
    const lost = { ...first!, status: 'crashed', holds: null, slack: null, message: 'the worker ended' };
    const [line] = linesOf({ ...probability, records: [], trials: [lost, ...rest] });
    expect(validate(line)).toBe(true);
    expect(line).toMatchObject({ status: 'gave_up', status_reason: 'crashed: the worker ended' });
  });

  it('every counterexample of an exact twin is a failed case', () => {
    const failed = linesOf(exact).filter((l) => l.type === 'test_case');
    const refuted = exact.records[0]!.controls.filter((c) => c.counterexample !== null);
    expect(refuted.length).toBeGreaterThan(0);
    expect(failed.map((l) => [l.property, l.status])).toEqual(refuted.map((c) => [c.id, 'failed']));
  });

  it('a spoilt line is found out', () => {
    const [message, ...others] = linesOf(probability);
    const testCase = others.find((l) => l.type === 'test_case')!;
    for (const spoilt of [
      { ...testCase, extra: 1 },
      { ...testCase, status: 'ok' },
      { ...testCase, timing: { total: -1 } },
      { ...message, content: 3 },
      { type: 'test_case' },
    ]) {
      expect(validate(spoilt)).toBe(false);
    }
  });
});
