/** What a report shows of a scaling claim's ladders: every curve, their mean, the exponent and the hold-out. Pure. */
import type { ScalingClaim } from '../../theorems/types.ts';
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
import { slopeRange } from '../judge/scaling/range.ts';

/** Level of the descriptive interval. */
const DESCRIPTION_LEVEL = 0.05;

type Description = Pick<
  ScalingClaimRecord,
  'quantity' | 'variable' | 'sizes' | 'path' | 'exponent' | 'holdOut' | 'plateau' | 'ladders' | 'mean'
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
  const xs =
    curves.length === 0 ? sizes.map(Math.log) : sizes.map((_, i) => average(curves.map((c) => c.xs[i]!)));
  return {
    quantity: claim.quantity,
    variable: claim.variable.name,
    sizes,
    path: claim.path.words,
    exponent: exponentRecord(claim, xs, judged),
    ...holdOutRecords(sizes, judged),
    ladders: judged.map(ladderRecord),
    mean: curves.length === 0 ? [] : meanCurve(sizes, xs, curves),
  };
}

function exponentRecord(
  { law }: ScalingClaim,
  xs: readonly number[],
  judged: readonly Judged[],
): ExponentRecord {
  const slopes = judged.flatMap(({ event }) => (event?.line ? [event.line.slope] : []));
  const interval = studentInterval(slopes, DESCRIPTION_LEVEL);
  const { low, high, k, tolerance } = slopeRange(law, xs);
  return {
    claimed: law.kind === 'exponent' ? law.exponent : null,
    estimate: slopes.length === 0 ? null : average(slopes),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
    band: law.kind === 'exponent' ? law.band : [-law.logPower, 0],
    logSlope: k,
    range: { low: low === -Infinity ? null : low, high },
    tolerance,
    toleranceWords:
      law.kind === 'exponent'
        ? law.toleranceWords
        : 'none: the slope must be below what the log band alone could feign, and the largest two sizes must not lie above what the smaller half predicts',
  };
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

function ladderRecord({ index, event }: Judged): LadderRecord {
  const { xs, ys } = event?.curve ?? { xs: [], ys: [] };
  return {
    index,
    holds: event?.holds ?? null,
    slope: event?.line?.slope ?? null,
    values: xs.map((x, i) => ({ variable: Math.exp(x), value: Math.exp(ys[i]!) })),
  };
}

function meanCurve(
  sizes: readonly number[],
  xs: readonly number[],
  curves: readonly NonNullable<LadderEvent['curve']>[],
): readonly ScalingPoint[] {
  const ys = sizes.map((_, i) => average(curves.map((c) => c.ys[i]!)));
  const line = fitLine(xs, ys);
  const local = localSlopes(xs, ys);
  return sizes.map((d0, i) => ({
    d0,
    variable: Math.exp(xs[i]!),
    value: Math.exp(ys[i]!),
    residual: ys[i]! - heightAt(line, xs[i]!),
    localSlope: i === 0 ? null : local[i - 1]!,
  }));
}

const average = (values: readonly number[]) => values.reduce((a, b) => a + b, 0) / values.length;
