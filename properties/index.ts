/** The public interface: state a theorem of your own, check it, and read the verdict. */
export {
  checkProbability,
  type ProbabilityOptions,
  type ProbabilityResult,
  type TrialContext,
} from './checkProbability.ts';
export { checkTheorem, type CheckOptions } from './checkTheorem.ts';
export type { Verdict } from './judge/verdict.ts';
export type { ClaimRecord, ControlRecord } from './records/claimRecord.ts';
export type { Summary } from './records/summaryRecord.ts';
export type { TheoremRecord } from './records/theoremRecord.ts';
export {
  defineStudy,
  defineSuite,
  defineTheorem,
  DivergedError,
  NoInstanceError,
  probabilityClaim,
  scalingClaim,
  type Claim,
  type Control,
  type Curves,
  type EventResult,
  type ExactClaim,
  type ExactOutcome,
  type Hypothesis,
  type InstanceInput,
  type Json,
  type DefinedStudy,
  type Study,
  type Suite,
  type SuiteProfile,
  type StudyOf,
  type Theorem,
  type TrialInput,
  type WithHighProbabilityClaim,
} from '../theorems/types.ts';
export { loadKernel } from '../sim/engines/kernel.ts';
export { standardNormals } from '../sim/random/normal.ts';
export { pageOf, streamKey, wordAt, type Label, type StreamKey } from '../sim/random/stream.ts';
