/** The gallery: four theorems of other people, stated with the package alone. `fct --suite examples/gallery/fct.config.ts verify`. */
import { defineSuite } from 'feature-contamination-theorems';
import { balancedness, deepLinear } from './balancedness.js';
import { benignOverfitting, interpolation } from './benign-overfitting.js';
import { lazyRegime, twoLayers } from './lazy-regime.js';
import { logisticDescent, maxMargin } from './max-margin.js';

export default defineSuite({
  name: 'gallery',
  theorems: [maxMargin, balancedness, lazyRegime, benignOverfitting],
  studies: [logisticDescent, deepLinear, twoLayers, interpolation],
  profiles: {
    quick: {
      alpha: 0.05,
      delta: 0.1,
      delta0: 0.01,
      scaling: { delta: 0.2 },
      ladders: 200,
      controls: { sizes: [128], ladders: 24 },
      exactRuns: 1000,
    },
  },
});
