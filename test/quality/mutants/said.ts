/** Mistakes in how a verdict is reached from what was read, and in what is said of it. */
import type { Mutant } from '../../support/mutants/mutant.ts';

const properties = (file: string, words: string) => [`test/properties/${file}.test.ts`, words] as const;
const verdict = (words: string) => properties('judge/verdict', words);
const judge = (words: string) => properties('judge/judge', words);
const sentences = (words: string) => properties('records/sentences', words);
const ledger = (words: string) => properties('power/ledger', words);
const summary = (words: string) => properties('records/summary', words);
const records = (words: string) => properties('records/records', words);

const SENTENCES = 'properties/records/sentences.ts';
const COUNTS = 'properties/judge/counts.ts';
const STRATUM = 'properties/judge/stratumFold.ts';
const VERDICT = 'properties/judge/verdict.ts';
const LEDGER = 'properties/power/ledger.ts';
const SUMMARY = 'properties/records/summary.ts';

export const said: readonly Mutant[] = [
  {
    name: 'refuted is decided before vacuous',
    file: VERDICT,
    replace: `  if (neverExercised.length > 0) return 'vacuous';
  if (strata.some((s) => s.verdict === 'refuted')) return 'refuted';`,
    by: `  if (strata.some((s) => s.verdict === 'refuted')) return 'refuted';
  if (neverExercised.length > 0) return 'vacuous';`,
    caughtBy: verdict('the verdict of trials > is vacuous where that, and a stratum is refuted'),
  },
  {
    name: 'a required case that never came up is no matter',
    file: VERDICT,
    replace: "if (neverExercised.length > 0) return 'vacuous';",
    by: '',
    caughtBy: verdict('the verdict of trials > is vacuous where a case never came up'),
  },
  {
    name: 'one supported stratum supports a claim',
    file: VERDICT,
    replace: "strata.every((s) => s.verdict === 'supported')",
    by: "strata.some((s) => s.verdict === 'supported')",
    caughtBy: verdict('the verdict of trials > is inconclusive where one stratum is open'),
  },
  {
    name: 'ten missing trials in a hundred are no error',
    file: VERDICT,
    replace: 'const MISSING_LIMIT = 0.01',
    by: 'const MISSING_LIMIT = 0.1',
    caughtBy: verdict('the verdict of trials > is errored where two in a hundred are missing'),
  },
  {
    name: 'instances outside the hypotheses count',
    file: VERDICT,
    replace: "return outside ? 'vacuous' : trials;",
    by: 'return trials;',
    caughtBy: verdict(
      'the verdict of a claim > of trials that say supported is that; outside the hypotheses it is vacuous, or errored',
    ),
  },
  {
    name: 'a run that was stopped concludes',
    file: VERDICT,
    replace: "if (stopped) return 'interrupted';",
    by: '',
    caughtBy: verdict(
      'the verdict of a claim > of trials that say supported is interrupted where the run was stopped before its end',
    ),
  },
  {
    name: 'an exact claim that was checked on nothing is supported',
    file: VERDICT,
    replace: "if (instances === 0) return 'vacuous';",
    by: '',
    caughtBy: verdict(
      'the verdict of an exact claim > is vacuous where there is none, whatever else is said',
    ),
  },
  {
    name: 'a theorem of which nothing was judged is supported',
    file: VERDICT,
    replace: "if (first === undefined) return 'vacuous';",
    by: "if (first === undefined) return 'supported';",
    caughtBy: verdict('the verdict of a theorem > of which nothing was judged is vacuous, never supported'),
  },
  {
    name: 'a missing trial counts as a pass',
    file: COUNTS,
    replace: 'failures + missing + unresolved',
    by: 'failures + unresolved',
    caughtBy: judge('judge > counts a trial without a measurement against support and not for refutation'),
  },
  {
    name: 'what is below resolution counts as a pass',
    file: COUNTS,
    replace: 'failures + missing + unresolved',
    by: 'failures + missing',
    caughtBy: judge(
      'the record of a stratum > counts what is below resolution against support alone, and not as an error',
    ),
  },
  {
    name: 'every stratum refutes at the whole level',
    file: STRATUM,
    replace: 'else if (reaches(refute, alphaRefute / this.strata))',
    by: 'else if (reaches(refute, alphaRefute))',
    caughtBy: judge(
      'the record of a stratum > refutes at the first look where the e-process reaches the number of strata over alpha, and then stops',
    ),
  },
  {
    name: 'a stratum goes on after its verdict',
    file: STRATUM,
    replace: "if (this.verdict !== 'inconclusive') return 'not read';",
    by: '',
    caughtBy: judge('judge > reads no further trial of a size that is supported, while another is open'),
  },
  {
    name: 'a share is judged as if it were the share of failures',
    file: 'properties/gather/campaign.ts',
    replace: 'return { deltaAt: () => 1 - claim.share, delta0: null };',
    by: 'return { deltaAt: () => claim.share, delta0: null };',
    caughtBy: properties(
      'ownClaims',
      'a covered case > is supported below its true share, 0.3, and refuted above',
    ),
  },
  {
    name: 'a missing difference counts for support',
    file: 'properties/judge/statistics/meanBets.ts',
    replace: 'unit(value ?? range[1]);',
    by: 'unit(value ?? range[0]);',
    caughtBy: properties(
      'judge/statistics/meanBets',
      'the bets > a trial without a value counts against support and not for refutation',
    ),
  },
  {
    name: 'a bet may win more than its share of the capital is worth',
    file: 'properties/judge/statistics/meanBets.ts',
    replace: 'const gain = (this.bound - value) / (1 - this.bound);',
    by: 'const gain = (1.1 * this.bound - value) / (1 - this.bound);',
    caughtBy: properties(
      'judge/statistics/meanBets',
      'the bets > on any distribution with that mean, a fair game at most: exact expectation over three values',
    ),
  },
  {
    name: '"k of n outside" counts those inside',
    file: SENTENCES,
    replace: 'worst!.of - worst!.held} of',
    by: 'worst!.held} of',
    caughtBy: sentences(
      'the sentence of a probability claim > vacuous: those outside the hypothesis that is met least, of all, and the counts; or the cases that never came up',
    ),
  },
  {
    name: 'the hypothesis that is met most for the one that is met least',
    file: SENTENCES,
    replace: 'a.held - b.held',
    by: 'b.held - a.held',
    caughtBy: sentences(
      'the sentence of a probability claim > vacuous: those outside the hypothesis that is met least, of all, and the counts; or the cases that never came up',
    ),
  },
  {
    name: 'a theorem’s chance of error is the largest of its claims’',
    file: SENTENCES,
    replace: 'sum + c.alpha.support, 0)',
    by: 'Math.max(sum, c.alpha.support), 0)',
    caughtBy: sentences(
      'the sentence of a theorem > bounds the chance that any of its claims is a false one by the sum of their chances',
    ),
  },
  {
    name: 'the level of support beside a refutation',
    file: SENTENCES,
    replace: 'would still say "refuted" with probability at most ${level(alphaRefute)} (${counts}).`;\n    }',
    by: 'would still say "refuted" with probability at most ${level(alphaSupport)} (${counts}).`;\n    }',
    caughtBy: sentences(
      'the sentence of a probability claim > refuted: the refuted strata alone, each with its own delta, and the level of refutation',
    ),
  },
  {
    name: 'all strata named where one is refuted',
    file: SENTENCES,
    replace: "judged.strata.filter((s) => s.verdict === 'refuted')",
    by: 'judged.strata.filter(() => true)',
    caughtBy: sentences(
      'the sentence of a probability claim > refuted: the refuted strata alone, each with its own delta, and the level of refutation',
    ),
  },
  {
    name: 'the ladders inside for those outside',
    file: SENTENCES,
    replace: '${judged.failures} outside',
    by: '${judged.trials - judged.failures} outside',
    caughtBy: sentences(
      'the sentence of a scaling claim > counts the ladders outside, not those inside, and is silent about unresolved ones where there are none',
    ),
  },
  {
    name: 'beta is the largest of the twins’ chances',
    file: LEDGER,
    replace: 'sum + b.chanceNotRefuted, 0)',
    by: 'Math.max(sum, b.chanceNotRefuted), 0)',
    caughtBy: ledger(
      'the second line of the ledger > adds up over twins, whose number also divides the level',
    ),
  },
  {
    name: 'beta is a product over sizes',
    file: LEDGER,
    replace: 'Math.min(1, ...sizes.map((d0) => missed(d0, sizes.length, ladders)))',
    by: 'sizes.reduce((product, d0) => product * missed(d0, sizes.length, ladders), 1)',
    caughtBy: ledger(
      'the second line of the ledger > is for one twin the chance at its best size: no product, for sizes share the paths of their ladders',
    ),
  },
  {
    name: 'support at the strongest stratum',
    file: SUMMARY,
    replace: 'support: Math.min(...strata',
    by: 'support: Math.max(...strata',
    caughtBy: summary(
      'a claim at a glance > spans the intervals of its strata, and has the evidence of the weakest for support, of the strongest against',
    ),
  },
  {
    name: 'the remark of the smallest size',
    file: 'properties/records/assemble.ts',
    replace: 'const d0 = Math.max(...j.campaign.budget.sizes)',
    by: 'const d0 = Math.min(...j.campaign.budget.sizes)',
    caughtBy: records('the remark > reads the measurements of the largest size'),
  },
  {
    name: 'second looks that hold count as failures',
    file: 'properties/records/claims.ts',
    replace: 'events.filter((e) => e.holds === false).length',
    by: 'events.filter((e) => e.holds === true).length',
    caughtBy: records(
      'the second looks at a refuted claim > count failures of its worst instances on fresh streams, the worst instance first',
    ),
  },
  {
    name: 'the trial with the largest slack is the worst',
    file: 'properties/records/trials.ts',
    replace: '(a.slack ?? -Infinity) - (b.slack ?? -Infinity) || a.d0',
    by: '(b.slack ?? -Infinity) - (a.slack ?? -Infinity) || a.d0',
    caughtBy: records(
      'the trials of a claim > are counted with their failures, and the worst is the smallest slack',
    ),
  },
  {
    name: 'twins at sizes that the conditions leave out',
    file: 'properties/gather/campaign.ts',
    replace: 'profile.controls.sizes.filter((d0) => own.includes(d0))',
    by: 'profile.controls.sizes',
    caughtBy: properties(
      'gather/campaign',
      'the sizes of a twin > are the smallest size left where the conditions leave none of them',
    ),
  },
  {
    name: 'a case that one rung exercised is exercised by its ladder',
    file: 'properties/gather/reading.ts',
    replace: 'others.every((cases) => cases.includes(c))',
    by: 'others.some((cases) => cases.includes(c))',
    caughtBy: properties('gather/campaign', 'a ladder exercised the cases that each of its rungs did'),
  },
  {
    name: 'evidence beyond a gap is read',
    file: 'properties/gather/judged.ts',
    replace: 'if (ladder.length < sizes.length) return;',
    by: `if (ladder.length < sizes.length) {
        this.#ladders.push(ladder);
        continue;
      }`,
    caughtBy: properties(
      'gather/run',
      'the judge is a fold over evidence > with a gap: what lies beyond it is not read',
    ),
  },
];
