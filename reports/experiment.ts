/** What a user changed of the experiment: said in every title and above every page, for a verdict is about what was run. */
import { oneLine } from './text.ts';

export interface Experiment {
  readonly engine: string;
  /** As in `RunRecord`: `field=value`, or `field=low..high`. */
  readonly where: readonly string[];
  readonly set: readonly string[];
}

/** The engine whose bits are the same on every machine, and which is taken when none is named. */
const OWN_ENGINE = 'kernel';

const spaced = (words: readonly string[]) => words.map((w) => oneLine(w).replace('=', ' = ')).join(', ');

/** ` with activation = identity where d0 = 64..256`, to stand behind a name; nothing for the sampler's own experiment. */
export function experimentSuffix({ where, set }: Pick<Experiment, 'where' | 'set'>): string {
  return `${set.length === 0 ? '' : ` with ${spaced(set)}`}${where.length === 0 ? '' : ` where ${spaced(where)}`}`;
}

/** What was changed, in sentences; null when nothing was. */
export function experimentSentence({ engine, where, set }: Experiment): string | null {
  const parts = [
    ...(set.length === 0
      ? []
      : [
          `This is a changed experiment: ${spaced(set)}. Its verdicts do not speak of the theorems as stated.`,
        ]),
    ...(where.length === 0
      ? []
      : [`Only instances with ${spaced(where)} were drawn. The verdicts speak of those alone.`]),
    ...(engine === OWN_ENGINE
      ? []
      : [
          `Networks were trained on the engine ${oneLine(engine)}, whose last bits may differ between machines.`,
        ]),
  ];
  return parts.length === 0 ? null : parts.join(' ');
}
