/**
 * Figure 2 (why background features are learned). Early in training, the two classes cancel along a background feature in
 * a linear network, and do not in a ReLU network whose neurons activate differently on the two classes.
 *
 * Symbols of the paper -> names here: w_k first-layer weights, m_j dictionary vector of feature j, u_j its strength,
 * P_k(y) = Pr[<w_k, x> >= 0 | y] activation rates.
 *
 * Carried by: `figure-2/linear-cancels` and `figure-2/relu-residue`, by complete enumeration in decimals. The smallest
 * network that shows the difference is the counterexample of the twin `figure-2/linear-cancels~relu`.
 */
import {
  BROKEN_RESIDUES,
  cancellationCheck,
  LINEAR_CASES,
  RESIDUE_CASES,
  RESIDUE,
  residueCheck,
  type ResidueFormula,
} from './exact/cancellation.ts';
import { sourceOf } from './hypotheses.ts';
import { defineTheorem, type Control } from './types.ts';

const residueTwin = (name: string, words: string, residue: ResidueFormula['residue']): Control => ({
  kind: 'exact',
  id: `figure-2/relu-residue~${name}`,
  of: 'figure-2/relu-residue',
  words,
  check: residueCheck({ ...RESIDUE, residue }),
});

export const figure2 = defineTheorem({
  id: 'figure-2',
  title: 'Background gradients cancel in linear networks, not in ReLU networks',
  source: sourceOf('Figure 2'),
  statement: {
    mark: 'recalled',
    words:
      'Before any example reaches the margin, the two classes pull a neuron of a linear network in opposite directions along every background feature and cancel; in a ReLU network they cancel only where both classes activate the neuron alike, so background features are learned.',
    latex: String.raw`-\langle\nabla_{w_k}\mathbb E\,\ell,m_j\rangle=\tfrac{a_k}{2}\bigl(\mathbb E[u_j\mathbf 1_{\mathrm{act}}\mid y{=}1]-\mathbb E[u_j\mathbf 1_{\mathrm{act}}\mid y{=}{-}1]\bigr)\quad(j\in S_{\mathrm{bg}})`,
  },
  reading: [
    {
      mark: 'ours',
      words:
        'before the margin means |h(x)| < 1 for every example of positive probability: then the margin indicator is 1 throughout',
    },
    {
      mark: 'ours',
      words:
        'different activation rates alone do not force a residue along every feature: with core weights of both signs it can vanish by coincidence (see the tallies). With core weights of one sign it lies between min(u_j) and max(u_j) times the difference of the rates, which is what is tested',
    },
    {
      mark: 'ours',
      words:
        'features take finitely many values and expectations are written out in full; m times the loss is used',
    },
  ],
  notCovered: ['continuous strengths', 'what happens after the first example has reached the margin'],
  hypotheses: [],
  constants: [],
  claims: [
    {
      kind: 'exact',
      id: 'figure-2/linear-cancels',
      title: 'Linear network: the classes cancel exactly',
      mark: 'ours',
      words:
        'In a linear network with no example at the margin, the derivative of the enumerated population risk along every background feature is 0, for every neuron',
      latex: String.raw`\phi(t)=t,\ |h|<1\ \Rightarrow\ \langle\nabla_{w_k}\mathbb E\,\ell,m_j\rangle=0\quad(j\in S_{\mathrm{bg}})`,
      requiredCases: LINEAR_CASES,
      check: cancellationCheck(),
      runsShare: 1,
    },
    {
      kind: 'exact',
      id: 'figure-2/relu-residue',
      title: 'ReLU network: what is left',
      mark: 'ours',
      words:
        'In a ReLU network with no example at the margin, the derivative along a background feature is a_k/2 times the difference of the class terms; where the core weights of the neuron have one sign, that difference lies between min(u_j) and max(u_j) times the difference of the activation rates',
      latex: String.raw`T_{kj}(1)-T_{kj}(-1)\in\bigl[\min u_j,\ \max u_j\bigr]\cdot\bigl(P_k(1)-P_k(-1)\bigr)`,
      requiredCases: RESIDUE_CASES,
      check: residueCheck(),
      runsShare: 1,
    },
  ],
  controls: [
    {
      kind: 'exact',
      id: 'figure-2/linear-cancels~relu',
      of: 'figure-2/linear-cancels',
      words:
        'ReLU replaces the identity: the counterexample is the smallest network that shows what Figure 2 says',
      check: cancellationCheck({ activation: 'relu' }),
    },
    {
      kind: 'exact',
      id: 'figure-2/linear-cancels~past-margin',
      of: 'figure-2/linear-cancels',
      words: 'some examples may be past the margin',
      check: cancellationCheck({ early: false }),
    },
    residueTwin(
      'plus-for-minus',
      'the class terms are added, as for a core feature',
      BROKEN_RESIDUES.plusForMinus,
    ),
    residueTwin('class-average', 'the gate is averaged over the two classes', BROKEN_RESIDUES.classAverage),
    residueTwin(
      'independent-gate',
      'the gate is taken as independent of the strength: E[u_j] times the difference of the rates',
      BROKEN_RESIDUES.independent,
    ),
  ],
});
