/**
 * The frozen constants: `constants.json`, written by `npm run calibrate` on small sizes with seeds of its own,
 * committed, and tested at every size on fresh seeds. Nothing else may change them.
 */
import { readFileSync } from 'node:fs';
import type { Calibration } from './types.ts';
import { QUANTITIES, type Quantity, type QuantityName } from './quantities.ts';

/** One constant with how it was obtained. */
export interface FrozenConstant {
  readonly id: string;
  /** The bound used by the claims. */
  readonly value: number;
  /** 1, 50 and 99 % quantiles and the worst value over the calibration trials. */
  readonly q01: number;
  readonly q50: number;
  readonly q99: number;
  readonly worst: number;
  /** The most favourable value an untrained network gave in calibration. */
  readonly untrainedBest: number;
}

export interface ConstantsFile {
  readonly schema: 1;
  readonly madeBy: Calibration;
  readonly constants: Readonly<Record<QuantityName, FrozenConstant>>;
}

export class ConstantsError extends Error {
  override readonly name = 'ConstantsError';
}

export const CONSTANTS_URL = new URL('./constants.json', import.meta.url);

let loaded: ConstantsFile | undefined;

/** The committed constants, read once. Throws a ConstantsError with one sentence when the file is unusable. */
export function constants(): ConstantsFile {
  return (loaded ??= parseConstants(readFileSync(CONSTANTS_URL, 'utf8')));
}

/** Checks every entry; a missing or non-finite number is an error, never a default. */
export function parseConstants(text: string): ConstantsFile {
  const fail = (what: string): never => {
    throw new ConstantsError(`theorems/constants.json ${what}; run \`npm run calibrate\` to make it anew`);
  };
  let file: ConstantsFile;
  try {
    file = JSON.parse(text) as ConstantsFile;
  } catch (error) {
    return fail(`is not JSON (${(error as Error).message})`);
  }
  if (file?.schema !== 1) fail(`has schema ${JSON.stringify(file?.schema)}, expected 1`);
  for (const name of Object.keys(QUANTITIES) as QuantityName[]) {
    const entry: Partial<FrozenConstant> | undefined = file.constants?.[name];
    for (const field of ['value', 'q01', 'q50', 'q99', 'worst', 'untrainedBest'] as const) {
      if (!Number.isFinite(entry?.[field])) {
        fail(`needs a finite number at constants.${name}.${field}, got ${JSON.stringify(entry?.[field])}`);
      }
    }
  }
  return file;
}

/** Signed distance of a value from its constant, relative to the constant; negative on the wrong side. */
export function slackOf(quantity: Quantity, name: QuantityName, value: number): number {
  const limit = constants().constants[name].value;
  return (quantity.side === 'upper' ? limit - value : value - limit) / Math.abs(limit);
}
