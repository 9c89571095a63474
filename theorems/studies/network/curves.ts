/** What is drawn of a trained network: risks, activation rates and correlations over the time s, the limit over them. */
import type { Curves, Line } from '../../types.ts';

/** What is drawn of a checkpoint; the limit tells no error. */
interface Drawn {
  readonly s: number;
  readonly step: number;
  readonly idRisk: Mean;
  readonly oodRisk: Mean;
  readonly oodError?: Mean;
  readonly neurons: readonly NeuronsDrawn[];
}

interface Mean {
  readonly mean: number;
}

interface NeuronsDrawn {
  readonly sign: number;
  readonly medianRates: readonly [number, number];
  /** The middle one is the median. */
  readonly core: readonly [unknown, number, unknown];
  readonly background: readonly [unknown, number, unknown];
}

/** The form that a limit is told in: of a measurement what is drawn. */
export interface DrawnNetwork {
  readonly checkpoints: readonly Drawn[];
}

export function networkCurves({ checkpoints }: DrawnNetwork, limit: DrawnNetwork | null): Curves {
  const predictedAt = limit?.checkpoints ?? [];
  const numbers = (of: (c: Drawn) => number | undefined, along = checkpoints) =>
    along.map((c) => finite(of(c)));
  const predicted = (...of: readonly ((c: Drawn) => number)[]) =>
    of.map((each) => numbers(each, predictedAt));
  const ofSign = (sign: 1 | -1, of: (n: NeuronsDrawn) => number) => (c: Drawn) => {
    const neurons = c.neurons.find((n) => n.sign === sign);
    return neurons === undefined ? NaN : of(neurons);
  };
  const bySign = (name: string, legend: string, color: Line['color'], of: (n: NeuronsDrawn) => number) => [
    { name: `${name}, +`, legend, color, values: numbers(ofSign(1, of)) },
    { name: `${name}, −`, color, dash: true, values: numbers(ofSign(-1, of)) },
  ];
  const predictedNeurons = (...of: readonly ((n: NeuronsDrawn) => number)[]) =>
    predicted(...of.map((each) => ofSign(1, each)));
  const risks: readonly Line[] = [
    { name: 'ID risk', legend: 'ID risk', color: 'one', values: numbers((c) => c.idRisk.mean) },
    { name: 'OOD risk', legend: 'OOD risk', color: 'two', values: numbers((c) => c.oodRisk.mean) },
    {
      name: 'OOD 0-1 error',
      legend: 'OOD 0-1 error',
      color: 'soft',
      dash: true,
      values: numbers((c) => c.oodError?.mean),
    },
  ];
  const ownRate = (n: NeuronsDrawn) => n.medianRates[0];
  const otherRate = (n: NeuronsDrawn) => n.medianRates[1];
  const core = (n: NeuronsDrawn) => n.core[1];
  const background = (n: NeuronsDrawn) => n.background[1];
  return {
    over: { symbol: 's', words: 'the time s', label: 's = t η d₀/m' },
    at: checkpoints.map((c) => c.s),
    predictedAt: predictedAt.map((c) => c.s),
    columns: [{ name: 'step', values: numbers((c) => c.step) }],
    panels: [
      {
        title: 'Risk',
        words: 'expected hinge loss',
        lines: risks,
        predicted: predicted(
          (c) => c.idRisk.mean,
          (c) => c.oodRisk.mean,
        ),
      },
      {
        title: 'Activation',
        words: `median rate; ${SIGNS}`,
        lines: [
          ...bySign('own class', 'own class', 'one', ownRate),
          ...bySign('other class', 'other class', 'two', otherRate),
        ],
        predicted: predictedNeurons(ownRate, otherRate),
      },
      {
        title: 'Learned features',
        words: `median correlation; ${SIGNS}`,
        lines: [
          ...bySign('core', 'core, times y', 'one', core),
          ...bySign('background', 'background', 'two', background),
        ],
        predicted: predictedNeurons(core, background),
      },
    ],
  };
}

const SIGNS = 'solid: neurons with aₖ > 0, dashed: aₖ < 0';

/** A curve has a gap where a number is missing or not finite. */
const finite = (x: number | undefined) => (x !== undefined && Number.isFinite(x) ? x : null);
