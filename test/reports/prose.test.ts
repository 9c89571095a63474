/** Formulas in running text: set where there is one, and nothing else touched. */
import { expect, it } from 'vitest';
import { prose } from '../../reports/html/prose.ts';

it.each([
  ['P_k(-y) <= 2 c d0^(-1/2)', 'P<sub>k</sub>(−y) ≤ 2 c d<sub>0</sub><sup>−1/2</sup>'],
  ['R_OOD - R_ID >= c5', 'R<sub>OOD</sub> − R<sub>ID</sub> ≥ c<sub>5</sub>'],
  ['T0 = Theta~(m/(eta sqrt d))', 'T<sub>0</sub> = Θ̃(m/(η √d))'],
  ['2 c sqrt(ln d0/d0)', '2 c √(ln d<sub>0</sub>/d<sub>0</sub>)'],
  ['sum mu_j^2 and O~(1/sqrt d)', 'sum μ<sub>j</sub><sup>2</sup> and Õ(1/√d)'],
  ['|<w_k^(T1), m_j>|', '|&lt;w<sub>k</sub><sup>T<sub>1</sub></sup>, m<sub>j</sub>&gt;|'],
  ['d0^2.5 <= d', 'd<sub>0</sub><sup>2.5</sup> ≤ d'],
  ['(d, eta) -> (c^2 d, eta/c)', '(d, η) → (c<sup>2</sup> d, η/c)'],
])('%s', (text, markup) => expect(prose(text).markup).toBe(markup));

it.each([
  'a two-layer network, weight-decay and dBackground/dCore = 2',
  'beta, metadata, a step of 3 and the sampler; lemma-1.2/uniform-gap',
  'version v2, page A4, some_name and file_name.ts',
])('%s stays as it is', (text) => expect(prose(text).markup).toBe(text));

it('carries no markup over', () => {
  expect(prose('<b>P_k</b> ^(<i>) "x"').markup).toBe(
    '&lt;b&gt;P<sub>k</sub>&lt;/b&gt; <sup>&lt;i&gt;</sup> &quot;x&quot;',
  );
});
