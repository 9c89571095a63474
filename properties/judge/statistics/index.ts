export { clopperPearson, type Interval } from './clopperPearson.ts';
export {
  confidenceSequence,
  LARGEST_LEVEL,
  lowerConfidenceBound,
  upperConfidenceBound,
} from './confidenceSequence.ts';
export {
  barriers,
  crossBarriers,
  crossing,
  type Barriers,
  type TestPlan,
  type VerdictChances,
} from './crossing.ts';
export { lnEAboveTarget, lnERefute, lnESupport, reaches, trialsNeeded, type Counts } from './eProcess.ts';
export {
  lnBeta,
  lnBetaKernel,
  lnBetaLower,
  lnBetaLowerOverKernel,
  lnBetaUpper,
  lnBetaUpperOverKernel,
  lnGamma,
} from './specialFunctions.ts';
export { lnMeanE, MeanBets, meanTrialsNeeded, type Value } from './meanBets.ts';
export { meanCrossing, type MeanPlan } from './meanCrossing.ts';
export { studentInterval, studentQuantile } from './student.ts';
export { combineStrata, strataCrossing, type StrataPlan, type StratumPlan } from './strataCrossing.ts';
