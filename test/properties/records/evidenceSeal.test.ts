/** What a seal covers: every trial that was read, second looks and audits included, and nothing else. */
import { describe, expect, it } from 'vitest';
import type { Findings } from '../../../properties/records/findings.ts';
import type { Selection } from '../../../properties/gather/selection.ts';
import { keyString, type Evidence } from '../../../properties/trials/evidence.ts';
import { sealEvidence } from '../../../properties/records/evidenceSeal.ts';
import { exactKey } from '../../../properties/gather/exact.ts';
import type { TrialKey } from '../../../properties/trials/seeds.ts';
import type { Json, Theorem } from '../../../theorems/types.ts';
import { COIN_PROFILE, coinSelection, fails } from '../../support/coins.ts';
import { findingsOf, measured, withEvidence } from '../../support/written.ts';

const LADDERS = 40;

/** A claim that fails always, its twin, an exact claim and its twin, and a claim of each kind that is not selected. */
function selection(): Selection {
  const coins = coinSelection(
    fails(0),
    {
      ...COIN_PROFILE,
      studies: { coins: { sizes: [16, 32], ladders: LADDERS } },
      controls: { sizes: [16], ladders: 5 },
    },
    2,
  );
  const [theorem] = coins.suite;
  const check = () => ({ instances: 0, cases: {}, counterexample: null });
  const exact = ['sum', 'product'].map((name) => ({
    ...theorem!.claims[0]!,
    kind: 'exact',
    id: `coin-theorem/${name}`,
    runsShare: 1,
    check,
  }));
  const twins = exact.map(({ id }) => ({ kind: 'exact', id: `${id}~off`, of: id, words: '', check }));
  const suite = [
    { ...theorem!, claims: [...theorem!.claims, ...exact], controls: [...theorem!.controls, ...twins] },
  ] as unknown as readonly Theorem[];
  // (Audits need a study that trains; these are written by hand and never made.)
  const study = { ...coins.studies['coins']!, training: () => ({}) as never };
  return {
    ...coins,
    suite,
    studies: { coins: study },
    selected: new Set(['coin-theorem/claim-0', 'coin-theorem/sum']),
  };
}

const key = (purpose: string, index: number, d0 = 16, variant = 'main'): TrialKey => ({
  study: 'coins',
  variant,
  purpose,
  index,
  d0,
});
const outcome = (m: Json) => ({ path: 0, outcome: measured(m) });
const failing = (index: number): Json => ({ fails: 1, path: index });

/** All fail alike, so the worst instances are the first three: ladder 0 at both sizes, and ladder 1 at the smaller one. */
const WORST = [
  [0, 16],
  [0, 32],
  [1, 16],
] as const;

function findings(further: readonly Evidence[] = []): Findings {
  const more = [0, 20].flatMap((index) => [16, 32].map((d0) => key('audit', index, d0)));
  const looks = [...WORST, [1, 32] as const].flatMap(([i, d0]) =>
    Array.from({ length: 8 }, (_, n) => key(`again:${i}`, n, d0)),
  );
  const exact = ['sum', 'sum~off'].map((name) => exactKey(`coin-theorem/${name}`));
  return findingsOf(selection(), ({ index }) => outcome(failing(index)), [
    ...[...more, ...looks, ...exact].map((k) => ({ key: k, ...outcome({ ratio: 0.5, fails: 1 }) })),
    ...further,
  ]);
}

const before = sealEvidence(findings());
/** Ladders until a claim that always fails is refuted, at both sizes alike. */
const READ = 3;

/** The seal with another result of that trial. */
function sealWith(k: TrialKey): typeof before {
  const made = findings([{ key: k, ...outcome({ ratio: 0.75, fails: 1, path: -1 }) }]);
  return sealEvidence(made);
}

describe('the seal', () => {
  it('counts what was read: ladders of claim and twin, exact checks, audits and second looks', () => {
    // Two sizes of the claim, one of its twin; ladder 0 is audited at both sizes; three instances are looked at again.
    const [claim, twin, exact, audits, looks] = [2 * READ, READ, 2, 2, 3 * 8];
    expect(before.trials).toBe(claim + twin + exact + audits + looks);
  });

  it.each<[string, TrialKey]>([
    ['a trial of the claim', key('main', 0)],
    ['the last that it read', key('main', READ - 1, 32)],
    ['a trial of its twin', key('control', 0, 16, 'broken')],
    ['the last of the twin', key('control', READ - 1, 16, 'broken')],
    ['an exact claim', exactKey('coin-theorem/sum')],
    ['an exact twin', exactKey('coin-theorem/sum~off')],
    ['an audit', key('audit', 0, 32)],
    ['a second look', key('again:0', 0)],
    ['the last look at the last instance', key('again:1', 7)],
  ])('is another where %s is', (_, k) => {
    const other = sealWith(k);
    expect(other.trials).toBe(before.trials);
    expect(other.digest).not.toBe(before.digest);
  });

  it.each<[string, TrialKey]>([
    ['a trial beyond the verdict', key('main', READ)],
    ['one of the twin', key('control', READ, 16, 'broken')],
    ['an exact claim that was not selected', exactKey('coin-theorem/product')],
    ['an audit beyond the verdict', key('audit', 20)],
    ['a second look at an instance that is none of the worst', key('again:1', 0, 32)],
    ['a second look too many', key('again:0', 8)],
  ])('is the same whatever %s says', (_, k) => {
    expect(sealWith(k)).toEqual(before);
  });

  it('is another where a trial lacks, or is at another place', () => {
    const made = findings();
    const evidence = new Map(made.judged.evidence);
    evidence.delete(keyString(key('again:1', 3)));
    expect(sealEvidence(withEvidence(made, evidence)).trials).toBe(before.trials - 1);
    const swapped = new Map(made.judged.evidence);
    const [a, b] = [key('main', 0), key('main', 1)].map((k) => made.judged.evidence.get(keyString(k))!);
    swapped.set(keyString(a!.key), { ...b!, key: a!.key });
    swapped.set(keyString(b!.key), { ...a!, key: b!.key });
    expect(sealEvidence(withEvidence(made, swapped)).digest).not.toBe(before.digest);
  });

  it('is another where a trial has another draw, or another name', () => {
    const change = (of: (e: Evidence) => Evidence) => {
      const made = findings();
      const evidence = new Map(made.judged.evidence);
      const k = keyString(key('main', 1));
      evidence.set(k, of(evidence.get(k)!));
      return sealEvidence(withEvidence(made, evidence)).digest;
    };
    expect(change((e) => e)).toBe(before.digest);
    expect(change((e) => ({ ...e, path: 1 }))).not.toBe(before.digest);
    expect(change((e) => ({ ...e, key: { ...e.key, index: 7 } }))).not.toBe(before.digest);
  });

  it('goes as far as the slowest claim of a campaign', () => {
    const one = selection();
    const [theorem] = one.suite;
    const [first, second, ...others] = theorem!.claims;
    // Never fails, and so is not decided within the ladders.
    const patient = { ...second!, event: () => ({ holds: true, slack: 1, cases: [] }) } as typeof second;
    const suite = [{ ...theorem!, claims: [first!, patient!, ...others] }];
    const selected = new Set(['coin-theorem/claim-0', 'coin-theorem/claim-1']);
    const both = findingsOf({ ...one, suite, selected }, ({ index }) => outcome(failing(index)));
    // All ladders at both sizes; both twins are judged on the same 5 ladders, the second of them until its end.
    expect(sealEvidence(both).trials).toBe(2 * LADDERS + 5);
  });

  it('does not depend on the order in which trials arrived', () => {
    const made = findings();
    const evidence = new Map([...made.judged.evidence].reverse());
    expect(sealEvidence(withEvidence(made, evidence))).toEqual(before);
  });
});
