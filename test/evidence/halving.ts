/**
 * Is the step small enough, and are checkpoints dense enough, for the slopes of the scaling claims? The very ladders of a run of
 * `fct verify`: their slopes as that run found them, with the step h halved, and with other checkpoints; and the paired
 * differences. `npm run evidence:halving`; some ten minutes of processor time.
 *
 * A trial with another h is named, and so drawn and started, like the run's own. Its batches are other ones in time, twice
 * as many of the same size: a difference holds their noise as well as the effect of h.
 *
 * Checkpoints of `relu` and `balanced` lie a factor 2 apart; those half-way between (a factor sqrt 2) come from the same training, ended there. The
 * study `onset` has them at a factor sqrt 2 and no way to add any, so every second one is left out.
 */
import { isDeepStrictEqual } from 'node:util';
import { fingerprint } from '../../cli/fingerprint.ts';
import { PAPER, PROFILES } from '../support/paper.ts';
import { keyString, parseLog, type Evidence } from '../../properties/trials/evidence.ts';
import { SAMPLER_REGIME } from '../../properties/trials/regime.ts';
import { ladderEvent, type LadderEvent } from '../../properties/judge/scaling/event.ts';
import { slopeRange } from '../../properties/judge/scaling/range.ts';
import { studentInterval } from '../../properties/judge/statistics/index.ts';
import { runTask } from '../../properties/trials/task.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';
import { CHECKPOINT_TIMES } from '../../theorems/studies/network/checkpoints.ts';
import type { Json, ScalingClaim } from '../../theorems/types.ts';
import { scalingClaims } from '../support/ladders.ts';
import { evidenceLines, reportsOf } from '../support/records.ts';
import { commit, record, table } from './record.ts';
import { verified } from './verified.ts';

const SEED = 1;
const PROFILE = 'quick';
/** Ladders of each claim: the first on its path. */
const LADDERS = 16;

type Set = Readonly<Record<string, Json>>;
interface Curve {
  readonly checkpoints: readonly { readonly s: number }[];
}
/** The measurements of one ladder, smallest size first. */
type Ladder = readonly Json[];

commit();
const engine = loadKernel();
const root = { seed: SEED, fingerprint: fingerprint(engine.name, PAPER), regime: SAMPLER_REGIME };
const {
  found: { records, evidence },
} = await verified(
  [...scalingClaims.map((c) => c.id), '--profile', PROFILE, '--engine', engine.name],
  SEED,
  (out) => ({
    records: reportsOf(out),
    evidence: new Map(parseLog(evidenceLines(out), out).map((e) => [keyString(e.key), e])),
  }),
);

/** The claim's ladders in that run, as recorded: index and slope. */
function recorded({
  id,
}: ScalingClaim): readonly { readonly index: number; readonly slope: number | null }[] {
  const claim = records.flatMap((r) => r.claims).find((c) => c.id === id);
  if (claim?.kind !== 'scaling') throw new Error(`the run has no record of ${id}`);
  const ladders = claim.ladders.slice(0, LADDERS);
  if (ladders.length < LADDERS) throw new Error(`${id} has ${ladders.length} ladders, not ${LADDERS}`);
  return ladders;
}

function trialsOf({ study }: ScalingClaim, index: number): readonly Evidence[] {
  return PROFILES[PROFILE]!.studies[study]!.sizes.map((d0) => {
    const key = { study, variant: 'main', purpose: 'main', index, d0 };
    return evidence.get(keyString(key))!;
  });
}

function measurementOf(e: Evidence): Json {
  if (e.outcome.status !== 'measured') throw new Error(`${keyString(e.key)}: ${e.outcome.message}`);
  return e.outcome.measurement;
}

/** The same trial with fields of its instance set; as it would be stored. */
async function again({ key, path }: Evidence, set: Set): Promise<Json> {
  const task = { root, key, engine: engine.name, runs: 0, given: { path, set } };
  return JSON.parse(JSON.stringify(measurementOf(await runTask(task, STUDIES, THEOREMS, engine)))) as Json;
}

function instanceOf({ key, path }: Evidence, set: Set) {
  return STUDIES[key.study]!.instance({ path, d0: key.d0, variant: key.variant, set });
}

async function halved(e: Evidence): Promise<Json> {
  const drawn = instanceOf(e, {});
  const set = { h: (drawn['h'] as number) / 2 };
  const changed = { ...instanceOf(e, set), h: drawn['h'], eta: drawn['eta'] };
  if (!isDeepStrictEqual(changed, drawn))
    throw new Error(`${keyString(e.key)}: setting h changes more of the instance than h and eta`);
  return again(e, set);
}

/** With the checkpoints half-way between, each the end of the same training stopped there. */
async function denser(e: Evidence): Promise<Json> {
  const measurement = measurementOf(e) as unknown as Curve;
  const added = [];
  for (const s of CHECKPOINT_TIMES.slice(0, -1)) {
    const { checkpoints } = (await again(e, { s: s * Math.SQRT2 })) as unknown as Curve;
    const before = checkpoints.slice(0, -1);
    if (!isDeepStrictEqual(before, measurement.checkpoints.slice(0, before.length)))
      throw new Error(`${keyString(e.key)}: a shorter run is not the beginning of the longer one`);
    added.push(checkpoints.at(-1)!);
  }
  const checkpoints = [...measurement.checkpoints, ...added].sort((a, b) => a.s - b.s);
  return { ...measurement, checkpoints };
}

/** Every second checkpoint from the last one back, and the untrained. */
function sparser(measurement: Json): Json {
  const { checkpoints } = measurement as unknown as Curve;
  const kept = checkpoints.filter((_, i) => i === 0 || (checkpoints.length - 1 - i) % 2 === 0);
  return { ...(measurement as object), checkpoints: kept };
}

const endAlone = (measurement: Json) =>
  ({
    ...(measurement as object),
    checkpoints: (measurement as unknown as Curve).checkpoints.slice(-1),
  }) as unknown as Json;

/** Claims share trials; each variation of one is made once. */
const made = new Map<string, Promise<Json>>();
function once(what: string, e: Evidence, make: (e: Evidence) => Promise<Json>): Promise<Json> {
  const name = `${what} ${keyString(e.key)}`;
  if (!made.has(name)) made.set(name, make(e));
  return made.get(name)!;
}

const eventOf = (claim: ScalingClaim, ladder: Ladder): LadderEvent =>
  ladderEvent(
    claim.law,
    ladder.map((m) => ({ variable: claim.variable.of(m), point: claim.point(m) })),
  );

/** One ladder three times; `checkpoints` is null where the claim reads the end of the training alone. */
interface Compared {
  readonly base: LadderEvent;
  readonly halved: LadderEvent;
  readonly checkpoints: LadderEvent | null;
}

async function compare(claim: ScalingClaim, index: number, slope: number | null): Promise<Compared> {
  const trials = trialsOf(claim, index);
  const ladder = trials.map(measurementOf);
  const base = eventOf(claim, ladder);
  if (base.line === null || base.line.slope !== slope)
    throw new Error(`${claim.id}, ladder ${index}: slope ${base.line?.slope}, but the run found ${slope}`);
  const all = async (what: string, make: (e: Evidence) => Promise<Json>) => {
    const ladder = [];
    for (const e of trials) ladder.push(await once(what, e, make));
    return ladder;
  };
  if (index === 0) {
    const same = await all('same', (e) => again(e, { h: instanceOf(e, {})['h']! }));
    if (!isDeepStrictEqual(same, ladder)) throw new Error(`${claim.study}: made again, ladder 0 is another`);
  }
  const readsEnd = eventOf(claim, ladder.map(endAlone)).line?.slope === slope;
  const other = claim.study === 'onset' ? ladder.map(sparser) : null;
  return {
    base,
    halved: eventOf(claim, await all('halved', halved)),
    checkpoints: readsEnd ? null : eventOf(claim, other ?? (await all('denser', denser))),
  };
}

async function rowOf(claim: ScalingClaim): Promise<readonly (string | number)[]> {
  const compared: Compared[] = [];
  for (const { index, slope } of recorded(claim)) compared.push(await compare(claim, index, slope));
  const slopes = compared.map(({ base }) => base.line!.slope);
  const mean = slopes.reduce((a, b) => a + b, 0) / slopes.length;
  const { xs } = compared[0]!.base.curve!;
  const { high, tolerance } = slopeRange(claim.law, xs);
  const room = claim.law.kind === 'falls' ? high - mean : tolerance;
  const against = (of: (c: Compared) => LadderEvent | null) => {
    const events = compared.map(of);
    if (events.every((e) => e === null)) return ['reads the end alone', '–', '–'];
    const differences = events.map((e, i) => {
      if (!e?.line) throw new Error(`${claim.id}: a ladder has no slope any more`);
      return e.line.slope - slopes[i]!;
    });
    const { mean, low, high } = studentInterval(differences, 0.05)!;
    const share = Math.max(-low, high) / room;
    const outside = events.filter((e) => e?.holds !== true).length;
    return [`${fixed(mean)} (${fixed(low)} to ${fixed(high)})`, `${Math.round(100 * share)} %`, outside];
  };
  const outside = compared.filter(({ base }) => base.holds !== true).length;
  const cells = [
    claim.id,
    `${fixed(mean)}`,
    outside,
    `${fixed(room)}${claim.law.kind === 'falls' ? ' to the bound' : ''}`,
    ...against((c) => c.halved),
    ...against((c) => c.checkpoints),
  ];
  console.log(cells.join(', '));
  return cells;
}

const fixed = (x: number) => x.toFixed(4);

const rows: (readonly (string | number)[])[] = [];
for (const claim of scalingClaims) rows.push(await rowOf(claim));

record('halving', 'npm run evidence:halving', `seed ${SEED}, profile ${PROFILE}`, [
  `The first ${LADDERS} ladders of each claim in a run of \`fct verify\`: the mean of their slopes, the very slopes that the run recorded, and how many ladders fail.`,
  'Then the same ladders with the step h halved, and with other checkpoints: half-way between as well, and of `thm-4.1/onset-d0` every second one only.',
  "A difference is the mean over pairs with Student's 95 % interval; beside it its farther end in units of the tolerance, or where the claim is that",
  'something falls and has none, of what the mean slope has left to the bound; and how many ladders fail then.',
  '',
  ...table(
    [
      'claim',
      'mean slope',
      'fail',
      'tolerance',
      'h halved: difference',
      'at most',
      'fail',
      'checkpoints: difference',
      'at most',
      'fail',
    ],
    rows,
  ),
]);
