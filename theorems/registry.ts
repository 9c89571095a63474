/** The paper's suite: every theorem and study of it. */
import { definition31 } from './definition-3.1.ts';
import { figure2 } from './figure-2.ts';
import { lemma11 } from './lemma-1.1.ts';
import { lemma12 } from './lemma-1.2.ts';
import { populationGradient } from './population-gradient.ts';
import { PROFILES } from './profiles.ts';
import { thm41Repaired, thm42Repaired, thm43Repaired, thm44Repaired } from './repaired.ts';
import { symmetries } from './symmetries.ts';
import { gradientStudy } from './studies/gradient/study.ts';
import { balancedStudy, largeBatchStudy, linearStudy, reluStudy } from './studies/network/study.ts';
import { regionStudies } from './studies/network/regions.ts';
import { onsetStudy } from './studies/onset/study.ts';
import { thm41 } from './thm-4.1.ts';
import { thm42 } from './thm-4.2.ts';
import { thm43 } from './thm-4.3.ts';
import { thm44 } from './thm-4.4.ts';
import { defineSuite, type Study, type Theorem } from './types.ts';

export const THEOREMS: readonly Theorem[] = [
  thm41,
  thm42,
  thm43,
  thm44,
  thm41Repaired,
  thm42Repaired,
  thm43Repaired,
  thm44Repaired,
  lemma11,
  lemma12,
  populationGradient,
  figure2,
  definition31,
  symmetries,
];

export const STUDIES: Readonly<Record<string, Study>> = Object.fromEntries(
  [
    ...[reluStudy, balancedStudy, onsetStudy, linearStudy, largeBatchStudy, gradientStudy],
    ...Object.values(regionStudies),
  ].map((study) => [study.id, study]),
);

export default defineSuite({
  name: 'feature contamination',
  theorems: THEOREMS,
  studies: Object.values(STUDIES),
  profiles: PROFILES,
  figures: ['figure-3', 'figure-images', 'figure-gradcam'],
});
