/** What laws say alike, of ReLU and of a slope below 0: all but their formula and their negative control. */
import type { Law } from './lawTheorem.ts';

type Said = Omit<Law, 'latex' | 'twin'>;

export const RISKS: Said = {
  name: 'risks',
  title: 'Both risks lie on the path',
  words: 'R_ID and R_OOD are within their tolerances of the path, from s = 2.5 to s = 40',
  quantities: ['idRisk', 'oodRisk'],
};

export const FEATURES: Said = {
  name: 'features',
  title: 'Rates and contamination lie on the path',
  words:
    'over live neurons the rate on the wrong class and background over core, and over all the mean background correlation, are within their tolerances of the path',
  quantities: ['wrongRate', 'contamination', 'size'],
};

export const WRONG_RATE: Said = {
  name: 'wrong-rate',
  title: 'The rate on the wrong class',
  words: 'the mean rate of live neurons on their wrong class is within 1/d0 and noise of the solution p',
  quantities: ['wrongRate'],
};

export const CONTAMINATION: Said = {
  name: 'contamination',
  title: 'Background over core',
  words: 'background over core correlation of live neurons is within 1/d0 and noise of what p says',
  quantities: ['contamination'],
};

export const SHIFT: Said = {
  name: 'shift',
  title: 'What the shift leaves of the output',
  words:
    'the mean output out of distribution over that in distribution is within 1/d0 and noise of what p says',
  quantities: ['shift'],
};

export const LIVE = {
  mark: 'ours',
  words: 'a neuron is live when it activates more than half of its own class',
} as const;
