/** Reads the measurement of a trained network for its curves. Anything else gives null, never a wrong curve. */
import type { Json } from '../../theorems/types.ts';
import { field, item, number } from '../json.ts';

export interface CurvePoint {
  /** Time t eta d0 / m. */
  readonly s: number;
  readonly step: number | null;
  readonly idRisk: number | null;
  readonly oodRisk: number | null;
  readonly oodError: number | null;
  /** Both signs of the output weight, +1 first. */
  readonly neurons: readonly NeuronPoint[];
}

export interface NeuronPoint {
  readonly sign: number;
  /** Median activation rates on the neuron's own class and on the other. */
  readonly ownRate: number | null;
  readonly otherRate: number | null;
  /** Median correlations; `core` times the sign. */
  readonly core: number | null;
  readonly background: number | null;
}

export function readCurve(measurement: Json): readonly CurvePoint[] | null {
  const checkpoints = field(measurement, 'checkpoints');
  if (!Array.isArray(checkpoints) || checkpoints.length === 0) return null;
  const points = checkpoints.flatMap((c: Json): CurvePoint[] => {
    const s = number(field(c, 's'));
    if (s === null) return [];
    const neurons = field(c, 'neurons');
    return [
      {
        s,
        step: number(field(c, 'step')),
        idRisk: number(field(field(c, 'idRisk'), 'mean')),
        oodRisk: number(field(field(c, 'oodRisk'), 'mean')),
        oodError: number(field(field(c, 'oodError'), 'mean')),
        neurons: Array.isArray(neurons) ? neurons.map(readNeurons) : [],
      },
    ];
  });
  return points.length === 0 ? null : points;
}

function readNeurons(n: Json): NeuronPoint {
  return {
    sign: number(field(n, 'sign')) ?? 0,
    ownRate: number(item(field(n, 'medianRates'), 0)),
    otherRate: number(item(field(n, 'medianRates'), 1)),
    core: number(item(field(n, 'core'), 1)),
    background: number(item(field(n, 'background'), 1)),
  };
}
