/** Quantiles over the neurons of one sign. */
import type { TrainingState } from '../../../sim/network.ts';
import type { RiskProbe, WeightProbe } from '../../../sim/probes.ts';
import { neededConstant } from '../../asymmetry.ts';
import type { EachNeuron, Neurons } from './measurement.ts';

/** Per cent of the neurons of one sign that stand for Theta(m). */
const HALF = 50;
/** Per cent of neurons below the upper end of a band; its lower end leaves HALF of them inside. */
const BAND_TOP = 95;
/** Per cent of all neurons whose wrong-class rate is kept: nearly all, chosen without looking at the rate. */
const WRONG_RATE = 90;

/** What is kept of all neurons of a sign, from a probe of the network. */
export function neuronsOf(
  state: TrainingState,
  { activationRate }: Pick<RiskProbe, 'activationRate'>,
  weights: WeightProbe,
  d0: number,
  sign: 1 | -1,
): Neurons {
  const members = withSign(state, sign);
  const pick = (values: Float64Array, factor = 1) =>
    members.map((k) => factor * values[k]!).sort((a, b) => a - b);
  const [ownRates, wrongRates] = ownAndWrong(activationRate, sign);
  const needed = neededBy(members, ownRates, wrongRates, d0).sort((a, b) => a - b);
  const [own, wrong] = [pick(ownRates), pick(wrongRates)];
  return {
    sign,
    count: members.length,
    asymmetry: heldBy(needed, HALF),
    asymmetricShare: needed.filter((c) => c <= 1).length / members.length,
    wrongRate: heldBy(wrong, WRONG_RATE),
    medianRates: [heldBy(own, HALF), heldBy(wrong, HALF)],
    core: band(pick(weights.core, sign)),
    background: band(pick(weights.background)),
  };
}

/** Every neuron of a sign, from a probe of the network. */
export function eachNeuronOf(
  state: TrainingState,
  { activationRate }: Pick<RiskProbe, 'activationRate'>,
  weights: WeightProbe,
  d0: number,
  sign: 1 | -1,
): EachNeuron {
  const members = withSign(state, sign);
  const [own, wrong] = ownAndWrong(activationRate, sign);
  const short = (x: number) => Number(x.toPrecision(4));
  return {
    asymmetry: neededBy(members, own, wrong, d0).map(short),
    core: members.map((k) => short(sign * weights.core[k]!)),
    background: members.map((k) => short(weights.background[k]!)),
  };
}

/** For each neuron the smallest c of `Neurons.asymmetry`. */
function neededBy(members: readonly number[], own: Float64Array, wrong: Float64Array, d0: number): number[] {
  return members.map((k) => neededConstant(d0, own[k]!, wrong[k]!));
}

/** Activation rates on the class of a sign, and on the other. */
const ownAndWrong = ([minus, plus]: RiskProbe['activationRate'], sign: 1 | -1) =>
  sign === 1 ? ([plus, minus] as const) : ([minus, plus] as const);

const withSign = ({ signs }: TrainingState, sign: 1 | -1) =>
  [...signs.keys()].filter((k) => signs[k] === sign);

/** `Neurons.asymmetry` of one sign, from the activation rates of a probe. */
export function asymmetryOf(
  state: TrainingState,
  rates: RiskProbe['activationRate'],
  d0: number,
  sign: 1 | -1,
): number {
  const [own, wrong] = ownAndWrong(rates, sign);
  const needed = neededBy(withSign(state, sign), own, wrong, d0).sort((a, b) => a - b);
  return heldBy(needed, HALF);
}

/** The smallest c for which half of all neurons have P_k(y) >= 1 - c d0^(-1/2) and P_k(-y) <= 2 c d0^(-1/2), y the sign of each. */
export function plainAsymmetry(
  { signs }: Pick<TrainingState, 'signs'>,
  rates: RiskProbe['activationRate'],
  d0: number,
): number {
  const needed = Array.from(signs, (sign, k) => {
    const [own, wrong] = ownAndWrong(rates, sign as 1 | -1);
    return Math.sqrt(d0) * Math.max(1 - own[k]!, wrong[k]! / 2);
  });
  return heldBy(
    needed.sort((a, b) => a - b),
    HALF,
  );
}

/**
 * The value that at least so many per cent of the neurons are at or before, in the given order; NaN of no neurons. (A share
 * in floating point would not do: 0.55 * 100 is above 55.)
 */
function heldBy(ordered: readonly number[], percent: number): number {
  return ordered[Math.ceil((percent * ordered.length) / 100) - 1] ?? NaN;
}

/** At least HALF of the neurons lie between the outer two. */
function band(sorted: readonly number[]): [number, number, number] {
  const above = HALF + (100 - BAND_TOP);
  return [heldBy([...sorted].reverse(), above), heldBy(sorted, HALF), heldBy(sorted, BAND_TOP)];
}
