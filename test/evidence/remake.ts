/** What is stale is listed, and made again in order. Each item is stamped when it is made, so a second start goes on with the rest. */
import { causesOf, lastWritten, stamp, whyStale, type Shelf } from './stamps.ts';

/** The command that remakes an item, or says that a page was read. */
export const commandOf = ({ items }: Shelf, name: string) =>
  items[name]!.run === null
    ? `read it, then npm run evidence -- --read ${name}`
    : `npm run evidence -- ${name}`;

export interface Stale {
  readonly name: string;
  readonly why: string;
}

export async function staleOf(shelf: Shelf, names: readonly string[]): Promise<readonly Stale[]> {
  const stale: Stale[] = [];
  for (const name of names) {
    const why = await whyStale(shelf, name);
    if (why !== undefined) stale.push({ name, why });
  }
  return stale;
}

/** The table of what is stale, one row an item. */
export function staleTable(shelf: Shelf, stale: readonly Stale[]): readonly string[] {
  const rows = [
    ['stale', 'remade by', 'because'],
    ...stale.map(({ name, why }) => {
      const { needs } = shelf.items[name]!;
      return [name, `${commandOf(shelf, name)}${needs === '' ? '' : ` (needs ${needs})`}`, why];
    }),
  ];
  const width = (column: number) => Math.max(...rows.map((row) => row[column]!.length));
  const [first, second] = [width(0), width(1)];
  return rows.map(([name, command, why]) => `${name!.padEnd(first)}  ${command!.padEnd(second)}  ${why}`);
}

export interface RemakeOptions {
  /** Makes fresh items anew as well. */
  readonly force: boolean;
  /** Runs a script to its end and tells the exit code; undefined when somebody stopped it. */
  readonly run: (script: readonly string[]) => Promise<number | undefined>;
  /** The commit of a checkout without changes; throws where there are some. */
  readonly commit: () => string;
  readonly say: (line: string) => void;
}

/** Makes the stale ones of these items; undefined when somebody stopped it, otherwise why each that failed did. */
export async function remake(
  shelf: Shelf,
  names: readonly string[],
  { force, run, commit, say }: RemakeOptions,
): Promise<readonly Stale[] | undefined> {
  const failed: Stale[] = [];
  for (const name of names) {
    const item = shelf.items[name]!;
    if (item.run === null) continue;
    // Looked at in turn: an item may be made from those before it.
    const why = force ? 'asked for' : await whyStale(shelf, name);
    if (why === undefined) continue;
    say(`== ${name}: ${why}`);
    try {
      const at = commit();
      const before = await causesOf(shelf, item);
      const began = lastWritten(shelf.root, item);
      const code = await run(item.run);
      if (code === undefined) return undefined;
      if (code !== 0) throw new Error(`${item.run.join(' ')} ended with exit code ${code}`);
      if (lastWritten(shelf.root, item) <= began)
        throw new Error(`${item.run.join(' ')} wrote no file of it`);
      if (JSON.stringify(await causesOf(shelf, item)) !== JSON.stringify(before))
        throw new Error('the code changed while it was made; run it again');
      stamp(shelf, name, before, at);
    } catch (error) {
      failed.push({ name, why: (error as Error).message });
      say(`!! ${name}: ${(error as Error).message}`);
    }
  }
  return failed;
}
