/** The suite of this folder: what `fct verify`, `plan`, `explore`, `hunt` and the other verbs are about here. */
import { defineSuite } from 'feature-contamination-theorems';
import { largestNormal, maxima } from './largest-normal.js';

export default defineSuite({
  name: 'largest normal',
  theorems: [largestNormal],
  studies: [maxima],
  profiles: {
    quick: {
      alpha: 0.05,
      delta: 0.1,
      delta0: 0.01,
      scaling: null,
      ladders: 200,
      controls: { sizes: [64], ladders: 24 },
      exactRuns: 1000,
    },
  },
});
