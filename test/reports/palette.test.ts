/**
 * Every two colours that share a chart are told apart without hue: by a distance of at least 15 (CIE 1976) for every kind of
 * colour vision and in grey, in light and dark, or by another dash or mark. The number is ours: a difference of 2.3 is just
 * noticeable on large areas, and lines are thin. The page of a made-up run and of every other verb is looked through.
 */
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { DARK, LIGHT, type Palette } from '../../reports/palette.ts';
import { contrast, deltaE, labOf, VISIONS } from '../support/colors.ts';
import { madePages } from '../support/madePages.ts';
import { sampleResults } from '../support/sampleRun.ts';

const LEAST = 15;

/** The kinds of vision that see two colours nearer than that. */
const confused = (a: string, b: string) =>
  Object.keys(VISIONS).filter((vision) => deltaE(a, b, vision) < LEAST);

type Series = 'one' | 'two' | 'soft' | 'ink';

/** What is used here of an element. */
interface Element {
  readonly tagName: string;
  querySelectorAll(selector: string): Iterable<Element>;
  closest(selector: string): Element | null;
  getAttribute(name: string): string | null;
  hasAttribute(name: string): boolean;
}

/** Elements of a chart, by what can be told of them without colour -> the colours that look like that. */
function looksOf(svg: Element): ReadonlyMap<string, ReadonlySet<Series>> {
  const looks = new Map<string, Set<Series>>();
  for (const element of svg.querySelectorAll('path, line, rect, circle')) {
    const given = (name: string) => element.closest(`[${name}]`)?.getAttribute(name) ?? '';
    const color = /^var\(--(one|two|soft|ink)\)$/.exec(
      [given('stroke'), given('fill')].find((paint) => paint.startsWith('var(')) ?? '',
    )?.[1] as Series | undefined;
    // Paler than a third: a ground, or the many that a mean is drawn over.
    if (
      color === undefined ||
      Number(given('stroke-opacity') || 1) * Number(given('fill-opacity') || 1) < 1 / 3
    )
      continue;
    const mark = element.hasAttribute('transform') ? element.getAttribute('d') : '';
    const filled = given('fill').startsWith(`var(--${color})`) ? 'filled' : '';
    const look = [element.tagName.replace('line', 'path'), given('stroke-dasharray'), filled, mark].join(' ');
    looks.set(look, (looks.get(look) ?? new Set()).add(color));
  }
  return looks;
}

/** Pairs of colours that nothing but colour tells apart in some chart. */
function pairsOf(page: string): readonly (readonly [Series, Series])[] {
  const charts: Iterable<Element> = parseHTML(page).document.querySelectorAll('svg.plot');
  return [...charts].flatMap((svg) =>
    [...looksOf(svg).values()].flatMap((colors) => {
      const all = [...colors].sort();
      return all.flatMap((a, i) => all.slice(i + 1).map((b) => [a, b] as const));
    }),
  );
}

const pages = new Map<string, string>();
beforeAll(async () => {
  for (const record of (await sampleResults()).records) pages.set(record.id, theoremPage(record));
  for (const [name, page] of Object.entries(await madePages())) pages.set(name, page);
});

describe.each<[string, Palette]>([
  ['light', LIGHT],
  ['dark', DARK],
])('%s', (_, palette) => {
  it('the colours that share a chart are told apart', () => {
    const seen = new Set<string>();
    for (const [name, page] of pages)
      for (const [a, b] of pairsOf(page)) {
        seen.add(`${a} ${b}`);
        expect(confused(palette[a], palette[b]), `${name}: ${a} and ${b}`).toEqual([]);
      }
    expect([...seen].sort()).toEqual(['ink one', 'ink soft', 'ink two', 'one two']);
  });

  it('names of curves are read on a card and on the page', () => {
    for (const name of ['one', 'two', 'soft', 'ink'] as const)
      for (const ground of [palette.card, palette.page])
        expect(contrast(palette[name], ground), name).toBeGreaterThanOrEqual(4.5);
  });
});

it('a blue and an orange of one lightness are found out in grey, a red and a green by the colour-blind', () => {
  expect(confused('#1f66b0', '#bb4d06')).toEqual(['grey']);
  expect(confused('#b03a2e', '#5f6b1f')).toContain('deuteranopia');
  expect(confused('#000', '#fff')).toEqual([]);
});

it('the arithmetic agrees with published values', () => {
  // sRGB red in L*, a*, b* (D65), and white, which no kind of vision changes.
  for (const [i, value] of [53.24, 80.09, 67.2].entries()) expect(labOf('#ff0000')[i]).toBeCloseTo(value, 1);
  for (const vision of Object.keys(VISIONS)) expect(labOf('#ffffff', vision)[0]).toBeCloseTo(100, 2);
  expect(contrast('#000', '#fff')).toBeCloseTo(21, 10);
});
