/**
 * What decides whether a claim holds: over instances drawn broadly, how well does one threshold on one dimensionless
 * quantity separate the networks in which it holds from those in which it fails?
 *
 * Quantities are ranked on one set of draws; the reported accuracy of the winner comes from fresh draws.
 */
import { pageOf, streamKey, wordAt } from '../../sim/random/stream.ts';
import type { EventResult, InstanceInput, Json, Study } from '../../theorems/types.ts';
import { keyString, type Evidence } from '../trials/evidence.ts';
import { whyNoInstance } from '../gather/instances.ts';
import { regimeWords } from '../trials/regime.ts';
import { listQueue } from '../gather/queue.ts';
import { drain, type GatherOptions } from '../gather/drain.ts';
import { purposeText } from '../trials/purpose.ts';
import { drawPath, type SeedRoot, type TrialKey } from '../trials/seeds.ts';
import { TargetError, type Target } from './target.ts';

export interface DecidesPlan {
  readonly target: Target;
  readonly d0: number;
  readonly root: SeedRoot;
  readonly engine: string;
  /** Draws that find the thresholds, and as many fresh ones that test them. */
  readonly draws: number;
}

export type Part = 'find' | 'test';

/** Most draws tried for one instance: means and variances are drawn independently, and some pairs are impossible. */
const MOST_ATTEMPTS = 1000;
const TWO_TO_32 = 2 ** 32;

/** One drawn instance and what became of it. */
export interface Draw {
  readonly quantities: Readonly<Record<string, number>>;
  /** Undefined when the measurement does not decide. */
  readonly holds: boolean | undefined;
  readonly slack: number;
}

export function drawKey({ target, d0 }: DecidesPlan, part: Part, index: number): TrialKey {
  return {
    study: target.study.id,
    variant: 'main',
    purpose: purposeText({ kind: 'decide', part }),
    index,
    d0,
  };
}

/** The fields set for draw `index`: every axis with a broad range, uniform on its scale, unless the user set its field. */
export function drawRoot(plan: DecidesPlan, key: TrialKey): SeedRoot {
  const { root, target } = plan;
  const axes = (target.study.axes ?? []).filter(
    ({ broad, at }) =>
      broad !== undefined &&
      !Object.keys(at(broad[0], plan.d0).set).some((field) => field in root.regime.set),
  );
  const own = regimeWords(root.regime).set.join(' ');
  const stream = streamKey(
    'fct',
    root.fingerprint,
    root.seed,
    own,
    key.study,
    key.purpose,
    key.index,
    key.d0,
  );
  let fault: string | undefined;
  for (let attempt = 0; attempt < MOST_ATTEMPTS; attempt++) {
    const page = pageOf(stream, attempt);
    const points = axes.map(({ scale, broad, at }, i) => {
      const [low, high] = broad!;
      const share = wordAt(page, i) / TWO_TO_32;
      const value = scale === 'log' ? low * (high / low) ** share : low + (high - low) * share;
      return at(Number(value.toPrecision(6)), plan.d0).set;
    });
    const set = Object.assign({}, root.regime.set, ...points) as Record<string, Json>;
    const drawn = { ...root, regime: { where: [], set } };
    const path = drawPath(target.study, drawn, key);
    fault = whyNoInstance(target.study, { path, d0: key.d0, variant: 'main', set });
    if (fault === undefined) return drawn;
  }
  throw new TargetError(
    `none of ${MOST_ATTEMPTS} broad draws at d0 = ${plan.d0} is an instance: ${fault}; set less`,
  );
}

/** Of a study that names no dimensionless quantities: the numeric fields of the instance. */
function fieldsOf(study: Study, at: InstanceInput): Readonly<Record<string, number>> {
  const instance = study.instance(at);
  return Object.fromEntries(
    study.fields.flatMap((field) => {
      const value = instance[field];
      return typeof value === 'number' ? [[field, value] as const] : [];
    }),
  );
}

/** Refuses a ranking if some draw finds no instance. */
export function checkDraws(plan: DecidesPlan): void {
  for (const key of keysOf(plan)) drawRoot(plan, key);
}

const keysOf = (plan: DecidesPlan): readonly TrialKey[] =>
  (['find', 'test'] as const).flatMap((part) =>
    Array.from({ length: plan.draws }, (_, index) => drawKey(plan, part, index)),
  );

/** Gathers the evidence of all draws. */
export async function gatherDraws(
  plan: DecidesPlan,
  options: GatherOptions,
): Promise<ReadonlyMap<string, Evidence>> {
  const evidence = new Map(options.known);
  const keys = keysOf(plan);
  const { root, engine } = plan;
  const execute: GatherOptions['execute'] = (task, wanted) =>
    options.execute({ ...task, root: drawRoot(plan, task.key) }, wanted);
  await drain({ ...options, root, engine, execute }, evidence, [
    listQueue('draws', keys, evidence, () => 0, 1),
  ]);
  return evidence;
}

/** The draws of one part, in index order, as far as there is evidence. */
export function drawsOf(
  plan: DecidesPlan,
  part: Part,
  evidence: ReadonlyMap<string, Evidence>,
): readonly Draw[] {
  const { study, event } = plan.target;
  return Array.from({ length: plan.draws }, (_, index) => drawKey(plan, part, index)).flatMap((key) => {
    const found = evidence.get(keyString(key));
    if (found === undefined) return [];
    const root = drawRoot(plan, key);
    const at = { path: drawPath(study, root, key), d0: key.d0, variant: 'main', set: root.regime.set };
    const { holds, slack }: Pick<EventResult, 'holds' | 'slack'> =
      found.outcome.status === 'measured'
        ? event(found.outcome.measurement)
        : { holds: undefined, slack: NaN };
    const quantities = study.dimensionless?.(at) ?? fieldsOf(study, at);
    return [{ quantities, holds, slack }];
  });
}
