/** Where the names of curves fit beside them: near their own curve, off every other, inside the frame. All in pixels. */
export type Pixels = readonly (readonly [x: number, y: number])[];

export interface Curve {
  /** Its points from left to right. */
  readonly points: Pixels;
  /** Absent for a curve that has no name and must only be kept free. */
  readonly words?: string;
}

export interface Frame {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

/** The left end of a name's base line. */
export interface Label {
  readonly x: number;
  readonly y: number;
}

const HEIGHT = 13;
/** Of a bold character at the charts' size of type, at most and on average. */
const CHARACTER = 7;
/** From a name to its own curve, and at least to any other that has a name. */
const OWN_GAP = 3;
const OTHER_GAP = 7;
/** A gap beyond this is no better. */
const AMPLE = 24;
const STEP = 6;

/** A place for every name, in the order of the curves that have one; null where some name has none. */
export function placeLabels(curves: readonly Curve[], frame: Frame): readonly Label[] | null {
  const taken: Frame[] = [];
  for (const curve of curves) {
    if (curve.words === undefined) continue;
    const others = curves.filter((c) => c !== curve && c.words !== undefined);
    const unnamed = curves.filter((c) => c.words === undefined);
    const best = candidates(curve, curve.words.length * CHARACTER, frame)
      .filter(({ box }) => taken.every((other) => !overlap(box, other)))
      .filter(({ box }) => unnamed.every((c) => gapTo(c, box) > 0))
      .map(({ box, fall }) => ({ box, gap: Math.min(AMPLE, ...others.map((o) => gapTo(o, box))), fall }))
      .filter(({ gap }) => gap >= OTHER_GAP)
      .map((c) => ({ box: c.box, score: c.gap - c.fall + (4 * c.box.left) / frame.right }))
      .reduce<{ box: Frame; score: number } | null>(
        (a, b) => (a === null || b.score > a.score ? b : a),
        null,
      );
    if (best === null) return null;
    taken.push(best.box);
  }
  return taken.map(({ left, bottom }) => ({ x: left, y: bottom - 3 }));
}

/** Boxes of a name above and below its curve, and how far the curve falls along them. */
function candidates(curve: Curve, width: number, frame: Frame): readonly { box: Frame; fall: number }[] {
  const found = [];
  for (let left = frame.left; left + width <= frame.right; left += STEP) {
    const right = left + width;
    const span = spanOf(curve.points, left, right);
    if (span === null) continue;
    const [high, low] = span;
    for (const top of [high - OWN_GAP - HEIGHT, low + OWN_GAP]) {
      const box = { left, right, top, bottom: top + HEIGHT };
      if (box.top >= frame.top && box.bottom <= frame.bottom) found.push({ box, fall: low - high });
    }
  }
  return found;
}

/** From a curve to a box, 0 where it goes through; infinite where it has no point beside it. */
function gapTo({ points }: Curve, { left, right, top, bottom }: Frame): number {
  const span = spanOf(points, left - OWN_GAP, right + OWN_GAP);
  return span === null ? Infinity : Math.max(0, span[0] - bottom, top - span[1]);
}

/** The highest and the lowest place of a curve between two x; null where it has none there. */
function spanOf(points: Pixels, left: number, right: number): readonly [number, number] | null {
  const ys = points.flatMap(([x, y], i) => {
    const [x0, y0] = points[i - 1] ?? [x, y];
    const at = (edge: number) => y0 + ((y - y0) * (edge - x0)) / (x - x0);
    return [
      ...[left, right].filter((edge) => x0 < edge && edge < x).map(at),
      ...(left <= x && x <= right ? [y] : []),
    ];
  });
  return ys.length === 0 ? null : [Math.min(...ys), Math.max(...ys)];
}

const overlap = (a: Frame, b: Frame) =>
  a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
