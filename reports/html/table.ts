/**
 * Tables: heads with their scope, numbers to the right, in a box that scrolls by itself and is reached by keyboard. What is
 * said about a table stands above its box: it neither scrolls away nor is as narrow as the columns.
 */
import { escapeHtml, html, trusted, type Html } from './html.ts';

/** What a kind of column looks like: a class of the style sheet. The heads name their row. */
const CLASSES = {
  head: '',
  'number-head': 'n',
  'words-head': 'words',
  plain: '',
  words: 'words',
  number: 'n',
} as const;

/** The column's name, and what stands in it. */
export type Column = readonly [name: string, kind: keyof typeof CLASSES];

type Content = Html | string | number | null | undefined | false;

/** What stands in a cell, or across several; then it may look like another kind of column. */
type Cell = Content | { readonly across: number; readonly content: Content; readonly kind?: Column[1] };

type Row = readonly Cell[];

/** Rows that belong together, under a head that goes across all columns. */
interface Group {
  readonly head: Html;
  readonly rows: readonly Row[];
}

/** On a narrow screen a table of more columns shows every row as a card. */
const NARROW_COLUMNS = 3;

export function table(
  label: string,
  columns: readonly Column[],
  rows: readonly (Row | Group)[],
  caption?: string,
): Html {
  const heads = columns.map(([name, kind]) =>
    element('th', { scope: 'col', class: CLASSES[kind] === 'n' && 'n' }, name),
  );
  const box = html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table class="${columns.length > NARROW_COLUMNS ? 'cards' : ''}">
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      ${bodies(columns, rows)}
    </table>
  </div>`;
  if (caption === undefined) return box;
  return html`<figure>
    <figcaption class="soft">${caption}</figcaption>
    ${box}
  </figure>`;
}

/** A body for every group; rows without one share a body. */
function bodies(columns: readonly Column[], rows: readonly (Row | Group)[]): Html {
  const lines = (some: readonly Row[]) =>
    some.map(
      (cells) =>
        html`<tr>
          ${cells.map((cell, i) => tableCell(columns[i]!, cell))}
        </tr>`,
    );
  const groups = rows.filter((row): row is Group => 'head' in row);
  if (groups.length === 0)
    return html`<tbody>
      ${lines(rows as readonly Row[])}
    </tbody>`;
  return html`${groups.map(
    ({ head, rows: own }) =>
      html`<tbody>
        <tr class="group">
          ${element('th', { scope: 'rowgroup', colspan: columns.length }, head)}
        </tr>
        ${lines(own)}
      </tbody>`,
  )}`;
}

/** A cell that goes across others is the last of its row. */
function tableCell([name, own]: Column, cell: Cell): Html {
  const { across, content, kind = own } = isSpan(cell) ? cell : { across: 1, content: cell };
  const tag = kind.endsWith('head') ? 'th' : 'td';
  return element(
    tag,
    {
      scope: tag === 'th' && 'row',
      class: CLASSES[kind],
      colspan: across > 1 && across,
      'data-label': tag === 'td' && across === 1 && name,
    },
    content,
  );
}

/** The attributes that have a value. */
function element(
  tag: 'th' | 'td',
  attributes: Readonly<Record<string, string | number | false>>,
  content: Content,
) {
  const given = Object.entries(attributes).filter(([, value]) => value);
  const open = given.map(([name, value]) => ` ${name}="${escapeHtml(value)}"`).join('');
  return html`${trusted(`<${tag}${open}>`)}${content}${trusted(`</${tag}>`)}`;
}

const isSpan = (cell: Cell): cell is Exclude<Cell, Content> =>
  typeof cell === 'object' && cell !== null && 'across' in cell;
