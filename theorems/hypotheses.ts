/** Hypotheses shared by Theorems 4.1 to 4.4. Ids are those of `hypothesesOf` in studies/network/hypotheses.ts. */
import type { Hypothesis } from './types.ts';

const PAPER =
  'Feature contamination: Neural networks learn uncorrelated features and fail to generalize (ICML 2024, arXiv 2406.03345)';

/** The paper, and where in it. */
export const sourceOf = (where: string) => `${PAPER}, ${where}`;

export const HYPOTHESES: readonly Hypothesis[] = [
  {
    id: 'feature-counts',
    mark: 'ours',
    words: 'd0 = dCore + dBackground, both Theta(d0) [recalled]; here dBackground/dCore lies in [1/4, 1]',
  },
  {
    id: 'ambient-dimension',
    mark: 'ours',
    words: 'd at least d0^2.5 and polynomial in d0 [recalled]; here d0^2.5 <= d <= d0^3',
  },
  {
    id: 'strength-moments',
    mark: 'ours',
    words:
      'strengths in [0, 1] with mean and variance Theta(1) [recalled]; here mean >= 0.4 and variance >= 0.02',
  },
  {
    id: 'width',
    mark: 'ours',
    words: 'width between Theta(d0) and Theta(d) [recalled]; here d0/2 <= m <= d',
  },
  {
    id: 'batch-size',
    mark: 'ours',
    words:
      'batch size poly(d0) [recalled]; here N >= max(256, 4 d0) and h s/(3N) <= d0^2/(4d), so that batch noise stays below the initial weights',
  },
  { id: 'step-size', mark: 'ours', words: 'eta <= 1/poly(d0) [recalled]; here h = eta d0/m <= 0.05' },
  {
    id: 'weight-decay',
    mark: 'ours',
    words:
      'lambda = O(d0/m^1.01) [recalled]; here kappa = lambda m/d0 <= kappa*/5, the largest decay that lets the margin be reached: kappa* = S/(4 d0) for R <= 1 and S_core S_bg/(d0 S) for R > 1, S = sum mu_j^2',
  },
];
