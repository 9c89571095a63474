/** Charts as static SVG text: Observable Plot on a document of its own. The same options give the same bytes. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { escapeHtml } from './html/html.ts';
import { hoverText, type Hover } from './hover.ts';
import { placeLabels } from './labels.ts';
import { printable } from './text.ts';

export interface ChartOptions extends Plot.PlotOptions {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** What the page's script may tell of its points. */
  readonly hover?: Hover;
}

const SVG = 'http://www.w3.org/2000/svg';
/** Of all type in all charts. */
const FONT_SIZE = 12;

/** A curve of a chart, in the units of its data. */
export interface NamedLine {
  /** Absent for a curve that has no name and must only be kept free. */
  readonly words?: string;
  /** A colour variable of the style sheet. */
  readonly color: string;
  readonly points: readonly (readonly [x: number, y: number])[];
}

/** The chart as an `<svg role="img">`. `name` makes the ids in it unique within a page. */
export const chart = (name: string, options: ChartOptions): string => namedChart(name, options, []).svg;

/** The chart with the names of its curves beside them, where all of them fit: otherwise it needs a legend. */
export function namedChart(
  name: string,
  { label, hover, ...options }: ChartOptions,
  lines: readonly NamedLine[],
): { readonly svg: string; readonly named: boolean } {
  const { document } = parseHTML('<!doctype html><html><body></body></html>');
  const root = Plot.plot({ ...options, document: document as never }) as unknown as Element & Scales;
  const svg = root.tagName.toLowerCase() === 'svg' ? root : root.querySelector('svg')!;
  svg.querySelectorAll('style').forEach((s) => s.remove());
  const elements = [svg, ...svg.querySelectorAll('*')];
  const ids = new Map<string, string>();
  for (const element of elements) {
    element.removeAttribute('aria-label');
    element.removeAttribute('aria-hidden');
    for (const { name: key, value } of [...element.attributes]) {
      element.setAttribute(key, numberIds(name, ids, shortNumbers(value)));
    }
  }
  // No wider than it was drawn, so that its type is never larger than the page's.
  svg.setAttribute('style', `max-width:${svg.getAttribute('width')}px;font-size:${FONT_SIZE}px`);
  svg.setAttribute('class', 'plot');
  svg.setAttribute('role', 'img');
  // The serializer escapes text, but in attributes it escapes only quotes.
  svg.setAttribute('aria-label', escapeHtml(label));
  const place = (axis: 'x' | 'y') => (value: number) => root.scale(axis)!.apply(value);
  const labels = placeLabels(
    lines.map(({ words, points }) => ({
      ...(words === undefined ? {} : { words }),
      points: points.map(([x, y]) => [place('x')(x), place('y')(y)] as const),
    })),
    frameOf(options),
  );
  const names = lines.filter(({ words }) => words !== undefined);
  for (const [i, { x, y }] of (labels ?? []).entries()) {
    const text = document.createElementNS(SVG, 'text') as unknown as Element;
    const attributes = {
      x,
      y: y.toFixed(1),
      fill: `var(--${names[i]!.color})`,
      'font-weight': 600,
      'text-anchor': 'start',
    };
    for (const [key, value] of Object.entries(attributes)) text.setAttribute(key, String(value));
    text.textContent = names[i]!.words!;
    svg.append(text);
  }
  if (hover !== undefined) {
    svg.setAttribute('data-chart', escapeHtml(name));
    svg.setAttribute('data-hover', escapeHtml(hoverText(hover, place('x'), place('y'))));
  }
  for (const element of svg.querySelectorAll('text'))
    if (element.children.length === 0) element.textContent = printable(element.textContent);
  return { svg: (svg as unknown as { outerHTML: string }).outerHTML, named: labels !== null };
}

/** Inside the axes. */
const frameOf = (o: Plot.PlotOptions) => ({
  left: o.marginLeft!,
  right: o.width! - o.marginRight!,
  top: o.marginTop!,
  bottom: o.height! - o.marginBottom!,
});

/** For a file of its own, which no script reads. */
export const withoutHover = (svg: string): string => svg.replace(/ data-(?:chart|hover)="[^"]*"/g, '');

interface Scales {
  scale(name: 'x' | 'y'): { apply(value: number): number } | undefined;
}

/** The part of the DOM that is used here; the library of DOM types is not loaded. */
interface Element {
  readonly tagName: string;
  readonly children: { readonly length: number };
  textContent: string | null;
  readonly attributes: Iterable<{ readonly name: string; readonly value: string }>;
  querySelector(selector: string): Element | null;
  querySelectorAll(selector: string): Iterable<Element> & { forEach(each: (e: Element) => void): void };
  getAttribute(name: string): string | null;
  removeAttribute(name: string): void;
  setAttribute(name: string, value: string): void;
  remove(): void;
  append(child: Element): void;
}

/** A hundredth of a pixel is enough. */
const shortNumbers = (text: string) =>
  text.replace(/-?\d+\.\d{3,}/g, (x) => String(Number(Number(x).toFixed(2))));

/** Plot numbers its clip paths over the life of the process; here they are numbered within the chart. */
function numberIds(name: string, ids: Map<string, string>, text: string): string {
  return text.replace(/plot-[a-z]+-\d+/g, (id) => {
    if (!ids.has(id)) ids.set(id, `${name}-${ids.size + 1}`);
    return ids.get(id)!;
  });
}
