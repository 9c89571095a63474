/** When a run is complete: what one trial that the machine kept from being run changes, of a whole run and of a shard. */
import { join } from 'node:path';
import { beforeEach, expect, it, vi } from 'vitest';
import { suiteAgenda } from '../../cli/agenda.ts';
import { PAPER, PROFILES } from '../support/paper.ts';
import type { PoolOptions } from '../../cli/pool.ts';
import type { Configuration } from '../../cli/storedRun.ts';
import { finish } from '../../cli/verify.ts';
import { keyString, type Evidence } from '../../properties/trials/evidence.ts';
import type { Task } from '../../properties/trials/task.ts';
import { newFolder } from '../support/fct.ts';
import { evidenceOf, MADE, makeFolder } from '../support/madeFolder.ts';

/** Every trial that is asked for is lost to the machine. */
vi.mock('../../cli/pool.ts', () => ({
  openPool: ({ onIncident }: PoolOptions) => ({
    execute: async (task: Task) =>
      void onIncident?.({ ...task.key, cause: 'no-memory', message: 'on purpose', healed: false }, task),
    concurrency: () => 1,
    close: async () => {},
  }),
}));

let said: string[] = [];
beforeEach(() => {
  said = [];
  vi.spyOn(console, 'log').mockImplementation((line: string) => void said.push(line));
});

/** Finishes a run whose folder lacks the trials that are named. */
async function finished(c: Configuration, lacks: (key: string) => boolean, all = evidenceOf(c)) {
  const evidence = all.map((e) => [keyString(e.key), e] as const);
  const path = join(newFolder(), 'run');
  makeFolder(path, c, []);
  const stands = vi.fn();
  const folder = {
    path,
    known: new Map(evidence.filter(([key]) => !lacks(key))),
    resumed: true,
    append: () => {},
    incidents: [],
    note: vi.fn(),
    write: () => {},
    stands,
  };
  const agenda = suiteAgenda(PAPER, c.selected, PROFILES[c.profile]!, c.regime);
  const code = await finish(PAPER, folder, c, agenda, { jobs: 1 });
  return { code, stands: stands.mock.calls.length, noted: folder.note.mock.calls.length };
}

const shard: Configuration = { ...MADE, shard: { index: 1, count: 2 } };
const NONE = () => false;
const FIRST = (key: string) => key === 'gradient~main/main/0/4';
const AUDIT = (key: string) => key === 'gradient~main/audit/0/4';

it.each<[string, Configuration, (key: string) => boolean, object]>([
  ['whole', MADE, NONE, { code: 0, stands: 1, noted: 0 }],
  ['whole but for a trial', MADE, FIRST, { code: 4, stands: 0, noted: 1 }],
  ['whole but for an audit', MADE, AUDIT, { code: 4, stands: 0, noted: 1 }],
  ['a shard', shard, NONE, { code: 0, stands: 1, noted: 0 }],
  ['a shard but for a trial', shard, FIRST, { code: 4, stands: 0, noted: 1 }],
])('a run that is %s stands only if nothing is left to do', async (_, c, lacks, expected) => {
  expect(await finished(c, lacks)).toEqual(expected);
  const last = said.at(-1)!;
  if (c.shard.count > 1) expect(last.includes('judges all shards together')).toBe(lacks === NONE);
});

it('a second look that the machine kept from being made is still to be made, and is said to be', async () => {
  // A gap beyond the radius in every trial of the claims: one is refuted, and three instances are looked at again.
  const fails = evidenceOf(MADE).map((e): Evidence => {
    const { key, outcome } = e;
    if (key.study === 'exact' || key.purpose !== 'main' || outcome.status !== 'measured') return e;
    return { ...e, outcome: { ...outcome, measurement: { ...(outcome.measurement as object), gap: 3 } } };
  });
  expect(await finished(MADE, NONE, fails)).toEqual({ code: 1, stands: 0, noted: 24 });
  const text = said.join(' ').replace(/\s+/g, ' ');
  expect(text).toContain('24 trials could not be run on this machine');
  expect(text).not.toContain('no longer needed');
});
