/**
 * Which stream every number was drawn from. A test file puts the recorder in the place of the generator:
 *
 *   vi.mock(import('…/sim/random/stream.ts'), async (original) =>
 *     (await import('…/support/recorder.ts')).recorded(await original()));
 *
 * and runs on an engine that draws through the generator, not inside WebAssembly (test/support/formulas.ts). This file
 * imports nothing that draws: the generator waits for it.
 */
import type * as Streams from '../../sim/random/stream.ts';
import type { Label, Page, StreamKey } from '../../sim/random/stream.ts';

/** Words drawn of one page of one stream, in the order in which they were drawn. */
export interface Draws {
  readonly labels: readonly Label[];
  readonly page: number;
  readonly words: number[];
  /** Was the word drawn to train on it? */
  readonly trained: boolean[];
}

const names = new Map<string, readonly Label[]>();
const pages = new WeakMap<Page, { readonly key: StreamKey; readonly index: number }>();
let drawn = new Map<string, Draws>();
let asked = new Set<string>();
let training = false;

/** The generator, recording. */
export function recorded(original: typeof Streams): typeof Streams {
  return {
    ...original,
    streamKey: (...labels) => {
      const key = original.streamKey(...labels);
      names.set(key.join(), labels);
      asked.add(JSON.stringify(labels));
      return key;
    },
    pageOf: (key, index) => {
      const page = original.pageOf(key, index);
      pages.set(page, { key, index });
      return page;
    },
    wordAt: (page, word) => {
      const { key, index } = pages.get(page)!;
      const name = `${key.join()}/${index}`;
      const draws = drawn.get(name) ?? {
        labels: names.get(key.join())!,
        page: index,
        words: [],
        trained: [],
      };
      draws.words.push(word);
      draws.trained.push(training);
      drawn.set(name, draws);
      return original.wordAt(page, word);
    },
  };
}

/** What `work` drew, page by page. */
export async function drawsOf(work: () => unknown): Promise<readonly Draws[]> {
  drawn = new Map();
  await work();
  return [...drawn.values()];
}

/** Names of all streams that `work` asked for, drawn from or not: a key may be used as it is. */
export async function namesOf(work: () => unknown): Promise<readonly string[]> {
  asked = new Set();
  await work();
  return [...asked];
}

/** Marks what `work` draws as trained on. */
export function toTrainOn<T>(work: () => T): T {
  training = true;
  try {
    return work();
  } finally {
    training = false;
  }
}

/** Draws of the streams whose last label is `purpose`. */
export function ofPurpose(draws: readonly Draws[], purpose: Label): readonly Draws[] {
  return draws.filter(({ labels }) => labels.at(-1) === purpose);
}
