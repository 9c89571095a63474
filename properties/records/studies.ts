/** What was drawn and trained: the ladders of every study, and how often they met the hypotheses. */
import { upperMedian } from '../../sim/upperMedian.ts';
import { sizeSymbol, type Json, type Theorem } from '../../theorems/types.ts';
import type { HypothesisRecord, StudyRecord } from './theoremRecord.ts';
import { instanceInput, type Findings } from './findings.ts';
import type { JudgedReader } from '../gather/judged.ts';

/** Of every study, in the order of the claims, the claim that read most. */
export function longestByStudy(own: readonly JudgedReader[]): ReadonlyMap<string, JudgedReader> {
  const longest = new Map<string, JudgedReader>();
  for (const j of own) {
    const { id } = j.campaign.study;
    if (j.read.length > (longest.get(id)?.read.length ?? -1)) longest.set(id, j);
  }
  return longest;
}

export function hypothesisCounts(
  f: Findings,
  theorem: Theorem,
  read: readonly JudgedReader[],
): readonly HypothesisRecord[] {
  const met = read.flatMap((j) =>
    j.read.flatMap(({ rungs }) => rungs.map((e) => j.campaign.study.hypotheses(instanceInput(f, e)))),
  );
  return theorem.hypotheses.map((h) => ({
    ...h,
    held: met.filter((m) => m[h.id] === true).length,
    of: met.length,
  }));
}

/** Hypotheses that some instance did not meet: then the counts are not about the theorem. */
export function outsideHypotheses(
  f: Findings,
  theorem: Theorem,
  j: JudgedReader,
): readonly HypothesisRecord[] {
  return hypothesisCounts(f, theorem, [j]).filter((h) => h.held < h.of);
}

export function studyRecord(f: Findings, { campaign, read }: JudgedReader): StudyRecord {
  const { study, budget } = campaign;
  const instances = read.flatMap(({ rungs }) => rungs.map((e) => study.instance(instanceInput(f, e))));
  const fields = Object.keys(instances[0] ?? {});
  const drawn = Object.fromEntries(
    fields.map((field) => {
      const values = instances.map((i) => i[field]!).sort(compareJson);
      return [field, { smallest: values[0]!, median: upperMedian(values)!, largest: values.at(-1)! }];
    }),
  );
  return {
    id: study.id,
    title: study.title,
    engine: f.engine,
    samplerWords: study.samplerWords,
    size: sizeSymbol(study),
    sizes: budget.sizes,
    ladders: read.length,
    drawn,
    ...(study.fieldWords === undefined ? {} : { fieldWords: study.fieldWords }),
  };
}

function compareJson(a: Json, b: Json): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return String(a) < String(b) ? -1 : String(a) > String(b) ? 1 : 0;
}
