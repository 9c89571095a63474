/** A verdict on a failure rate, without a theorem around it: do two of thirty people share a birthday? */
import { checkProbability } from 'feature-contamination-theorems';

const result = await checkProbability({
  trial: ({ random }) => {
    const birthdays = Array.from({ length: 30 }, () => Math.floor(365 * random()));
    return new Set(birthdays).size < birthdays.length;
  },
  delta: 0.4,
  delta0: 0.3,
  alpha: 0.01,
  budget: 2000,
  seed: 1,
});
const { verdict, trials, failures, low, high } = result;
console.log(`${verdict}: ${failures} failures in ${trials} trials`);
console.log(`failure rate between ${low.toFixed(3)} and ${high.toFixed(3)}`);
