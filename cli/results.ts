/** The results of a configuration's evidence: records, summary and trials, for the run itself and for whoever renders it again. */
import type { Agenda } from '../properties/gather/agenda.ts';
import type { JudgedRun } from '../properties/gather/judged.ts';
import { assembleRecords } from '../properties/records/assemble.ts';
import type { Findings } from '../properties/records/findings.ts';
import type { KnownCounterexample } from '../properties/records/knownRecord.ts';
import { assembleSummary } from '../properties/records/summary.ts';
import { trialRows } from '../properties/records/trialRows.ts';
import { withIncidents, type Incident, type Timing } from '../properties/trials/incident.ts';
import { regimeWords } from '../properties/trials/regime.ts';
import type { Theorem } from '../theorems/types.ts';
import { namesOf } from './arguments.ts';
import type { Configuration } from './storedRun.ts';
import { suiteWords } from './suite.ts';
import type { Results } from './writeReports.ts';

export function resultsOf(
  c: Configuration,
  agenda: Agenda,
  judged: JudgedRun,
  time: Timing,
  incidents: readonly Incident[],
  known: readonly KnownCounterexample[] = [],
): Results {
  const { seed, regime } = c;
  const findings: Findings = {
    ...agenda,
    root: { seed, fingerprint: c.fingerprint, regime },
    engine: c.engine,
    judged,
    command: commandOf(agenda.suite, c),
    origin: { name: c.suite.name, file: c.suite.file },
    known,
  };
  const timing = withIncidents(time, incidents, judged.evidence);
  const records = assembleRecords(findings, timing);
  return {
    records,
    summary: assembleSummary(findings, records, timing),
    trials: trialRows(findings),
  };
}

/** The command that makes the same run again. */
function commandOf(theorems: readonly Theorem[], c: Configuration): string {
  const { where, set } = regimeWords(c.regime);
  return [
    `fct ${suiteWords(c.suite)}verify`,
    ...namesOf(theorems, c.selected),
    `--profile ${c.profile} --seed ${c.seed} --engine ${c.engine}`,
    ...where.map((w) => `--where ${w}`),
    ...set.map((s) => `--set ${s}`),
  ].join(' ');
}
