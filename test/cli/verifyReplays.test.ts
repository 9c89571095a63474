/** What saved counterexamples, looked at again first, do to the exit code of `fct verify`. */
import { join } from 'node:path';
import { expect, it, vi } from 'vitest';
import { replayFailures } from '../../cli/failures.ts';
import { verify } from '../../cli/verify.ts';
import type { Evidence } from '../../properties/trials/evidence.ts';
import { PAPER } from '../support/paper.ts';
import { newFolder } from '../support/fct.ts';
import { evidenceOf, MADE, makeFolder } from '../support/madeFolder.ts';

type Replayed = Awaited<ReturnType<typeof replayFailures>>;

vi.mock('../../cli/failures.ts', () => ({ readFailures: () => [], replayFailures: vi.fn() }));
/** Second looks at what is refuted are all that is asked for; they change no verdict. */
vi.mock('../../cli/pool.ts', () => ({
  openPool: () => ({ execute: async () => undefined, concurrency: () => 1, close: async () => {} }),
}));

/** The same trials, of which those of the claims have gaps beyond the radius. */
const tooFar = (e: Evidence): Evidence =>
  e.key.purpose === 'main' && e.outcome.status === 'measured' && e.key.study !== 'exact'
    ? { ...e, outcome: { ...e.outcome, measurement: { ...(e.outcome.measurement as object), gap: 3 } } }
    : e;
const holds = evidenceOf(MADE);
const fails = holds.map(tooFar);

const none: Replayed = { known: [], open: 0, stopped: undefined };
const seen = (...again: readonly Replayed['known'][number]['again'][]): Replayed => ({
  ...none,
  known: again.map((one, i) => ({
    file: `fct-failures/${i}.json`,
    target: 'lemma-1.2/uniform-gap',
    size: 'd0',
    d0: 4,
    changed: {},
    broken: [],
    rate: { trials: 40, failures: 40, low: 0.91, high: 1 },
    again: one,
    sentence: 'made up',
  })),
});

it.each<[string, readonly Evidence[], Replayed, number]>([
  ['none changes nothing', holds, none, 0],
  ['none changes nothing of a refutation', fails, none, 1],
  ['one not looked at again keeps a success from being one', holds, { ...none, open: 1 }, 4],
  ['one not looked at again hides no refutation', fails, { ...none, open: 1 }, 1],
  ['one that still fails is no failure of the sampler', holds, seen('still fails'), 0],
  ['one with other bits is an error', holds, seen('still fails', 'different'), 3],
  ['one with other bits is an error beside a refutation', fails, seen('different'), 3],
  ['a stop ends the command', holds, { ...none, open: 1, stopped: 'SIGTERM' }, 143],
])('%s', async (_, evidence, replayed, code) => {
  vi.spyOn(console, 'log').mockImplementation(() => {});
  vi.mocked(replayFailures).mockResolvedValue(replayed);
  const out = join(newFolder(), 'run');
  makeFolder(out, MADE, evidence);
  const args = { profile: 'smoke', seed: '1', engine: 'kernel', jobs: '1', where: [], set: [], out };
  expect(await verify(PAPER, ['lemma-1.2'], args)).toBe(code);
});
