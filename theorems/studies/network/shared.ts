/** What every study of these networks says in the same way, given the instance that it makes of a path. */
import type { InstanceInput, StudyOf } from '../../types.ts';
import { hypothesesOf } from './hypotheses.ts';
import { FIELD_WORDS, FIELDS, SETTABLE, type Instance } from './instance.ts';
import { networkTraining } from './measure.ts';
import { PARTS, partOf, type Path } from './path.ts';

export const sharedByNetworks = (instance: (at: InstanceInput<Path>) => Instance) =>
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
  }) satisfies Partial<StudyOf<Path, never>>;
