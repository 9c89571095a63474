/** What the script of a page may say of the points of a chart: numbers that stand in the chart's own element. */
import { TOKEN_PREFIX } from '../properties/trials/token.ts';
import { formatNumber } from './text.ts';

export interface Hover {
  /** What x and y are, in front of their values: `trial` 17, `ln e` 3.2. */
  readonly at: string;
  readonly of: string;
  readonly series: readonly {
    /** Empty where there is one. */
    readonly name: string;
    readonly points: readonly (readonly [x: number, y: number])[];
    /** What each point is, in place of x. */
    readonly words?: readonly string[];
    /** By which its token is found, where that is not x. */
    readonly keys?: readonly number[];
  }[];
  /** Replay tokens by the value of x, or by the key. */
  readonly tokens?: ReadonlyMap<number, string>;
  /** What stands in front of a token. */
  readonly replay?: string;
}

/** More points than a pointer can tell apart. */
const MOST_POINTS = 1500;

type Place = (value: number) => number | undefined;

/** The hover as the text of an attribute. Points that have no place in the chart are left out. */
export function hoverText({ at, of, series, tokens, replay }: Hover, x: Place, y: Place): string {
  const step = Math.ceil(series.reduce((sum, s) => sum + s.points.length, 0) / MOST_POINTS);
  const drawn = series.map(({ name, points, words, keys }) => {
    const placed = points
      .map((point, i) => ({ point, word: words?.[i], key: keys?.[i] }))
      .filter((_, i) => i % step === 0)
      .map(({ point: [a, b], ...own }) => ({
        ...own,
        numbers: [short(a), short(b), pixel(x(a)), pixel(y(b))],
      }))
      .filter(({ numbers }) => numbers.every(Number.isFinite));
    return {
      name,
      points: placed.flatMap(({ numbers }) => numbers),
      ...(words === undefined ? {} : { words: placed.map(({ word }) => word) }),
      ...(keys === undefined ? {} : { keys: placed.map(({ key }) => key) }),
    };
  });
  const shown = new Set(drawn.flatMap((s) => s.keys ?? s.points.filter((_, i) => i % 4 === 0)));
  const trials = tokens === undefined ? null : compact([...tokens].filter(([value]) => shown.has(value)));
  return JSON.stringify({
    at,
    of,
    series: drawn,
    ...(trials === null ? {} : { trials: { ...trials, replay } }),
  });
}

const short = (value: number) => Number(formatNumber(value, 4));
const pixel = (value: number | undefined) => Number(value?.toFixed(1));

/** Places in a token's fields (properties/trials/token.ts). */
const [INDEX, DIGEST] = [5, 8];

/** Tokens that differ by the trial's index and digest alone, without what they share; null where they do not. */
function compact(tokens: readonly (readonly [number, string])[]) {
  const all = tokens.map(([at, token]) => ({ at, fields: fieldsOf(token) }));
  const common = (fields: readonly unknown[]) =>
    JSON.stringify(fields.map((field, i) => (i === INDEX || i === DIGEST ? null : field)));
  const [first] = all;
  if (first === undefined || first.fields === null) return null;
  const fields = common(first.fields);
  if (all.some((one) => one.fields === null || common(one.fields) !== fields)) return null;
  return {
    prefix: TOKEN_PREFIX,
    fields,
    at: all.map((one) => one.at),
    indices: all.map((one) => one.fields![INDEX]),
    digests: all.map((one) => String(one.fields![DIGEST])).join(' '),
  };
}

function fieldsOf(token: string): readonly unknown[] | null {
  try {
    const fields: unknown = JSON.parse(
      Buffer.from(token.slice(TOKEN_PREFIX.length), 'base64url').toString('utf8'),
    );
    return Array.isArray(fields) && token.startsWith(TOKEN_PREFIX) ? fields : null;
  } catch {
    return null;
  }
}
