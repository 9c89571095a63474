/**
 * Theorem 4.3 (ID and OOD risks). In distribution the network generalizes; when the background shifts it fails.
 *
 * Symbols of the paper -> names here: R_ID, R_OOD expected hinge loss on ID and OOD data (not the 0-1 error),
 * T2 the last checkpoint (s = 40).
 *
 * Carried by: `thm-4.3/id-risk-bound`, `thm-4.3/ood-risk-band`; `thm-4.3/joint` is 4.1, 4.2 and 4.3 in one trial.
 */
import { constants } from './constants.ts';
import { boundedBy, withinConstants } from './events.ts';
import { HYPOTHESES, sourceOf } from './hypotheses.ts';
import type { Measurement } from './studies/network.ts';
import { defineTheorem, type Json } from './types.ts';

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
    { mark: 'ours', words: 'T2 is read as 40 m/(eta d0), that is s = 40' },
    {
      mark: 'ours',
      words: 'o(1) is read as an envelope c d0^(-1/2) on R_ID, measured by progressive validation',
    },
    {
      mark: 'ours',
      words:
        'R_OOD = Theta~(1) is read as R_OOD - R_ID >= c5 and R_OOD <= c6: R_ID = o(1), and an untrained network (both risks about 1) must not pass',
    },
    {
      mark: 'ours',
      words: '"fails to generalize" is about the hinge risk; the 0-1 error is measured and shown beside it',
    },
  ],
  notCovered: ['the 0-1 error', 'the rate at which R_ID tends to 0'],
  hypotheses: HYPOTHESES,
  constants: boundedBy('idRisk', 'oodGap', 'oodHigh'),
  remark: classificationRemark,
  claims: [
    {
      kind: 'withHighProbability',
      id: 'thm-4.3/id-risk-bound',
      title: 'The ID risk is small',
      mark: 'ours',
      words: 'At s = 40, R_ID <= c d0^(-1/2)',
      latex: String.raw`R_{\mathrm{ID}}\le c\,d_0^{-1/2}`,
      study: 'relu',
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('idRisk'),
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.3/ood-risk-band',
      title: 'The OOD risk stays of order one',
      mark: 'ours',
      words: 'At s = 40, R_OOD - R_ID >= c5 and R_OOD <= c6',
      latex: String.raw`R_{\mathrm{OOD}}-R_{\mathrm{ID}}\ge c_5,\quad R_{\mathrm{OOD}}\le c_6`,
      study: 'relu',
      requiredCases: ['y=+1', 'y=-1', 's=40'],
      event: withinConstants('oodGap', 'oodHigh'),
    },
    {
      kind: 'withHighProbability',
      id: 'thm-4.3/joint',
      title: 'Theorems 4.1, 4.2 and 4.3 hold together in one network',
      mark: 'ours',
      words: 'All events of 4.1, 4.2 and 4.3 occur in the same trial: both signs of y, every checkpoint',
      latex: String.raw`\text{4.1}\wedge\text{4.2}\wedge\text{4.3}`,
      study: 'relu',
      requiredCases: ['y=+1', 'y=-1', 's=10', 's=20', 's=40'],
      event: withinConstants(
        'asymmetry',
        'coreLow',
        'coreHigh',
        'backgroundLow',
        'backgroundHigh',
        'idRisk',
        'oodGap',
        'oodHigh',
      ),
    },
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
  ],
});

/** "Fails to generalize" is about the hinge risk: says what became of the 0-1 error. Of one look, not of a verdict. */
function classificationRemark(measurements: readonly Json[], d0: number): string | null {
  if (measurements.length === 0) return null;
  const last = measurements.map((m) => (m as unknown as Measurement).checkpoints.at(-1)!);
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  const risk = median(last.map((c) => c.oodRisk.mean));
  const error = median(last.map((c) => c.oodError.mean));
  const worst = Math.max(...last.map((c) => c.oodError.mean));
  const numbers = `At d0 = ${d0} the median OOD hinge risk is ${risk.toFixed(3)}, the median OOD 0-1 error ${error.toFixed(3)} (largest ${worst.toFixed(3)})`;
  if (risk < constants().constants.oodGap.value) return `${numbers}: the shift harms neither.`;
  return error < risk / 4
    ? `${numbers}: the shift harms the hinge risk, and classification hardly.`
    : `${numbers}: the shift harms classification as well.`;
}
