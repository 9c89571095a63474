/** Suites with one mistake each: refused in one sentence with exit code 2, or a verdict that names the cause after a few trials. */
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fct } from '../../support/fct.ts';
import { reportsOf } from '../../support/records.ts';
import { suiteFolder, type SuiteFolder } from '../../support/suiteFolder.ts';

const replaced =
  (...pairs: readonly (readonly [string, string])[]) =>
  (text: string) =>
    pairs.reduce((all, [from, to]) => all.replace(from, to), text);
const inTheorem = (...pairs: readonly (readonly [string, string])[]): SuiteFolder => ({
  theorem: replaced(...pairs),
});
const inSuite = (...pairs: readonly (readonly [string, string])[]): SuiteFolder => ({
  suite: replaced(...pairs),
});

const RETURN = 'return { n, largest: Math.max(...noise) / scale };';
const CLAIM_START = 'probabilityClaim({';
/** The claim as one about a slope. */
const asScaling = (variable: string, tolerance: number): SuiteFolder => ({
  theorem: replaced(
    ['  probabilityClaim,\n', '  scalingClaim,\n'],
    [CLAIM_START, 'scalingClaim({'],
    ["kind: 'withHighProbability',\n      id:", "kind: 'scaling',\n      id:"],
    [
      `event: ({ n, largest }) => {
        const bound = FACTOR * Math.sqrt(2 * Math.log(n));
        return { holds: largest <= bound, slack: (bound - largest) / bound, cases: ['drawn'] };
      },`,
      `quantity: 'n',
      point: ({ n }) => ({ value: n, low: n, high: n, standardError: 0 }),
      variable: { name: 'n', of: ({ n }) => ${variable} },
      rungCases: () => ['drawn'],
      path: { words: 'all', holds: () => true, share: 1 },
      law: { kind: 'exponent', exponent: 1, sides: 'both', band: [0, 0], tolerance: ${tolerance}, toleranceWords: 'ours' },`,
    ],
    ['[64, 256, 1024]', '[64, 128, 256, 512]'],
  ),
  suite: replaced(['scaling: null', 'scaling: { delta: 0.2 }']),
});

describe('a suite is refused in one sentence', () => {
  it.each<[string, SuiteFolder, RegExp]>([
    [
      'a hypothesis with a wrong id',
      inTheorem(["hypotheses: [{ id: 'normal'", "hypotheses: [{ id: 'nromal'"]),
      /theorem largest-normal: study maxima does not say whether hypothesis "nromal" is met \(it says so of normal\)/,
    ],
    [
      'a claim without a twin',
      { theorem: (text) => text.replace(/ {2}controls: \[[^]*?\n {2}\],\n/, '  controls: [],\n') },
      /theorem largest-normal: claim largest-normal\/bound has no broken twin/,
    ],
    [
      'a twin of a variant that there is not',
      inTheorem(["variant: 'heavy-tails',", "variant: 'heavy-tail',"]),
      /twin largest-normal\/bound~heavy-tails needs variant heavy-tail, which study maxima does not have \(it has heavy-tails\)/,
    ],
    [
      'a tolerance that would let a wrong exponent pass',
      asScaling('n', 0.6),
      /profile quick: largest-normal\/bound on d0 = 64, 128, 256, 512: .* an exponent off by 0\.5 would pass/,
    ],
    [
      'a theorem twice',
      inSuite(['theorems: [largestNormal]', 'theorems: [largestNormal, largestNormal]']),
      /suite largest normal: two theorems have the id largest-normal/,
    ],
    [
      'modules that import each other',
      inTheorem([
        'import {\n  defineStudy',
        "import suite from './fct.config.js';\nexport const name = suite.name;\nimport {\n  defineStudy",
      ]),
      /fct\.config\.ts imports largest-normal\.ts imports fct\.config\.ts/,
    ],
    [
      'too few ladders',
      inSuite(['ladders: 200', 'ladders: 20']),
      /profile quick: study maxima has 20 ladders, but \d+ trials without a failure are needed/,
    ],
  ])('with %s', async (_, change, sentence) => {
    const ended = await fct(['verify'], { cwd: suiteFolder(change) });
    expect(ended).toMatchObject({ code: 2, stdout: '' });
    expect(ended.stderr.trim().split('\n')).toHaveLength(1);
    expect(ended.stderr).toMatch(sentence);
  });
});

describe('a verdict names the cause', () => {
  it.each<[string, SuiteFolder, number, string, RegExp, number]>([
    [
      'an exception',
      inTheorem([RETURN, "throw new TypeError('n is no number');"]),
      3,
      'errored',
      /said: TypeError: n is no number \(`fct replay fct1_/,
      12,
    ],
    [
      'a NaN',
      inTheorem([RETURN, 'return { n, largest: NaN };']),
      3,
      'errored',
      /not finite at measurement\.largest/,
      12,
    ],
    [
      'a measurement that is no JSON',
      inTheorem([RETURN, 'return { n, largest: new Map() as unknown as number };']),
      3,
      'errored',
      /no plain JSON at measurement\.largest/,
      12,
    ],
    [
      'a variable that is not above 0',
      asScaling('-n', 0.2),
      3,
      'errored',
      /its variable n is -64, and must be above 0 and finite/,
      12,
    ],
    [
      'a case that never comes up',
      inTheorem(["requiredCases: ['drawn']", "requiredCases: ['drwan']"]),
      4,
      'vacuous',
      /the case drwan never occurred/,
      600,
    ],
    [
      'a sampler that never meets the hypotheses',
      inTheorem(['normal: instanceOf(at).tail === 0', 'normal: instanceOf(at).tail < 0']),
      4,
      'vacuous',
      /lie outside the hypothesis "normal"/,
      600,
    ],
  ])('%s', async (_, change, code, verdict, sentence, most) => {
    const cwd = suiteFolder(change);
    const ended = await fct(['verify', '--jobs', '1', '--out', 'out'], { cwd });
    expect(ended, ended.stderr).toMatchObject({ code });
    const [claim] = reportsOf(join(cwd, 'out'))[0]!.claims;
    expect(claim).toMatchObject({ verdict, sentence: expect.stringMatching(sentence) });
    expect(claim!.trials).toBeLessThanOrEqual(most);
    expect(ended.stdout.replace(/\s+/g, ' ')).toMatch(sentence);
  });

  it('a study that reads a clock is seen by replay', async () => {
    const cwd = suiteFolder(inTheorem([RETURN, 'return { n, largest: process.hrtime()[1] / 1e12 };']));
    const ended = await fct(['verify', '--out', 'out'], { cwd });
    expect(ended, ended.stderr).toMatchObject({ code: 1 });
    const again = await fct(['replay', '--sample', '1', 'out'], { cwd });
    expect(again).toMatchObject({ code: 1, stdout: expect.stringContaining('DIFFERENT') });
  });
});
