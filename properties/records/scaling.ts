/** What a report shows of a scaling claim's ladders: every curve, their mean, the exponent and the hold-out. Pure. */
import type { Law, ScalingClaim } from '../../theorems/types.ts';
import type { Reader } from '../gather/campaign.ts';
import type { Reading } from '../gather/reading.ts';
import type {
  ExponentRecord,
  HoldOutRecord,
  LadderRecord,
  ScalingClaimRecord,
  ScalingPoint,
} from './claimRecord.ts';
import { studentInterval } from '../judge/statistics/index.ts';
import { upperMedian } from '../../sim/upperMedian.ts';
import type { LadderEvent } from '../judge/scaling/event.ts';
import { fitLine, heightAt, localSlopes } from '../judge/scaling/fit.ts';
import { heightWords, isLinear } from '../judge/scaling/lens.ts';
import { slopeRange } from '../judge/scaling/range.ts';

/** Level of the descriptive interval. */
const DESCRIPTION_LEVEL = 0.05;

type Description = Pick<
  ScalingClaimRecord,
  | 'quantity'
  | 'linear'
  | 'variable'
  | 'sizes'
  | 'path'
  | 'exponent'
  | 'holdOut'
  | 'plateau'
  | 'ladders'
  | 'mean'
>;

interface Judged {
  readonly index: number;
  /** Null where some rung has no measurement. */
  readonly event: LadderEvent | null;
}

/** `read` are the ladders that the judge read, in index order. */
export function describeLadders(
  { claim, sizes }: Pick<Reader, 'sizes'> & { readonly claim: ScalingClaim },
  read: readonly Reading[],
): Description {
  const judged = read.flatMap((ladder): readonly Judged[] =>
    ladder.kind === 'ladder' ? [{ index: ladder.rungs[0]!.key.index, event: ladder.event }] : [],
  );
  const curves = judged.flatMap(({ event }) => (event?.curve ? [event.curve] : []));
  const [value, linear] = isLinear(claim.law) ? [(y: number) => y, true] : [Math.exp, false];
  const xs = gridOf(sizes, curves);
  return {
    quantity: heightWords(claim.law, claim.quantity),
    linear,
    variable: claim.variable.name,
    sizes,
    path: claim.path.words,
    exponent: exponentRecord(claim, xs, judged),
    ...holdOutRecords(sizes, judged),
    ladders: judged.map((ladder) => ladderRecord(ladder, value)),
    mean: curves.length === 0 ? [] : meanCurve(sizes, xs, curves, value),
  };
}

/** The mean grid, of the ladders that run the way of the first: without any, the sizes themselves. */
function gridOf(
  sizes: readonly number[],
  curves: readonly NonNullable<LadderEvent['curve']>[],
): readonly number[] {
  const rises = ({ xs }: NonNullable<LadderEvent['curve']>) => xs.at(-1)! >= xs[0]!;
  const alike = curves.filter((c) => rises(c) === rises(curves[0]!));
  return sizes.map((d0, i) => (alike.length === 0 ? Math.log(d0) : average(alike.map((c) => c.xs[i]!))));
}

function exponentRecord(
  { law }: ScalingClaim,
  xs: readonly number[],
  judged: readonly Judged[],
): ExponentRecord {
  const slopes = judged.flatMap(({ event }) => (event?.line ? [event.line.slope] : []));
  const interval = studentInterval(slopes, DESCRIPTION_LEVEL);
  const { low, high, k, tolerance } = slopeRange(law, xs);
  const also = alsoAsked(law);
  return {
    claimed: law.kind === 'exponent' ? law.exponent : null,
    estimate: slopes.length === 0 ? null : average(slopes),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    band: law.kind === 'exponent' ? law.band : law.kind === 'falls' ? [-law.logPower, 0] : [0, 0],
    logSlope: k,
    range: { low: low === -Infinity ? null : low, high: high === Infinity ? null : high },
    ...(also === undefined ? {} : { also }),
    tolerance,
    toleranceWords: toleranceWords(law),
  };
}

function alsoAsked(law: Law): string | undefined {
  switch (law.kind) {
    case 'exponent':
    case 'falls':
      return undefined;
    case 'log-growth':
      return 'over the larger half of the sizes as over all';
    case 'bounded':
      return `every value between ${law.from} and ${law.by}`;
  }
}

function toleranceWords(law: Law): string {
  switch (law.kind) {
    case 'exponent':
      return law.toleranceWords;
    case 'falls':
      return 'none: the slope must be below what the log band alone could feign, and the largest two sizes must not lie above what the smaller half predicts';
    case 'log-growth':
      return 'none: the claim is the band of slopes, over all sizes and over their larger half';
    case 'bounded':
      return 'half of what one power of the logarithm adds: less than that is taken for no trend';
  }
}

function holdOutRecords(
  sizes: readonly number[],
  judged: readonly Judged[],
): { readonly holdOut: readonly HoldOutRecord[]; readonly plateau: number | null } {
  const events = judged.flatMap(({ event }) => (event !== null && event.holdOut.length > 0 ? [event] : []));
  if (events.length === 0) return { holdOut: [], plateau: null };
  const rungs = events[0]!.holdOut.map((p) => p.rung);
  const holdOut = rungs.map((rung, i): HoldOutRecord => {
    const mean = (of: (e: LadderEvent) => number) => Math.exp(average(events.map(of)));
    return {
      d0: sizes[rung]!,
      predictedLow: mean((e) => e.holdOut[i]!.low),
      predictedHigh: mean((e) => e.holdOut[i]!.high),
      seen: mean((e) => e.curve!.ys[rung]!),
    };
  });
  const highest = events.map((e) => e.holdOut.at(-1)!.high).sort((a, b) => a - b);
  return { holdOut, plateau: Math.exp(upperMedian(highest)!) };
}

function ladderRecord({ index, event }: Judged, value: (height: number) => number): LadderRecord {
  const { xs, ys } = event?.curve ?? { xs: [], ys: [] };
  return {
    index,
    holds: event?.holds ?? null,
    slope: event?.line?.slope ?? null,
    values: xs.map((x, i) => ({ variable: Math.exp(x), value: value(ys[i]!) })),
  };
}

function meanCurve(
  sizes: readonly number[],
  xs: readonly number[],
  curves: readonly NonNullable<LadderEvent['curve']>[],
  value: (height: number) => number,
): readonly ScalingPoint[] {
  const ys = sizes.map((_, i) => average(curves.map((c) => c.ys[i]!)));
  const line = fitLine(xs, ys);
  const local = localSlopes(xs, ys);
  return sizes.map((d0, i) => ({
    d0,
    variable: Math.exp(xs[i]!),
    value: value(ys[i]!),
    residual: ys[i]! - heightAt(line, xs[i]!),
    localSlope: i === 0 ? null : local[i - 1]!,
  }));
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
