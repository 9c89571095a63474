/**
 * A certificate: one small network on features with finitely many values for which an exact claim about a background feature fails, in
 * whole numbers, so that a program that shares no code with this one can check it.
 *
 * The claims are those of Figure 2. Weights count in ten-thousandths, strengths and probabilities in tenths, so preactivations and the
 * loss in hundred-thousandths, and the risk in hundred-thousandths times ten to the number of features, twice for the two labels.
 */

/** An instance as the exact tier draws it: decimals as text, core features first. */
export interface Instance {
  readonly dCore: number;
  readonly strengths: readonly {
    readonly values: readonly string[];
    readonly probabilities: readonly string[];
  }[];
  readonly signs: readonly (1 | -1)[];
  readonly v: readonly (readonly string[])[];
}

export interface Certificate {
  readonly schema: 'fct-certificate/1';
  /** The negative control whose counterexample it is. */
  readonly of: string;
  readonly words: string;
  readonly activation: 'relu' | 'identity';
  readonly dCore: number;
  /** Tenths. */
  readonly strengths: readonly {
    readonly values: readonly number[];
    readonly probabilities: readonly number[];
  }[];
  readonly signs: readonly (1 | -1)[];
  /** Ten-thousandths, [m][d0]. */
  readonly weights: readonly (readonly number[])[];
  /** Neuron and background feature, from 0. */
  readonly neuron: number;
  readonly feature: number;
  /** Risk with the weight one ten-thousandth lower, less the risk with it one higher. */
  readonly fall: string;
  /** What the claim says that it is: 0, or sign E[u_j] (P_k(+1) - P_k(-1)) in the units of the fall. */
  readonly claimed: string;
  readonly claim: 'cancels' | 'independent-gate';
}

const WEIGHT_UNITS = 10_000;
const TENTHS = 10;

function units(text: string, scale: number): number {
  const value = Number(text) * scale;
  const whole = Math.round(value);
  if (!(Math.abs(value - whole) < 1e-6)) throw new RangeError(`${text} is no whole number of 1/${scale}`);
  return whole;
}

type Numbers = Omit<Certificate, 'fall' | 'claimed' | 'neuron' | 'feature'>;

/** The certificate of a counterexample: the first neuron and background feature at which the claim fails. */
export function certificateOf(
  of: string,
  words: string,
  { activation, claim }: Pick<Certificate, 'activation' | 'claim'>,
  { dCore, strengths, signs, v }: Instance,
): Certificate {
  const numbers: Numbers = {
    schema: 'fct-certificate/1',
    of,
    words,
    activation,
    claim,
    dCore,
    strengths: strengths.map((s) => ({
      values: s.values.map((u) => units(u, TENTHS)),
      probabilities: s.probabilities.map((p) => units(p, TENTHS)),
    })),
    signs,
    weights: v.map((row) => row.map((w) => units(w, WEIGHT_UNITS))),
  };
  for (let neuron = 0; neuron < signs.length; neuron++)
    for (let feature = dCore; feature < strengths.length; feature++) {
      const fall = fallOf(numbers, neuron, feature);
      const claimed = claimedOf(numbers, neuron, feature);
      if (fall !== claimed)
        return { ...numbers, neuron, feature, fall: String(fall), claimed: String(claimed) };
    }
  throw new RangeError(`${of}: the instance is no counterexample`);
}

/** Do the numbers of a certificate say what it says they do? */
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
  const target = BigInt(signs.length * WEIGHT_UNITS * TENTHS);
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
