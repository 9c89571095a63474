/** Charts as static SVG text: Observable Plot on a document of its own. The same options give the same bytes. */
import * as Plot from '@observablehq/plot';
import { parseHTML } from 'linkedom';
import { escapeHtml } from './html/html.ts';
import { hoverText, type Hover } from './hover.ts';
import { printable } from './text.ts';

export interface ChartOptions extends Plot.PlotOptions {
  /** What the chart shows, for those who do not see it. */
  readonly label: string;
  /** What the page's script may tell of its points. */
  readonly hover?: Hover;
}

/** Of all type in all charts. */
const FONT_SIZE = 12;

/** The chart as an `<svg role="img">`. `name` makes the ids in it unique within a page. */
export function chart(name: string, { label, hover, ...options }: ChartOptions): string {
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
  if (hover !== undefined) {
    const place = (axis: 'x' | 'y') => (value: number) => root.scale(axis)!.apply(value);
    svg.setAttribute('data-chart', escapeHtml(name));
    svg.setAttribute('data-hover', escapeHtml(hoverText(hover, place('x'), place('y'))));
  }
  for (const element of svg.querySelectorAll('text'))
    if (element.children.length === 0) element.textContent = printable(element.textContent);
  return (svg as unknown as { outerHTML: string }).outerHTML;
}

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
