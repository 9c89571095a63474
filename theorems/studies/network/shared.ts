/** What every study of these networks says in the same way, given the instance that it makes of a path. */
import type { InstanceInput, StudyOf } from '../../types.ts';
import { AXES } from './axes.ts';
import { networkCurves } from './curves.ts';
import { dimensionlessOf } from './dimensionless.ts';
import { hypothesesOf } from './hypotheses.ts';
import { FIELD_WORDS, FIELDS, SETTABLE, setupOf, type Instance } from './instance.ts';
import { limitCurve } from './limit.ts';
import { measure, networkTraining } from './measure.ts';
import type { Measurement } from './measurement.ts';
import { PARTS, partOf, type Path } from './path.ts';

export const sharedByNetworks = <P extends Path>(instance: (at: InstanceInput<P>) => Instance) =>
  ({
    parts: PARTS,
    partOf,
    fields: FIELDS,
    fieldWords: FIELD_WORDS,
    settable: SETTABLE,
    instance: (at) => {
      const { strengths: _, ...shown } = instance(at);
      return shown;
    },
    hypotheses: (at) => hypothesesOf(instance(at)),
    training: (trial) => networkTraining(trial.labels, instance(trial)),
  }) satisfies Partial<StudyOf<P, never>>;

/** And those that look at it from its start to its end. */
export const measuredAsNetworks = <P extends Path>(
  instance: (at: InstanceInput<P>) => Instance,
  how: { readonly between: boolean },
) =>
  ({
    axes: AXES,
    dimensionless: (at) => dimensionlessOf(instance(at)),
    measure: (trial) => measure(trial, instance(trial), how),
    curves: (measurement, at) => {
      const i = instance(at);
      return networkCurves(measurement, limitCurve(setupOf(i), i.s));
    },
    sizeSymbol: 'd0',
    cost: (path, d0) => {
      const i = instance({ path, d0, variant: 'main', set: {} });
      return (i.N * i.d0 * (i.activation === 'relu' ? i.m : 8)) / i.h;
    },
  }) satisfies Partial<StudyOf<P, Measurement>>;
