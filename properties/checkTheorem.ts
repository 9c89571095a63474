/** Checks a theorem from a program. It draws, runs and judges as `fct verify` does, in this process and without files. */
import { loadKernel } from '../sim/engines/kernel.ts';
import type { Engine } from '../sim/engines/engine.ts';
import type { Study, Theorem } from '../theorems/types.ts';
import { assembleRecords } from './records/assemble.ts';
import { agendaOf } from './gather/agenda.ts';
import { suiteFacts } from './gather/selection.ts';
import { checkHypotheses } from './gather/suite.ts';
import { checkInstances } from './gather/instances.ts';
import { defineProfile, type Profile } from './judge/profile.ts';
import type { TheoremRecord } from './records/theoremRecord.ts';
import type { Evidence } from './trials/evidence.ts';
import { SAMPLER_REGIME } from './trials/regime.ts';
import { LEAST_SIZES } from './judge/scaling/event.ts';
import { gatherEvidence, inProcess } from './gather/run.ts';

/** How much evidence `checkTheorem` and `testTheorem` gather, and at which levels they judge; what is left out has the default named. */
export interface CheckOptions {
  /** The studies that the theorem's probability claims read; none for exact claims. */
  readonly studies?: readonly Study[];
  /** Sizes d0, one stratum each (default [16]); scaling claims need four. */
  readonly sizes?: readonly number[];
  /** Most ladders of the theorem, and of each broken twin at the smallest size (defaults 200 and 40). */
  readonly ladders?: number;
  readonly twinLadders?: number;
  /** Allowed failure rate, and the rate that power is planned for (defaults 0.1 and 0.01). */
  readonly delta?: number;
  readonly delta0?: number;
  /** Chance of any false "supported" or "refuted" of a claim of this theorem (default 0.05). */
  readonly alpha?: number;
  /** Instances of every exact claim (default 1000). */
  readonly exactRuns?: number;
  /** Root seed, a whole number from 0 (default 1): same seed, same record. */
  readonly seed?: number;
  /** Engine handed to the studies; the kernel by default. */
  readonly engine?: Engine;
}

/**
 * Checks every claim of a theorem and every broken twin. A refutation, an error or a lack of evidence is a verdict of the
 * record and is not thrown. Throws a RangeError for options with which no verdict could be reached and for a hypothesis that a
 * study does not know, a NoInstanceError (which is
 * a RangeError too) for sizes at which a study makes no instance, and the error of a machine that has no memory left.
 */
export async function checkTheorem(theorem: Theorem, options: CheckOptions = {}): Promise<TheoremRecord> {
  return openCheck(theorem, options)(theorem.claims.map(({ id }) => id));
}

/**
 * The same claim by claim: checks those that are named, and their twins. Evidence is gathered once, whoever asks for it first, and a
 * claim's verdict does not depend on which others were asked for. Throws what `checkTheorem` throws, for options at once.
 */
export function openCheck(
  theorem: Theorem,
  options: CheckOptions,
): (claims: readonly string[]) => Promise<TheoremRecord> {
  const { studies = [], seed = 1, engine = loadKernel() } = options;
  if (!(Number.isSafeInteger(seed) && seed >= 0))
    throw new RangeError(`seed must be a whole number from 0, got ${seed}`);
  for (const study of studies) checkHypotheses(study, [theorem], options.sizes ?? USUAL_SIZES);
  const profile = profileFor(theorem, studies, options);
  const agendaFor = (claims: readonly string[]) =>
    agendaOf({
      suite: [theorem],
      studies: Object.fromEntries(studies.map((study) => [study.id, study])),
      selected: new Set(claims),
      profile,
      regime: SAMPLER_REGIME,
    });
  const root = { seed, fingerprint: 'in-process', regime: SAMPLER_REGIME };
  checkInstances(agendaFor(theorem.claims.map(({ id }) => id)).campaigns, root);
  const command = `checkTheorem(${theorem.id}, { seed: ${seed} })`;
  const origin = { name: theorem.id, file: null };
  let known: ReadonlyMap<string, Evidence> = new Map();
  return async (claims) => {
    const agenda = agendaFor(claims);
    const run = { ...agenda, root, engine: engine.name };
    const judged = await gatherEvidence({ ...run, ...inProcess(agenda, engine), known });
    known = judged.evidence;
    return assembleRecords({ ...run, judged, command, origin }, { durationSeconds: 0 })[0]!;
  };
}

/** Sizes where none are named. */
const USUAL_SIZES = [16];

function profileFor(theorem: Theorem, studies: readonly Study[], options: CheckOptions): Profile {
  const { sizes = USUAL_SIZES, ladders = 200, twinLadders = 40, exactRuns = 1000 } = options;
  const { alpha = 0.05, delta = 0.1, delta0 = 0.01 } = options;
  return defineProfile(
    {
      name: 'program',
      alpha,
      delta,
      deltaBySize: {},
      strata: 'size',
      delta0,
      scaling: sizes.length >= LEAST_SIZES ? { delta } : null,
      studies: Object.fromEntries(studies.map((study) => [study.id, { sizes, ladders }])),
      controls: { sizes: [Math.min(...sizes)], ladders: twinLadders },
      exactRuns,
    },
    suiteFacts([theorem], studies),
  );
}
