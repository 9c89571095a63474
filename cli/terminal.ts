/** What a terminal supports: colours, and a line that is written over. */

type Environment = Readonly<Record<string, string | undefined>>;

/** Does the terminal obey escape sequences? One with `TERM=dumb` shows them as text. */
export function takesEscapes(
  { isTTY }: { readonly isTTY?: boolean },
  env: Environment = process.env,
): boolean {
  return isTTY === true && env['TERM'] !== 'dumb';
}

/** NO_COLOR wins (no-color.org), then FORCE_COLOR (force-color.org; 0 and false are off), then the terminal decides. */
export function takesColor(out: { readonly isTTY?: boolean }, env: Environment = process.env): boolean {
  if (env['NO_COLOR']) return false;
  const forced = env['FORCE_COLOR'];
  if (forced) return forced !== '0' && forced !== 'false';
  return takesEscapes(out, env);
}

/** What is written to a pipe or a file has this width. */
const COLUMNS = 80;
/** Narrower terminals break lines by themselves. */
const LEAST_COLUMNS = 50;

export function columnsOf({
  isTTY,
  columns,
}: {
  readonly isTTY?: boolean;
  readonly columns?: number;
}): number {
  return isTTY === true && columns !== undefined && columns > 0 ? Math.max(columns, LEAST_COLUMNS) : COLUMNS;
}
