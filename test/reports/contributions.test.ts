/** Figure 2 as a picture: drawn from the numbers of a computed case, told in words, and never from anything else. */
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import { contributionPanels } from '../../reports/html/contributions.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { contributions } from '../../theorems/exact/cancellation.ts';
import type { Json } from '../../theorems/types.ts';
import { smokeResults } from '../support/smokeRun.ts';

// One neuron, v = (0.2, 0.1), one core and one background feature of strength 1: y = +1 turns it on, y = -1 does not.
const byHand = contributions({
  dCore: 1,
  strengths: [
    { values: ['1'], probabilities: ['1'] },
    { values: ['1'], probabilities: ['1'] },
  ],
  signs: [1],
  v: [['0.2', '0.1']],
});

const drawn = (picture: Json | undefined) =>
  parseHTML(`<html><body>${contributionPanels(picture, 'claim').markup}</body></html>`).document;
const figures = (picture: Json | undefined) => [...drawn(picture).querySelectorAll('figure')];

describe('the picture', () => {
  it('has the linear network on the left and the ReLU network on the right, in words too', () => {
    const [left, right, ...more] = figures(byHand);
    expect(more).toEqual([]);
    expect(left!.querySelector('figcaption')!.textContent).toMatch(
      /Linear network\s+P\(\+1\) = 1, P\(−1\) = 1/,
    );
    expect(right!.querySelector('figcaption')!.textContent).toMatch(
      /ReLU network\s+P\(\+1\) = 1, P\(−1\) = 0/,
    );
    expect(left!.querySelector('svg')!.getAttribute('aria-label')).toBe(
      'Linear network, contributions of the classes y = +1 and y = −1 to each feature. ' +
        'c1: 0.5 and 0.5, together 1; b1: 0.5 and −0.5, together 0',
    );
    expect(right!.querySelector('svg')!.getAttribute('aria-label')).toContain(
      'c1: 0.5 and 0, together 0.5; b1: 0.5 and 0, together 0.5',
    );
  });

  it('draws the numbers, on one scale in both panels', () => {
    // The scale is made round: -0.6 to 1 on the 160 pixels below the margin of 24, so 0.5 is 50 of them.
    const bars = figures(byHand).map((f) =>
      [...f.querySelectorAll('rect')].map((r) => ['y', 'height'].map((a) => Number(r.getAttribute(a)))),
    );
    const [up, down, none] = [
      [74, 50],
      [124, 50],
      [124, 0],
    ] as const;
    // Both features of the class +1, then both of the class -1.
    expect(bars).toEqual([
      [up, up, up, down],
      [up, up, none, none],
    ]);
  });

  it.each<[string, Json | undefined]>([
    ['nothing', undefined],
    ['another shape', { panels: [1, 2] }],
    ['no panel', { panels: [] }],
    ['a panel without features', { panels: [{ activation: 'relu', rates: [1, 1], features: [] }] }],
    ['a missing number', JSON.parse(JSON.stringify(byHand).replace('"total":1', '"total":null')) as Json],
    ['a rate too few', JSON.parse(JSON.stringify(byHand).replace('[1,0]', '[1]')) as Json],
  ])('of %s is none', (_, picture) => {
    expect(figures(picture)).toEqual([]);
  });
});

describe('the page of Figure 2', () => {
  let results: Results;
  beforeAll(async () => {
    results = await smokeResults('figure-2', 1);
  }, 60_000);

  it('shows the case that the claim computed: background cancels on the left and not on the right', () => {
    const page = theoremPage(results.records[0]!);
    const labels = [...parseHTML(page).document.querySelectorAll('svg.plot')].map((svg) =>
      svg.getAttribute('aria-label'),
    );
    expect(labels).toHaveLength(2);
    for (const b of ['b1', 'b2', 'b3']) {
      expect(labels[0]).toMatch(new RegExp(`${b}: [\\d.]+ and −[\\d.]+, together 0(;|$)`));
      expect(labels[1]).toMatch(new RegExp(`${b}: [\\d.]+ and −[\\d.]+, together 0\\.[\\d]+(;|$)`));
    }
    expect(theoremPage(structuredClone(results.records[0]!))).toBe(page);
  });
});
