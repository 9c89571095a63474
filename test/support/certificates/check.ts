/** Do the numbers of a certificate say what it says they do? In whole numbers from its file alone, without a line of the exact tier. */
import type { Certificate } from './certificate.ts';

/** Of one, in the units of weights times those of strengths. */
const ONE = 10_000 * 10;

type Numbers = Omit<Certificate, 'fall' | 'claimed' | 'neuron' | 'feature'>;

export function isValid(certificate: Certificate): boolean {
  const { neuron, feature, fall, claimed } = certificate;
  return (
    fall !== claimed &&
    fall === String(fallOf(certificate, neuron, feature)) &&
    claimed === String(claimedOf(certificate, neuron, feature))
  );
}

interface Outcome {
  readonly u: readonly bigint[];
  readonly weight: bigint;
}

/** Strengths with their probabilities, given either label. */
function outcomesOf({ strengths }: Pick<Certificate, 'strengths'>): readonly Outcome[] {
  let outcomes: readonly Outcome[] = [{ u: [], weight: 1n }];
  for (const { values, probabilities } of strengths)
    outcomes = outcomes.flatMap(({ u, weight }) =>
      values.map((value, i) => ({
        u: [...u, BigInt(value)],
        weight: weight * BigInt(probabilities[i]!),
      })),
    );
  return outcomes;
}

const LABELS = [1n, -1n] as const;

const features = (dCore: number, { u }: Outcome, y: bigint) =>
  u.map((value, j) => (j < dCore ? y * value : value));
const dot = (weights: readonly bigint[], z: readonly bigint[]) =>
  weights.reduce((sum, w, j) => sum + w * z[j]!, 0n);

function riskOf(
  { strengths, dCore, signs, activation }: Numbers,
  weights: readonly (readonly bigint[])[],
): bigint {
  const target = BigInt(signs.length * ONE);
  let risk = 0n;
  for (const outcome of outcomesOf({ strengths }))
    for (const y of LABELS) {
      const z = features(dCore, outcome, y);
      const output = weights.reduce((sum, row, k) => {
        const preactivation = dot(row, z);
        const active = activation === 'identity' || preactivation > 0n;
        return active ? sum + BigInt(signs[k]!) * preactivation : sum;
      }, 0n);
      const loss = target - y * output;
      if (loss > 0n) risk += outcome.weight * loss;
    }
  return risk;
}

function fallOf(numbers: Numbers, neuron: number, feature: number): bigint {
  const moved = (by: bigint) =>
    numbers.weights.map((row, k) => row.map((w, j) => BigInt(w) + (k === neuron && j === feature ? by : 0n)));
  return riskOf(numbers, moved(-1n)) - riskOf(numbers, moved(1n));
}

/**
 * With E[u_j] = u/10 U, U the sum of the weights of the strengths, and a gap g/U of the rates, the fall over two ten-thousandths that
 * is claimed is sign u g in the units of the risk, times U/U.
 */
function claimedOf(numbers: Numbers, neuron: number, feature: number): bigint {
  if (numbers.claim === 'cancels') return 0n;
  const outcomes = outcomesOf(numbers);
  const weights = numbers.weights[neuron]!.map(BigInt);
  const total = outcomes.reduce((sum, { weight }) => sum + weight, 0n);
  const mean = outcomes.reduce((sum, { u, weight }) => sum + weight * u[feature]!, 0n);
  const gap = outcomes.reduce((sum, outcome) => {
    const [plus, minus] = LABELS.map((y) => dot(weights, features(numbers.dCore, outcome, y)) >= 0n);
    return sum + outcome.weight * (BigInt(plus!) - BigInt(minus!));
  }, 0n);
  const product = 2n * BigInt(numbers.signs[neuron]!) * mean * gap;
  if (product % total !== 0n) throw new RangeError('the claimed fall is no whole number of its units');
  return product / total;
}
