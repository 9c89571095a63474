/**
 * Every number of a report is its field's. The records of a made-up run get another number in the place of every number, no
 * two alike, and then each cell, caption and line must show exactly the named field: none can stand in for another.
 */
import fc from 'fast-check';
import { parseHTML } from 'linkedom';
import { beforeAll, describe, expect, it } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import type {
  ClaimRecord,
  ProbabilityClaimRecord,
  ScalingClaimRecord,
} from '../../properties/records/claimRecord.ts';
import type { StratumRecord } from '../../properties/judge/stratum.ts';
import type { Summary } from '../../properties/records/summaryRecord.ts';
import type { TheoremRecord } from '../../properties/records/theoremRecord.ts';
import { annotations } from '../../reports/annotations.ts';
import { indexPage } from '../../reports/html/indexPage.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { junitXml } from '../../reports/junit.ts';
import { summaryMarkdown } from '../../reports/markdown.ts';
import { terminalSummary } from '../../reports/terminal.ts';
import { multipliers, numbersOf, renumbered } from '../support/numbers.ts';
import { sampleResults } from '../support/sampleRun.ts';

let sample: Results;
/** The run with other numbers, twice, and its pages, which are rendered once. */
let variants: readonly Rendered[];
beforeAll(async () => {
  sample = await sampleResults();
  const { records, summary } = sample;
  variants = fc
    .sample(multipliers, { seed: 3, numRuns: 2 })
    .map((multiplier) => renumbered({ records, summary }, multiplier))
    .map((results) => ({
      ...results,
      index: documentOf(indexPage(results.summary, null)),
      pages: new Map(results.records.map((r) => [r.id, documentOf(theoremPage(r))])),
    }));
});

interface Rendered extends Omit<Results, 'trials'> {
  readonly index: Node;
  readonly pages: ReadonlyMap<string, Node>;
}

const always = (check: (results: Rendered) => void) => {
  for (const results of variants) check(results);
};

const clean = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();

interface Node {
  readonly textContent: string | null;
  getAttribute(name: string): string | null;
  querySelector(selector: string): Node | null;
  querySelectorAll(selector: string): Iterable<Node>;
}

function documentOf(page: string): Node {
  return (parseHTML(page).document as unknown as Node).querySelector('body')!;
}

/** The rows of the table of that name, cell by cell. */
function tableOf(document: Node, label: string): string[][] {
  const box = document.querySelector(`[aria-label="${label}"]`);
  if (box === null) throw new Error(`no table "${label}"`);
  return [...box.querySelectorAll('tbody tr')].map((row) =>
    [...row.querySelectorAll('th, td')].map((cell) => clean(cell.textContent)),
  );
}

/** All facts of a page: what stands beside each name, in order. */
const factsOf = (document: Node, name: string): string[] =>
  [...document.querySelectorAll('dl.facts > div')]
    .filter((div) => clean(div.querySelector('dt')!.textContent) === name)
    .map((div) => clean(div.querySelector('dd')!.textContent));

const recordOf = ({ records }: Rendered, id: string) => records.find((r) => r.id === id)!;
const judgedClaims = (record: TheoremRecord) =>
  record.claims.filter((c): c is ProbabilityClaimRecord | ScalingClaimRecord => c.kind !== 'exact');
const scalingClaims = (record: TheoremRecord) =>
  record.claims.filter((c): c is ScalingClaimRecord => c.kind === 'scaling');
const minus = (x: number | null) => String(x).replace('-', '−');
const shown = (x: number | null) => (x === null ? '–' : String(x));

describe('the made-up run', () => {
  it('has what could be confused: held and not held, strata of both kinds, three different quantiles', () => {
    const [network, outside] = sample.records;
    const narrow = outside!.hypotheses.find((h) => h.id === 'narrow')!;
    expect(narrow.held).toBeGreaterThan(0);
    expect(narrow.of - narrow.held).toBeGreaterThan(0);
    expect(narrow.held).not.toBe(narrow.of - narrow.held);
    expect(new Set(network!.claims.map((c) => c.verdict)).size).toBe(4);
    const mixed = network!.claims.find((c) => c.id.endsWith('undecided')) as ProbabilityClaimRecord;
    expect(mixed.strata.map((s) => s.verdict)).toEqual(['supported', 'inconclusive']);
    const { smallest, median, largest } = network!.studies[0]!.drawn['path']!;
    expect(new Set([smallest, median, largest]).size).toBe(3);
  });
});

describe('the page of a theorem', () => {
  const stratumRow = (s: StratumRecord, scaling: boolean) => [
    `d₀ = ${s.d0}`,
    s.verdict,
    ...[s.delta, s.trials, s.failures, s.missing, ...(scaling ? [s.unresolved] : []), s.decidedAt].map(shown),
    `${s.low} to ${s.high}`,
    `${s.sequence.low} to ${s.sequence.high}`,
    shown(s.slack.smallest),
    shown(s.slack.median),
  ];
  const withoutSign = (cell: string) => cell.replace(/^[✓✗?∅…!] /, '');

  it('shows of every stratum its own counts, intervals and slacks', () =>
    always((results) => {
      for (const record of results.records) {
        const document = results.pages.get(record.id)!;
        for (const claim of judgedClaims(record)) {
          const rows = tableOf(document, `Strata of ${claim.id}`);
          expect(rows.map((row) => row.map(withoutSign))).toEqual(
            claim.strata.map((s) => stratumRow(s, claim.kind === 'scaling')),
          );
        }
        const captions = [...document.querySelectorAll('figcaption')].map((c) => clean(c.textContent));
        for (const s of judgedClaims(record).flatMap((c) => c.strata)) {
          const outcome =
            s.decidedAt === null ? `${s.verdict} after ${s.trials}` : `${s.verdict} at trial ${s.decidedAt}`;
          expect(captions).toContain(`d₀ = ${s.d0} δ = ${s.delta}, ${outcome}`);
        }
      }
    }));

  it('shows the sentence of every claim and of the theorem, the cases, and the tightest trial', () =>
    always((results) => {
      for (const record of results.records) {
        const document = results.pages.get(record.id)!;
        expect(clean(document.querySelector('.lead')!.textContent)).toBe(clean(record.sentence));
        const text = clean(document.textContent);
        for (const claim of record.claims) {
          // Numbers below 0 have a real minus sign on a page.
          expect(text).toContain(clean(claim.sentence).replace(/(?<=[[ ])-(?=\d)/g, '−'));
          const cases = tableOf(document, `Cases of ${claim.id}`).map((row) => [row[0], row[2]]);
          expect(cases).toEqual(
            [...new Set([...claim.requiredCases, ...Object.keys(claim.cases)])].map((name) => [
              name,
              String(claim.cases[name]),
            ]),
          );
          if (claim.kind === 'exact' || claim.worst === null) continue;
          const { d0, index, slack } = claim.worst;
          expect(text).toMatch(
            new RegExp(`d₀ = ${d0}, number ${index}, (slack ${slack}|without a slack)\\. To see it again`),
          );
        }
      }
    }));

  it('shows what was drawn, smallest, median and largest in this order, and how many met each hypothesis', () =>
    always((results) => {
      for (const record of results.records) {
        const document = results.pages.get(record.id)!;
        for (const study of record.studies) {
          const rows = tableOf(document, `Drawn for ${study.title}`);
          expect(rows.map((row) => [row[0], ...row.slice(2)])).toEqual(
            Object.entries(study.drawn).map(([field, d]) => [
              field,
              ...[d.smallest, d.median, d.largest].map(String),
            ]),
          );
          const text = clean(document.textContent);
          expect(text).toContain(
            `${study.ladders} ladders drawn, each trained at d₀ = ${study.sizes.join(', ')}`,
          );
        }
        if (record.hypotheses.length > 0)
          expect(tableOf(document, 'Hypotheses').map((row) => [row[0], row[3]])).toEqual(
            record.hypotheses.map((h) => [h.id, `${h.held} of ${h.of}`]),
          );
      }
    }));

  it('shows of every twin its failures of its trials and its median slack', () =>
    always((results) => {
      for (const record of results.records)
        expect(
          tableOf(results.pages.get(record.id)!, 'Broken twins').map((row) => [row[0], row[3], row[4]]),
        ).toEqual(record.controls.map((c) => [c.id, `${c.failures} of ${c.trials}`, shown(c.medianSlack)]));
    }));

  it('shows every constant with its calibration and this run', () =>
    always((results) => {
      const record = recordOf(results, 'sample-network');
      expect(tableOf(results.pages.get(record.id)!, 'Constants').map((row) => row.slice(2))).toEqual(
        record.constants.map((c) => [
          `${c.side === 'upper' ? '≤' : '≥'} ${c.value}`,
          ...[c.q01, c.q50, c.q99, c.worst].map(String),
          shown(c.worstInRun),
          c.distance === null ? '–' : `${c.distance} σ`,
          String(c.untrainedBest),
        ]),
      );
    }));

  it('shows of every slope its claim, its range, the mean and its interval, the points and the hold-out', () =>
    always((results) => {
      const record = recordOf(results, 'sample-ladder');
      const document = results.pages.get(record.id)!;
      const claims = scalingClaims(record);
      const claimed = claims.map(({ exponent: { claimed: c, range } }) =>
        c === null
          ? `below ${range.high}`
          : range.low === null
            ? `at most ${c} (${range.high})`
            : `${c} (${range.low} to ${range.high})`,
      );
      expect(new Set(claimed.map((words) => words.replace(/\d+/g, '#'))).size).toBe(3);
      expect(factsOf(document, 'slope claimed')).toEqual(claimed);
      expect(factsOf(document, 'mean slope')).toEqual(
        claims.map(({ exponent: { estimate, low, high } }) =>
          estimate === null ? 'no ladder could be fitted' : `${estimate}, 95 % ${low} to ${high}`,
        ),
      );
      expect(factsOf(document, 'one log power adds')).toEqual(claims.map((c) => String(c.exponent.logSlope)));
      for (const claim of claims) {
        if (claim.mean.length > 0)
          expect(tableOf(document, `Points of ${claim.id}`)).toEqual(
            claim.mean.map((p) => [p.d0, p.variable, p.value, p.localSlope, p.residual].map(shown)),
          );
        if (claim.holdOut.length > 0)
          expect(tableOf(document, `Hold-out of ${claim.id}`)).toEqual(
            claim.holdOut.map((h) => [
              String(h.d0),
              `${h.predictedLow} to ${h.predictedHigh}`,
              String(h.seen),
            ]),
          );
      }
      expect(clean(document.textContent)).toContain(
        `Had the quantity stopped falling at ${claims[0]!.plateau}, half of the ladders`,
      );
    }));

  it('shows single networks with their size, number and slack, and their curves as numbers', () =>
    always((results) => {
      const record = recordOf(results, 'sample-network');
      const document = results.pages.get(record.id)!;
      const text = clean(document.textContent);
      expect(record.shownTrials.length).toBeGreaterThan(1);
      record.shownTrials.forEach((trial, i) => {
        expect(text).toContain(
          `d₀ = ${trial.d0}, number ${trial.index}, for ${trial.claim}: slack ${trial.slack} (the event`,
        );
        const { at, columns, panels } = trial.curves!;
        const shown = [...columns, ...panels.flatMap((panel) => panel.lines)];
        expect(tableOf(document, `Numbers of trial-${i + 1}`)).toEqual(
          at.map((x, k) => [x, ...shown.map(({ values }) => values[k])].map(String)),
        );
      });
    }));

  it('shows the run and the audit', () =>
    always((results) => {
      const record = recordOf(results, 'sample-network');
      const document = results.pages.get(record.id)!;
      const { run, audit } = record;
      expect(factsOf(document, 'seed')).toEqual([String(run.seed)]);
      expect(factsOf(document, 'α of the whole run')).toEqual([String(run.alpha)]);
      expect(factsOf(document, 'δ allowed')).toEqual([String(run.delta)]);
      expect(factsOf(document, 'δ₀ planned for')).toEqual([String(run.delta0)]);
      const words = clean(document.textContent);
      const { steps, inAmbientSpace, largestDifference, largestRatio } = audit!;
      expect(words).toContain(`${steps} training steps of this run were repeated`);
      expect(words).toContain(`${inAmbientSpace} of them in the ambient space`);
      expect(words).toContain(
        `The largest difference is ${largestDifference}, ${largestRatio} of the derived rounding bound`,
      );
    }));
});

describe('the page of a run', () => {
  it('shows of every claim its trials, failures and interval, or its slope', () =>
    always(({ summary, index: document }) => {
      const rows = tableOf(document, 'Claims').filter((row) => row.length > 1);
      expect(rows.map((row) => [row[0], ...row.slice(3)])).toEqual(
        claims(summary).map((c) => [c.title, String(c.trials), String(c.failures), expect.any(String)]),
      );
      claims(summary).forEach((c, i) => {
        const seen = rows[i]![5];
        if (c.exponent?.estimate === null) expect(seen).toBe('no ladder could be fitted');
        else if (c.exponent !== undefined)
          expect(seen).toContain(`slope ${minus(c.exponent.estimate)}, claimed `);
        else if (c.low === null) expect(seen).toBe('a counterexample');
        else expect(seen).toBe(`failure rate ${c.low} to ${c.high}`);
      });
    }));

  it('shows every theorem with its twins, and how far every bet came', () =>
    always(({ summary, index: document }) => {
      const heads = tableOf(document, 'Claims').filter((row) => row.length === 1);
      expect(heads.map(([text]) => text)).toEqual(
        summary.theorems.map(({ controls }) => {
          const refuted = controls.filter((c) => c.verdict === 'refuted').length;
          const words = controls.length === 1 ? '1 twin' : `${controls.length} twins`;
          return expect.stringContaining(
            controls.length === 0 ? 'no twin was run' : `${refuted} of ${words} refuted`,
          );
        }),
      );
      const labels = [...document.querySelectorAll('.spark')].map((svg) => svg.getAttribute('aria-label'));
      expect(labels).toEqual(
        claims(summary).flatMap(({ trace }) =>
          trace === null
            ? []
            : [
                `ln e ${trace.side === 'support' ? 'for' : 'against'} the claim reached ${minus(trace.logE.at(-1)!)}; ${trace.threshold} decides`,
              ],
        ),
      );
    }));

  it('says at its top how many claims hold, how sure that is, and on how much', () =>
    always(({ summary, index: document }) => {
      const all = claims(summary);
      const supported = all.filter((c) => c.verdict === 'supported').length;
      expect(clean(document.querySelector('.answer')!.textContent)).toContain(
        `${supported} of ${all.length} claims supported, `,
      );
      const { networks, sizes } = summary.trained;
      const twins = summary.theorems.flatMap((t) => t.controls);
      expect(clean(document.querySelector('.lead')!.textContent)).toBe(
        `Any false verdict among them: probability at most ${summary.ledger.alpha}. ${networks} trials ` +
          `of sizes ${sizes[0]} to ${sizes.at(-1)}; ${twins.filter((c) => c.verdict === 'refuted').length} of ${twins.length} ` +
          'broken twins (negative controls) refuted.',
      );
    }));

  it('shows both lines of the ledger, each with its own number, and the shares', () =>
    always(({ summary, index }) => {
      const text = clean(index.textContent);
      const { alpha, beta, betaShares, shares } = summary.ledger;
      const own = (of: string) => shares.filter((s) => s.of === of);
      expect(text).toContain(
        `has probability at most ${alpha}, whatever was selected: ${own('claim').length} claims with ${own('claim')[0]!.level} each and ` +
          `${own('twin').length} twins with ${own('twin')[0]!.level} each share it.`,
      );
      expect(text).toContain(
        `not refuted within its budget with probability at most ${beta}, if every twin fails in at least ${betaShares[0]!.assumedFailureRate} of its trials.`,
      );
    }));

  it('shows every slope with the ladders outside of all that were judged', () =>
    always(({ summary, index }) => {
      const rows = tableOf(index, 'Exponents');
      const fitted = claims(summary).filter((c) => c.kind === 'scaling');
      expect(rows.slice(0, fitted.length).map((row) => [row[0], row[4]])).toEqual(
        fitted.map((c) => [c.id, `${c.failures} of ${c.trials}`]),
      );
    }));

  it('shows the seed', () =>
    always(({ summary, index: document }) => {
      expect(factsOf(document, 'seed')).toEqual([String(summary.seed)]);
    }));
});

const lineWith = (text: string, start: string) =>
  text
    .split('\n')
    .find((line) => line.includes(start))!
    .trim();

describe('the terminal', () => {
  it('shows of every claim its failures of its trials, how many twins were refuted, and both lines of the ledger', () =>
    always(({ summary, records }) => {
      const options = { color: false, columns: 80, folder: 'out', comparison: null, detail: false };
      const text = terminalSummary(summary, records, options);
      for (const theorem of summary.theorems) {
        for (const c of theorem.claims)
          expect(numbersOf(lineWith(text, `${c.id}: `))).toEqual([String(c.failures), String(c.trials)]);
        const refuted = theorem.controls.filter((c) => c.verdict === 'refuted').length;
        const own = text.slice(text.indexOf(`${theorem.id}: ${theorem.verdict}`));
        expect(lineWith(own, 'twins refuted')).toBe(
          `twins refuted: ${refuted} of ${theorem.controls.length}`,
        );
      }
      const { alpha, beta, betaShares } = summary.ledger;
      expect(clean(text)).toContain(
        `Any false verdict of a claim or a twin: probability at most ${alpha}. Red only because a twin was not refuted in its budget: at most ${beta}, if every twin fails in at least ${betaShares[0]!.assumedFailureRate} of its trials.`,
      );
      for (const claim of records.flatMap((r) => r.claims).filter((c) => c.verdict === 'vacuous'))
        expect(clean(text)).toContain(clean(claim.sentence));
    }));
});

describe('summary.md', () => {
  it('shows of every claim its failures of its trials and its interval, of every twin its trials, and the ledger', () =>
    always(({ summary, records }) => {
      const text = summaryMarkdown(summary, records, null);
      const cells = (id: string) =>
        lineWith(text, `| ${id} |`.replace('~', '\\~'))
          .split('|')
          .map((c) => c.trim());
      for (const c of claims(summary)) {
        const [, , , failures, interval] = cells(c.id);
        expect(failures).toBe(`${c.failures} of ${c.trials}`);
        expect(interval).toBe(c.low === null ? '' : `${c.low} to ${c.high}`);
      }
      for (const c of summary.theorems.flatMap((t) => t.controls))
        expect(cells(c.id)[3]).toBe(String(c.trials));
      expect(lineWith(text, 'any false "supported"')).toMatch(
        new RegExp(`at most \\$${summary.ledger.alpha}\\$$`),
      );
      expect(lineWith(text, 'a twin was not refuted')).toMatch(
        new RegExp(
          `at most \\$${summary.ledger.beta}\\$, if every twin fails in at least ${summary.ledger.betaShares[0]!.assumedFailureRate} of its trials$`,
        ),
      );
    }));
});

describe('the log of a CI', () => {
  it('shows of every claim that is not supported its failures and its trials, in its annotation and its test case', () =>
    always(({ summary, records }) => {
      const notes = annotations(summary).join('\n');
      const xml = junitXml(summary, records);
      for (const c of claims(summary).filter((claim) => claim.verdict !== 'supported')) {
        const words = `${c.failures} failures in ${c.trials} trials`;
        expect(lineWith(notes, `title=${c.id} is ${c.verdict}`)).toContain(`::${words}`);
        const own = xml.slice(xml.indexOf(`<testcase name="${c.id}"`));
        expect(lineWith(own, 'message=')).toContain(`message="${c.verdict}: ${words}"`);
        const claim = records.flatMap((r): readonly ClaimRecord[] => r.claims).find((r) => r.id === c.id)!;
        expect(own.slice(0, own.indexOf('</testcase>'))).toContain(claim.sentence.replace(/"/g, '&quot;'));
      }
    }));

  it('counts failures and errors apart, of a theorem and of the run', () => {
    // Refuted claims and supported twins are failures; what is undecided is an error.
    const { summary, records } = sample;
    const count = (t: Summary['theorems'][number]) => [
      t.claims.length + t.controls.length,
      t.claims.filter((c) => c.verdict === 'refuted').length +
        t.controls.filter((c) => c.verdict === 'supported').length,
      t.claims.filter((c) => !['supported', 'refuted'].includes(c.verdict)).length +
        t.controls.filter((c) => !['supported', 'refuted'].includes(c.verdict)).length,
    ];
    const xml = junitXml(summary, records);
    const all = summary.theorems.map(count);
    expect(all[0]).toEqual([8, 1, 5]);
    summary.theorems.forEach((t, i) => {
      const [tests, failures, errors] = all[i]!;
      expect(xml).toContain(
        `<testsuite name="${t.id}" tests="${tests}" failures="${failures}" errors="${errors}" time="0">`,
      );
    });
    const total = [0, 1, 2].map((i) => all.reduce((sum, own) => sum + own[i]!, 0));
    expect(xml).toContain(
      `<testsuites name="fct" tests="${total[0]}" failures="${total[1]}" errors="${total[2]}"`,
    );
  });
});

function claims({ theorems }: Summary) {
  return theorems.flatMap((t) => t.claims);
}
