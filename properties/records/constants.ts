/** The frozen constants of a theorem beside what this run measured. */
import type { Calibration, Theorem } from '../../theorems/types.ts';
import type { ConstantRecord } from './theoremRecord.ts';
import { measurements } from './findings.ts';
import type { JudgedReader } from '../gather/judged.ts';

/** The calibration that every constant of the theorem is from; null where there is no such one. */
export function calibrationRecord({ constants }: Theorem): Calibration | null {
  const [first = null, ...others] = new Set(constants.map((c) => JSON.stringify(c.calibration)));
  return first === null || others.length > 0 ? null : (constants[0]!.calibration ?? null);
}

export function constantRecords(
  theorem: Theorem,
  studies: ReadonlyMap<string, JudgedReader>,
): readonly ConstantRecord[] {
  const measured = new Map([...studies].map(([id, j]) => [id, measurements(j)]));
  const known = theorem.constants.filter((c) => measured.has(c.study));
  return known.map(({ id, study, words, side, frozen, valueOf }) => {
    // A measurement may lack the quantity, as in a run that is too short for it.
    const values = measured.get(study)!.map(valueOf).filter(Number.isFinite);
    const n = values.length;
    const mean = values.reduce((sum, v) => sum + v, 0) / n;
    const deviation = Math.sqrt(values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / (n - 1));
    const distance = (side === 'upper' ? frozen.value - mean : mean - frozen.value) / deviation;
    return {
      id,
      words,
      side,
      ...frozen,
      worstInRun: n === 0 ? null : side === 'upper' ? Math.max(...values) : Math.min(...values),
      distance: Number.isFinite(distance) ? distance : null,
    };
  });
}
