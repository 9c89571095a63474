/**
 * The words of the suite. A theorem is a value: its statement, its hypotheses, what is claimed about which
 * measurement, and broken twins that must come out refuted. No loop, seed or threshold search in a theorem file.
 */
export { exactClaim, exactTwin, type ExactStatement } from './exact/claim.ts';
export { decimalText } from './exact/draw.ts';
export * from './words/axis.ts';
export * from './words/claim.ts';
export * from './words/claimBase.ts';
export * from './words/comparesClaim.ts';
export * from './words/coversClaim.ts';
export * from './words/curves.ts';
export * from './words/errors.ts';
export * from './words/exactClaim.ts';
export * from './words/existsClaim.ts';
export * from './words/json.ts';
export * from './words/law.ts';
export * from './words/marked.ts';
export * from './words/nonEmpty.ts';
export * from './words/probabilityClaim.ts';
export * from './words/scalingClaim.ts';
export * from './words/sideBySide.ts';
export * from './words/study.ts';
export * from './words/suite.ts';
export * from './words/theorem.ts';
