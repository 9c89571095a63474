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

export function table(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Cell[])[],
  caption?: string,
): Html {
  const heads = columns.map(([name, kind]) =>
    element('th', { scope: 'col', class: CLASSES[kind] === 'n' && 'n' }, name),
  );
  const box = html`<div class="scroll" role="region" aria-label="${label}" tabindex="0">
    <table>
      <thead>
        <tr>
          ${heads}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (cells) =>
            html`<tr>
              ${cells.map((cell, i) => tableCell(columns[i]!, cell))}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
  if (caption === undefined) return box;
  return html`<figure>
    <figcaption class="soft">${caption}</figcaption>
    ${box}
  </figure>`;
}

/** A cell that goes across others is the last of its row. */
function tableCell([, own]: Column, cell: Cell): Html {
  const { across, content, kind = own } = isSpan(cell) ? cell : { across: 1, content: cell };
  const tag = kind.endsWith('head') ? 'th' : 'td';
  return element(
    tag,
    { scope: tag === 'th' && 'row', class: CLASSES[kind], colspan: across > 1 && across },
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
