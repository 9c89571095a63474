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
export type { Profile } from './judge/profile.ts';
export {
  atLeast,
  atMost,
  bounded,
  comparesClaim,
  coversClaim,
  decimalText,
  defineStudy,
  defineSuite,
  defineTheorem,
  DivergedError,
  exactClaim,
  exactly,
  exactTwin,
  logGrowth,
  NoInstanceError,
  powerLaw,
  probabilityClaim,
  ratioOf,
  ratioTendsTo,
  remarkOn,
  scalingClaim,
  sideBySide,
  tendsTo,
  twinsOf,
  type Axis,
  type AxisPoint,
  type Both,
  type BoundedLaw,
  type BoundedQuantity,
  type Calibration,
  type Claim,
  type ClaimBase,
  type Column,
  type ComparesClaim,
  type Control,
  type Counterexample,
  type CoversClaim,
  type Curves,
  type DefinedStudy,
  type EventResult,
  type ExactClaim,
  type ExactOutcome,
  type ExactStatement,
  type Hypothesis,
  type Identity,
  type InstanceInput,
  type Json,
  type LadderPath,
  type Law,
  type LimitLaw,
  type Line,
  type LogGrowthLaw,
  type Mark,
  type Marked,
  type Panel,
  type Plain,
  type Point,
  type PowerLaw,
  type ScalingClaim,
  type Study,
  type StudyOf,
  type StudyWords,
  type Suite,
  type SuiteProfile,
  type Theorem,
  type Training,
  type TrialInput,
  type Variant,
  type WithHighProbabilityClaim,
} from '../theorems/types.ts';
export type { Engine } from '../sim/engines/engine.ts';
export { loadKernel } from '../sim/engines/kernel.ts';
export {
  Arithmetic,
  arithmeticFor,
  decimal,
  decimalOfFloat,
  digitsOf,
  digitsOfProduct,
  digitsOfSum,
  RoundingError,
  type Decimal,
  type Digits,
} from '../sim/exact/arithmetic.ts';
export { standardNormals } from '../sim/random/normal.ts';
export { pageOf, streamKey, wordAt, type Label, type StreamKey } from '../sim/random/stream.ts';
export { uniforms } from './uniforms.ts';
/** The fast-check whose arbitraries samplers are: of one project there is one copy. */
export * as fc from 'fast-check';
