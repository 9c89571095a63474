/** The run loop and the judge on coin flips: what was gathered, in whatever order, gives one record. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assembleRecords } from '../../../properties/records/assemble.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import { keyString, parseLog, toLine, type Evidence } from '../../../properties/trials/evidence.ts';
import { assembleSummary } from '../../../properties/records/summary.ts';
import { runTask } from '../../../properties/trials/task.ts';
import { loadKernel } from '../../../sim/engines/kernel.ts';
import {
  COIN_PROFILE,
  coinFindings,
  coinSelection,
  fails,
  gather,
  type FailureRate,
} from '../../support/coins.ts';

const engine = loadKernel();

function recordOf(selection: Selection, evidence: ReadonlyMap<string, Evidence>) {
  return assembleRecords(coinFindings(selection, evidence), { durationSeconds: 0 })[0]!;
}
const verdictOf = async (rate: FailureRate, seed = 1) => {
  const selection = coinSelection(rate);
  const evidence = await gather(selection, seed);
  return assembleRecords(coinFindings(selection, evidence, seed), { durationSeconds: 0 })[0]!;
};

describe('a run on coins of known failure rate', () => {
  it('supports a coin that never fails, in the fewest trials, and refutes its twin', async () => {
    const record = await verdictOf(fails(0));
    expect(record.verdict).toBe('supported');
    expect(record.claims[0]).toMatchObject({ failures: 0, missing: 0 });
    expect(record.controls.map((c) => c.verdict)).toEqual(['refuted']);
  });

  it('refutes a coin that fails often, and looks again at its worst instances', async () => {
    const record = await verdictOf(fails(0.5));
    expect(record.verdict).toBe('refuted');
    const [claim] = record.claims;
    expect(claim).toMatchObject({ kind: 'withHighProbability' });
    const stability = claim!.kind === 'withHighProbability' ? claim!.stability : [];
    expect(stability.length).toBe(3);
    expect(stability.every((s) => s.trials === 8)).toBe(true);
  });

  it('runs no trial twice, though two claims look again at the same instances', async () => {
    const handed: string[] = [];
    await gather(coinSelection(fails(0.5), COIN_PROFILE, 2), 1, {
      concurrency: () => 3,
      onEvidence: ({ key }) => handed.push(keyString(key)),
    });
    expect(handed.filter((key) => key.includes('/again:'))).toHaveLength(3 * 8);
    expect(handed.filter((key, i) => handed.indexOf(key) !== i)).toEqual([]);
  });

  it('separates "fails often on average" from "fails surely on this instance"', async () => {
    const often = await verdictOf(fails(0.4));
    const surely = await verdictOf(({ variant, path }) => (variant === 'broken' || path < 0.4 ? 1 : 0));
    const again = (r: typeof often) =>
      r.claims.flatMap((c) => (c.kind === 'withHighProbability' ? c.stability : []));
    expect([often.verdict, surely.verdict]).toEqual(['refuted', 'refuted']);
    expect(again(surely).every((s) => s.failures === s.trials)).toBe(true);
    expect(again(often).some((s) => s.failures < s.trials)).toBe(true);
  });

  it('does not support a failure of rate 0.3 planted at the largest size only', async () => {
    for (let seed = 1; seed <= 20; seed++) {
      const { verdict } = await verdictOf(
        ({ d0, variant }) => (variant === 'broken' ? 1 : d0 === 128 ? 0.3 : 0),
        seed,
      );
      expect(verdict, `seed ${seed}`).not.toBe('supported');
    }
  });

  it('judges each trial in the part of its own path, also where every size has another path', async () => {
    // The coin fails in the part "high" alone. Conditions on the instance give every size a path of its own.
    const rate: FailureRate = ({ variant, path }) => (variant === 'broken' ? 1 : path < 0.5 ? 0 : 0.2);
    const halves = coinSelection(rate, { ...COIN_PROFILE, strata: 'size-and-part' });
    const regime = { where: [{ field: 'path', low: 0, high: 1 }], set: {} };
    for (const selection of [halves, { ...halves, regime }]) {
      const record = recordOf(selection, await gather(selection, 1));
      const strata = record.claims.flatMap((c) => (c.kind === 'withHighProbability' ? c.strata : []));
      expect(strata).toHaveLength(8);
      for (const { d0, part, trials, failures } of strata) {
        expect(trials, `${part} at ${d0}`).toBeGreaterThan(20);
        expect(failures > 0, `${part} at ${d0}`).toBe(part === 'high');
      }
    }
  });

  it('never takes NaN for a pass', async () => {
    const record = await verdictOf(({ variant }) => (variant === 'broken' ? 1 : NaN));
    expect(record.verdict).toBe('errored');
    expect(record.claims[0]!.missing).toBe(record.claims[0]!.trials);
  });

  it('is vacuous when some instance lies outside a hypothesis', async () => {
    const selection = coinSelection(fails(0));
    const coins = selection.studies['coins']!;
    const outside = {
      ...selection,
      studies: {
        coins: {
          ...coins,
          hypotheses: ({ path }: { path: unknown }) => ({ drawn: (path as number) < 0.9 }),
        },
      },
    };
    const record = recordOf(outside, await gather(outside, 1));
    expect(record.verdict).toBe('vacuous');
    expect(record.claims[0]!.sentence).toContain('outside the hypothesis "drawn"');
  });

  it('is vacuous when a required case never came up', async () => {
    const selection = coinSelection(fails(0));
    const [theorem] = selection.suite;
    const claims = theorem!.claims.map((c) => ({ ...c, requiredCases: ['flipped', 'on its edge'] }));
    const never = { ...selection, suite: [{ ...theorem!, claims }] } as Selection;
    const record = recordOf(never, await gather(never, 1));
    expect(record.verdict).toBe('vacuous');
    expect(record.claims[0]!.sentence).toContain('on its edge');
  });

  it('supports the always-false claim of no twin: every twin is refuted in the trials the ledger plans', async () => {
    const selection = coinSelection(fails(0), COIN_PROFILE, 4);
    const evidence = await gather(selection, 3);
    const f = coinFindings(selection, evidence, 3);
    const records = assembleRecords(f, { durationSeconds: 0 });
    const summary = assembleSummary(f, records, { durationSeconds: 0 });
    expect(summary.theorems[0]!.controls.map((c) => c.verdict)).toEqual(Array(4).fill('refuted'));
    // Four claims, four twins.
    expect(summary.ledger.shares.length).toBe(8);
    const spent = summary.ledger.shares.reduce((sum, s) => sum + s.level, 0);
    expect(spent).toBeCloseTo(summary.ledger.alpha, 12);
  });
});

describe('the judge is a fold over evidence', async () => {
  // Rates that leave support, refutation and indecision all possible.
  const selections = [fails(0), fails(0.02), fails(0.06), fails(0.3)].map((rate) => coinSelection(rate));
  const logs = await Promise.all(
    selections.map(async (selection) => {
      const evidence = [...(await gather(selection, 1)).values()];
      return {
        selection,
        evidence,
        record: recordOf(selection, new Map(evidence.map((e) => [keyString(e.key), e]))),
      };
    }),
  );
  const anyLog = fc.constantFrom(...logs);
  const read = (lines: readonly string[]) =>
    new Map(parseLog(lines, 'log').map((e) => [keyString(e.key), e]));

  it('shuffled, split and with duplicates: the same record', () => {
    fc.assert(
      fc.property(anyLog, fc.infiniteStream(fc.nat()), (log, choices) => {
        const next = () => choices.next().value as number;
        const lines = log.evidence.map(toLine);
        for (let i = lines.length - 1; i > 0; i--) {
          const j = next() % (i + 1);
          [lines[i], lines[j]] = [lines[j]!, lines[i]!];
        }
        for (let k = next() % 20; k > 0; k--)
          lines.splice(next() % lines.length, 0, lines[next() % lines.length]!);
        const cut = next() % lines.length;
        const merged = new Map([...read(lines.slice(0, cut)), ...read(lines.slice(cut))]);
        expect(recordOf(log.selection, merged)).toEqual(log.record);
      }),
      { numRuns: 60 },
    );
  });

  it('with a gap: what lies beyond it is not read', () => {
    fc.assert(
      fc.property(anyLog, fc.nat(), (log, choice) => {
        const main = log.evidence.filter((e) => e.key.purpose === 'main');
        const gone = main[choice % main.length]!.key;
        const kept = log.evidence.filter((e) => e.key !== gone);
        const before = kept.filter((e) => e.key.purpose !== 'main' || e.key.index < gone.index);
        const record = (list: readonly Evidence[]) =>
          recordOf(log.selection, new Map(list.map((e) => [keyString(e.key), e])));
        expect(record(kept)).toEqual(record(before));
      }),
      { numRuns: 60 },
    );
  });

  it('resumed from any part of its log, with any concurrency: the same record', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, fc.nat(), fc.integer({ min: 1, max: 7 }), async (log, choice, concurrency) => {
        const kept = log.evidence.slice(0, choice % (log.evidence.length + 1));
        const known = new Map(kept.map((e) => [keyString(e.key), e]));
        const resumed = await gather(log.selection, 1, { known, concurrency: () => concurrency });
        expect(recordOf(log.selection, resumed)).toEqual(log.record);
      }),
      { numRuns: 20 },
    );
  });

  it('in shards that are merged: the same record', async () => {
    await fc.assert(
      fc.asyncProperty(anyLog, fc.integer({ min: 2, max: 5 }), async (log, count) => {
        const merged = new Map<string, Evidence>();
        for (let index = 1; index <= count; index++) {
          const part = await gather(log.selection, 1, { shard: { index, count } });
          for (const [key, e] of part) {
            expect(merged.has(key), `${key} was run by two shards`).toBe(false);
            merged.set(key, e);
          }
        }
        const whole = recordOf(log.selection, merged);
        // Shards never judge, so they do not look again at a refuted claim's worst instances: merge does.
        const again = await gather(log.selection, 1, { known: merged });
        expect(recordOf(log.selection, again)).toEqual(log.record);
        expect(whole.verdict).toBe(log.record.verdict);
      }),
      { numRuns: 8 },
    );
  });

  it('stopped half-way it says interrupted, never a verdict that is not there', async () => {
    const selection = coinSelection(fails(0));
    const stop = new AbortController();
    let left = 60;
    const evidence = await gather(selection, 1, {
      signal: stop.signal,
      onEvidence: () => void (--left === 0 && stop.abort()),
    });
    expect(recordOf(selection, evidence).verdict).toBe('interrupted');
  });
});

it('a task that throws is data, not the end of a run', async () => {
  const selection = coinSelection(fails(0));
  const broken = {
    ...selection,
    studies: {
      coins: {
        ...selection.studies['coins']!,
        measure: () => {
          throw new Error('no coin');
        },
      },
    },
  };
  const evidence = await gather(broken, 1, {
    execute: (task) => runTask(task, broken.studies, broken.suite, engine),
  });
  const record = recordOf(broken, evidence);
  expect(record.verdict).toBe('errored');
  expect([...evidence.values()].every((e) => e.outcome.status === 'errored')).toBe(true);
});

it('evidence that cannot be kept ends the run at once, with the reason', async () => {
  let kept = 0;
  const gathering = gather(coinSelection(fails(0)), 1, {
    concurrency: () => 4,
    onEvidence: () => {
      if (++kept > 10) throw new Error('no space left');
    },
  });
  await expect(gathering).rejects.toThrow('no space left');
  expect(kept).toBe(11);
});
