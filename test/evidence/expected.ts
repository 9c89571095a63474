/** What the gallery's documents say of its claims. */
export const EXPECTED: Readonly<Record<string, string>> = {
  'max-margin/norm': 'supported',
  'max-margin/rate': 'refuted',
  'max-margin/direction': 'supported',
  'balancedness/step': 'supported',
  'balancedness/time': 'supported',
  'lazy-regime/relative': 'supported',
  'lazy-regime/absolute': 'supported',
  'benign-overfitting/vanishes': 'supported',
  'benign-overfitting/bound': 'supported',
};
