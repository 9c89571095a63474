/** What was seen of Theorem 4.1 between checkpoints: a sentence beside the verdict, of one look and not of a verdict. */
import { constants } from './constants.ts';
import { pastOnset } from './quantities.ts';
import type { Measurement } from './studies/network/measurement.ts';

export function betweenRemark(measurements: readonly Measurement[], d0: number): string | null {
  const seen = measurements.flatMap((m) => {
    const past = pastOnset(m);
    const at = Math.max(...past.flatMap((c) => c.neurons.map((n) => n.asymmetry)));
    const between = past.flatMap((c) => (c.between === null ? [] : [c.between]));
    if (past.length === 0 || between.length === 0) return [];
    const worst = between.reduce((a, b) => (b.asymmetry > a.asymmetry ? b : a));
    const looks = between.reduce((sum, b) => sum + b.looks, 0);
    return [{ at, worst, looks, everyStep: m.everyStep }];
  });
  if (seen.length === 0) return null;
  const { value } = constants().constants.asymmetry;
  const largest = (of: (s: (typeof seen)[0]) => number, among = seen) =>
    Math.max(...among.map(of)).toFixed(3);
  const stepwise = seen.filter((s) => s.everyStep);
  const networks = (n: number) => `${n} network${n === 1 ? '' : 's'}`;
  const looks = seen.reduce((sum, s) => sum + s.looks, 0);
  const said =
    `Between checkpoints past T0: in ${looks} looks at ${networks(seen.length)} at d0 = ${d0} the largest constant needed was ` +
    `${largest((s) => s.worst.asymmetry)}, at the checkpoints themselves ${largest((s) => s.at)}; ${value.toFixed(3)} is allowed.`;
  return stepwise.length === 0
    ? `${said} None of them was looked at after every step.`
    : `${said} ${networks(stepwise.length)} of these, looked at after every step, needed at most ${largest((s) => s.worst.asymmetry, stepwise)}.`;
}
