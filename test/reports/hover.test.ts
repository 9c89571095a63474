/** What a page's script can say of a point: its numbers, its place, and the very token of its trial. */
import { parseHTML } from 'linkedom';
import { expect, it } from 'vitest';
import { hoverText } from '../../reports/hover.ts';
import { replayCommand, replayOf } from '../../reports/html/replay.ts';
import { hashOf, SCRIPT } from '../../reports/html/script.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { sampleResults } from '../support/sampleRun.ts';

const { records, trials } = await sampleResults();
const same = (x: number) => x;

interface Told {
  readonly series: readonly { readonly name: string; readonly points: readonly number[] }[];
  readonly trials?: {
    readonly replay: string;
    readonly prefix: string;
    readonly fields: string;
    readonly at: readonly number[];
    readonly indices: readonly number[];
    readonly digests: string;
  };
}

/** As the script puts a token together. */
function tokenAt({ prefix, fields, at, indices, digests }: NonNullable<Told['trials']>, key: number): string {
  const i = at.indexOf(key);
  const all = JSON.parse(fields) as unknown[];
  all[5] = indices[i];
  all[8] = digests.split(' ')[i];
  return prefix + Buffer.from(JSON.stringify(all)).toString('base64url');
}

it('the trials of a stratum are told by the tokens that replay them', () => {
  const claim = records[0]!.claims[0]!;
  const { document } = parseHTML(theoremPage(records[0]!, {}, replayOf(trials)));
  const chart = document.querySelector('[data-chart="claim-1-evidence-2"]')!;
  const told = JSON.parse(chart.getAttribute('data-hover')) as Told;
  const stratum = (claim.kind === 'withHighProbability' ? claim.strata : [])[1]!;
  const own = trials.filter((t) => t.claim === claim.id && t.d0 === stratum.d0 && t.part === stratum.part);
  expect(own.length).toBeGreaterThan(20);
  for (let trial = 1; trial <= stratum.trials; trial++)
    expect(tokenAt(told.trials!, trial)).toBe(own[trial - 1]!.token);
  expect(told.trials!.replay).toBe('npx fct replay ');
  const [support] = told.series;
  expect(support!.points.slice(0, 2)).toEqual([0, 0]);
  expect(support!.points[4]).toBe(1);
  expect(support!.points[5]).toBeCloseTo(stratum.logE.support[0]!, 3);
});

it('tokens that share no fields are left out, and so are points without a place', () => {
  const told = (tokens: ReadonlyMap<number, string>, y = 1) =>
    JSON.parse(
      hoverText({ at: 'x', of: 'y', series: [{ name: '', points: [[1, y]] }], tokens }, same, same),
    ) as Told;
  expect(told(new Map([[1, trials[0]!.token]])).trials).toBeDefined();
  expect(told(new Map([[1, 'fct1_no-token']])).trials).toBeUndefined();
  expect(told(new Map(), NaN).series[0]!.points).toEqual([]);
});

it('ten thousand points are thinned to what a pointer can tell apart', () => {
  const points = Array.from({ length: 10_000 }, (_, i) => [i, i] as const);
  const told = JSON.parse(
    hoverText({ at: 'x', of: 'y', series: [{ name: '', points }] }, same, same),
  ) as Told;
  expect(told.series[0]!.points.length / 4).toBeLessThanOrEqual(1500);
});

it('the command in front of a token names the suite of the run', () => {
  expect(replayCommand('fct verify --profile quick')).toBe('npx fct replay ');
  expect(replayCommand('fct --suite a/b.ts verify')).toBe('npx fct --suite a/b.ts replay ');
});

it('the script is small, and the policy of every page allows it alone', () => {
  expect(SCRIPT.length).toBeLessThan(30_000);
  const page = theoremPage(records[0]!);
  expect(page).toContain(`script-src ${hashOf(SCRIPT)};`);
  expect(parseHTML(page).document.querySelectorAll('script')).toHaveLength(1);
});
