/**
 * Theorem 4.3 (ID and OOD risks). In distribution the network generalizes; when the background shifts it fails.
 *
 * Symbols of the paper -> names here: R_ID, R_OOD expected hinge loss on ID and OOD data (not the 0-1 error),
 * T2 the last checkpoint (s = 40).
 *
 * Carried by: `thm-4.3/id-risk-bound`, `thm-4.3/ood-risk-band`; `thm-4.3/joint` is 4.1, 4.2 and 4.3 in one trial;
 * `thm-4.3/id-risk-exponent`, `thm-4.3/ood-risk-exponent`, `thm-4.3/time-d0`: along ladders.
 */
import { constants } from './constants.ts';
import { allOf, boundedBy, sameNeurons, withinConstants } from './events.ts';
import {
  allTimes,
  D0,
  EVERY_PATH,
  HALF_LOG,
  idRiskPoint,
  lastTime,
  NO_DECAY,
  oodGapPoint,
  timeToLowRisk,
} from './ladders.ts';
import { HYPOTHESES, sourceOf } from './hypotheses.ts';
import type { Measurement } from './studies/network/measurement.ts';
import { reluStudy } from './studies/network/study.ts';
import { defineTheorem, probabilityClaim, remarkOn, scalingClaim } from './types.ts';
import { upperMedian } from '../sim/upperMedian.ts';

export const thm43 = defineTheorem({
  id: 'thm-4.3',
  title: 'ID and OOD risks',
  source: sourceOf('Theorem 4.3'),
  statement: {
    mark: 'recalled',
    words:
      'There is T2 = Theta~(m/(eta d0)) such that with high probability, after T2 iterations, R_ID <= o(1) and R_OOD = Theta~(1).',
    latex: String.raw`\exists T_2=\tilde\Theta\!\left(\tfrac{m}{\eta d_0}\right):\ \text{w.h.p. } R_{\mathrm{ID}}\bigl(h^{(T_2)}\bigr)\le o(1),\qquad R_{\mathrm{OOD}}\bigl(h^{(T_2)}\bigr)=\tilde\Theta(1)`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'T2 is read as 40 m/(eta d0), that is s = 40; how it scales is read off the first time at which R_ID is at most 0.1',
    },
    {
      mark: 'ours',
      words: 'o(1) is read as an envelope c d0^(-1/2) on R_ID, measured by progressive validation',
    },
    {
      mark: 'ours',
      words:
        'R_OOD = Theta~(1) is read as R_OOD - R_ID >= c5 and R_OOD <= c6, and how it scales is read off R_OOD - R_ID: R_ID = o(1), and an untrained network (both risks about 1) must not pass',
    },
    {
      mark: 'ours',
      words: '"fails to generalize" is about the hinge risk; the 0-1 error is measured and shown beside it',
    },
  ],
  notCovered: ['the 0-1 error', 'that R_ID tends to 0 beyond the largest size, or with weight decay'],
  hypotheses: HYPOTHESES,
  constants: boundedBy('idRisk', 'oodGap', 'oodHigh'),
  remark: remarkOn(reluStudy, classificationRemark),
  claims: [
    probabilityClaim({
      id: 'thm-4.3/id-risk-bound',
      title: 'The ID risk is small',
      mark: 'ours',
      words: 'At s = 40, R_ID <= c d0^(-1/2)',
      latex: String.raw`R_{\mathrm{ID}}\le c\,d_0^{-1/2}`,
      study: reluStudy,
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('idRisk'),
    }),
    probabilityClaim({
      id: 'thm-4.3/ood-risk-band',
      title: 'The OOD risk stays of order one',
      mark: 'ours',
      words: 'At s = 40, R_OOD - R_ID >= c5 and R_OOD <= c6',
      latex: String.raw`R_{\mathrm{OOD}}-R_{\mathrm{ID}}\ge c_5,\quad R_{\mathrm{OOD}}\le c_6`,
      study: reluStudy,
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('oodGap', 'oodHigh'),
    }),
    probabilityClaim({
      id: 'thm-4.3/joint',
      title: 'Theorems 4.1, 4.2 and 4.3 hold together in one network',
      mark: 'ours',
      words:
        'All events of 4.1, 4.2 and 4.3 occur in the same trial: both signs of y, every checkpoint, and at the end the same neurons',
      latex: String.raw`\text{4.1}\wedge\text{4.2}\wedge\text{4.3}`,
      study: reluStudy,
      requiredCases: ['y=+1', 'y=-1', 's=10', 's=20', 's=40', 'between checkpoints'],
      event: allOf(
        withinConstants(
          'asymmetry',
          'coreLow',
          'coreHigh',
          'backgroundLow',
          'backgroundHigh',
          'idRisk',
          'oodGap',
          'oodHigh',
        ),
        sameNeurons,
      ),
    }),
    scalingClaim({
      id: 'thm-4.3/id-risk-exponent',
      title: 'The ID risk tends to 0',
      mark: 'ours',
      words:
        'At s = 40 and without decay, ln R_ID falls along a ladder faster in ln d0 than one power of the logarithm would, and at the two largest sizes it is not above what the smaller half predicts',
      latex: String.raw`\frac{\Delta\ln R_{\mathrm{ID}}}{\Delta\ln d_0}<-k,\qquad k=\frac{\Delta\ln\ln d_0}{\Delta\ln d_0}`,
      study: reluStudy,
      requiredCases: ['s=40', 'slope', 'hold-out'],
      quantity: 'R_ID at s = 40, by progressive validation',
      point: idRiskPoint,
      variable: D0,
      rungCases: lastTime,
      path: NO_DECAY,
      law: { kind: 'falls', logPower: 1 },
    }),
    scalingClaim({
      id: 'thm-4.3/ood-risk-exponent',
      title: 'The OOD risk does not decay',
      mark: 'ours',
      words:
        'At s = 40, R_OOD - R_ID is positive and scales with d0 to the power 0, up to one power of ln d0 in either direction',
      latex: String.raw`R_{\mathrm{OOD}}-R_{\mathrm{ID}}\propto d_0^{\,0}\,(\ln d_0)^{\pm1}`,
      study: reluStudy,
      requiredCases: ['s=40', 'slope'],
      quantity: 'R_OOD - R_ID at s = 40',
      point: oodGapPoint,
      variable: D0,
      rungCases: lastTime,
      path: EVERY_PATH,
      law: { kind: 'exponent', exponent: 0, sides: 'both', band: [-1, 1], ...HALF_LOG },
    }),
    scalingClaim({
      id: 'thm-4.3/time-d0',
      title: 'Learning takes a time proportional to 1/d0',
      mark: 'ours',
      words:
        'T2 eta/m, T2 the first step after which R_ID is at most a tenth of its untrained value 1, scales with d0 to the power -1, up to one power of ln d0 in either direction',
      latex: String.raw`T_2\,\eta/m\propto d_0^{-1}\,(\ln d_0)^{\pm1}`,
      study: reluStudy,
      requiredCases: ['s=40', 'slope'],
      quantity: 'T2 eta/m, interpolated between checkpoints',
      point: timeToLowRisk,
      variable: D0,
      rungCases: allTimes,
      path: EVERY_PATH,
      law: { kind: 'exponent', exponent: -1, sides: 'both', band: [-1, 1], ...HALF_LOG },
    }),
  ],
  controls: [
    {
      kind: 'withHighProbability',
      id: 'thm-4.3/id-risk-bound~random-labels',
      of: 'thm-4.3/id-risk-bound',
      variant: 'random-labels',
      words: 'labels independent of the features: nothing can be learned',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.3/ood-risk-band~identity',
      of: 'thm-4.3/ood-risk-band',
      variant: 'identity',
      words: 'the identity for ReLU: the OOD risk falls with the ID risk',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.3/ood-risk-band~class-average',
      of: 'thm-4.3/ood-risk-band',
      variant: 'class-average',
      words: 'the causal twin: in the gradient only, every gate is averaged over both classes',
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.3/joint~identity',
      of: 'thm-4.3/joint',
      variant: 'identity',
      words: 'the identity for ReLU',
    },
    {
      kind: 'scaling',
      id: 'thm-4.3/id-risk-exponent~no-core',
      of: 'thm-4.3/id-risk-exponent',
      variant: 'no-core',
      words: 'no core features: nothing can be learned, and R_ID stays at 1',
    },
    {
      kind: 'scaling',
      id: 'thm-4.3/ood-risk-exponent~identity',
      of: 'thm-4.3/ood-risk-exponent',
      variant: 'identity',
      words: 'the identity for ReLU: the OOD risk is the ID risk, and tends to 0 with it',
    },
    {
      kind: 'scaling',
      id: 'thm-4.3/time-d0~shrinking-strengths',
      of: 'thm-4.3/time-d0',
      variant: 'shrinking-strengths',
      words: 'strengths that fall like d0^(-3/8): learning takes longer by d0^(3/4)',
    },
    {
      kind: 'scaling',
      id: 'thm-4.3/time-d0~no-core',
      of: 'thm-4.3/time-d0',
      variant: 'no-core',
      words: 'no core features: there is no such time',
    },
  ],
});

/** "Fails to generalize" is about the hinge risk: says what became of the 0-1 error. Of one look, not of a verdict. */
function classificationRemark(measurements: readonly Measurement[], d0: number): string | null {
  if (measurements.length === 0) return null;
  const last = measurements.map((m) => m.checkpoints.at(-1)!);
  const median = (values: number[]) => upperMedian(values.sort((a, b) => a - b))!;
  const risk = median(last.map((c) => c.oodRisk.mean));
  const error = median(last.map((c) => c.oodError.mean));
  const worst = Math.max(...last.map((c) => c.oodError.mean));
  const numbers = `At d0 = ${d0} the median OOD hinge risk is ${risk.toFixed(3)}, the median OOD 0-1 error ${error.toFixed(3)} (largest ${worst.toFixed(3)})`;
  if (risk < constants().constants.oodGap.value) return `${numbers}: the shift harms neither.`;
  return error < risk / 4
    ? `${numbers}: the shift harms the hinge risk, and classification hardly.`
    : `${numbers}: the shift harms classification as well.`;
}
