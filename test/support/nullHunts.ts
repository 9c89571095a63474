/** Wide hunts in which nothing can be found: under every relaxation, every point fails with probability DELTA exactly. */
import { ALPHA, DELTA } from '../../properties/hunt/confirm.ts';
import { hunt } from '../../properties/hunt/hunt.ts';
import { MOST_TRIALS } from '../../properties/judge/questions.ts';
import type { Target } from '../../properties/explore/target.ts';
import type { Outcome } from '../../properties/trials/evidence.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { trialLabels } from '../../properties/trials/seeds.ts';
import type { Task } from '../../properties/trials/task.ts';
import { crossing } from '../../properties/judge/statistics/index.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { dialStudy } from './dials.ts';

/** As many as the study `relu` has; with none broken that makes eight relaxations. */
const HYPOTHESES = 7;
export const RELAXATIONS = HYPOTHESES + 1;
/** DELTA to within 2^-32, from below. */
const FAILING_WORDS = Math.floor(DELTA * 2 ** 32);

const switches = Array.from({ length: HYPOTHESES }, (_, i) => `switch-${i}`);
const dials = dialStudy(() => DELTA);

const target: Target = {
  latex: [],
  theorem: 'null',
  claim: null,
  title: 'null',
  words: 'null',
  event: (measurement) => {
    const { word } = measurement as { word: number };
    return { holds: word >= FAILING_WORDS, slack: word / FAILING_WORDS - 1, cases: [] };
  },
  study: {
    ...dials,
    id: 'switches',
    hypotheses: ({ set }) => Object.fromEntries(switches.map((name) => [name, set[name] === 0])),
    axes: [
      ...dials.axes!,
      ...switches.map((name) => ({
        ...dials.axes![0]!,
        name,
        at: (value: number) => ({ value, set: { [name]: value } }),
        hunt: { values: [0, 1], simplest: 0 },
      })),
    ],
  },
};

const SHARE = ALPHA / RELAXATIONS;

/** The n-th question under one relaxation: its level, and the chance that it confirms at p = DELTA, by dynamic programming. */
export function question(n: number): { level: number; chance: number } {
  const level = SHARE / (n * (n + 1));
  // Giving up early, which is left out here, can only confirm less.
  const test = { delta: DELTA, alphaSupport: 0, alphaRefute: level, budget: MOST_TRIALS };
  return { level, chance: crossing({ ...test, p: DELTA }).refuted };
}

/** Bound on the chance that a hunt confirms anything: exact chances of the first questions, levels for all the rest. */
export function nullBound(exact: number): number {
  let perRelaxation = SHARE / (exact + 1);
  for (let n = 1; n <= exact; n++) perRelaxation += question(n).chance;
  return RELAXATIONS * perRelaxation;
}

/** How many of `hunts` hunts confirm anything. All that they confirm is false. */
export async function falseHunts(hunts: number, budget: number): Promise<number> {
  let found = 0;
  for (let seed = 0; seed < hunts; seed++) {
    const root = { seed, fingerprint: 'null', regime: SAMPLER_REGIME };
    const results = await hunt(
      { target, domain: 'wide', budget, strategy: 'guided', root, engine: 'none' },
      { execute: flip, onProgress: () => {}, signal: new AbortController().signal },
    );
    if (results.length !== RELAXATIONS) throw new Error(`expected ${RELAXATIONS} relaxations`);
    if (results.some((r) => r.ending === 'found')) found++;
  }
  return found;
}

function flip({ root, key }: Task): Promise<{ key: Task['key']; path: null; outcome: Outcome }> {
  const word = streamKey(...trialLabels(root, key), 'flip')[0];
  return Promise.resolve({ key, path: null, outcome: { status: 'measured', measurement: { word } } });
}
