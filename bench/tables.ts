/** The numbers as Markdown tables. */
import type { Outcome, Row } from './contest.ts';
import { ALL } from './engines.ts';
import type { PartsRow } from './parts.ts';
import type { Shape, Variable } from './problem.ts';
import { FIXED_WORDS, timeSlope, type TimedLadder } from './slopes.ts';
import type { VerifyRow } from './verify.ts';
import type { OutsideRow, WorkersRow } from './workers.ts';

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n');
}

const digits = (x: number) => (x >= 100 ? x.toFixed(0) : x.toPrecision(3));
const percent = (x: number) => `${(100 * x).toFixed(x < 0.1 ? 1 : 0)} %`;

/** One line per engine, one column per shape; then what is missing and why, and versions. */
export function engineTable(shapes: readonly Shape[], { rows, missing, versions }: Outcome): string {
  const rowOf = (engine: string, s: Shape) =>
    rows.find(
      (r) => r.engine === engine && r.n === s.N && r.d0 === s.d0 && r.m === s.m && r.ratio === s.ratio,
    );
  const cell = (row: Row | undefined) =>
    row === undefined
      ? 'missing'
      : row.runs === 1
        ? digits(row.msPerStep)
        : `${digits(row.msPerStep)} ±${percent(row.spread / 2)}`;
  const reasons = new Map<string, Set<string>>();
  for (const { engine, shape, reason } of missing) {
    const where = reason.startsWith('a run') ? ` (${shape.N}, ${shape.d0}, ${shape.m}, ${shape.ratio})` : '';
    reasons.set(engine, (reasons.get(engine) ?? new Set()).add(`${reason}${where}`));
  }
  const busy = rows.map((r) => r.msPerStep / r.wallMsPerStep);
  return [
    table(
      ['N, d0, m, ratio', ...shapes.map((s) => `${s.N}, ${s.d0}, ${s.m}, ${s.ratio}`)],
      ALL.map((engine) => [engine, ...shapes.map((s) => cell(rowOf(engine, s)))]),
    ),
    '',
    `Medians of processor time over whole runs with fresh batches to s = 40, ± half of (largest - smallest). Largest R_ID: ${digits(
      Math.max(...rows.map((r) => r.idRisk)),
    )}. The runs had ${percent(Math.min(...busy))} to ${percent(Math.min(1, Math.max(...busy)))} of their core.`,
    ...[...reasons].map(([engine, why]) => `Missing: ${engine}: ${[...why].join('; ')}.`),
    ...Object.entries(versions).map(([engine, version]) => `${engine}: ${version}.`),
  ].join('\n');
}

/** The field of a row that holds what varies. */
const FIELDS = { d: 'd', m: 'm', N: 'n', d0: 'd0' } as const satisfies Record<Variable, keyof Row>;

export function costTable(variable: Variable, rows: readonly Row[]): string {
  const field = FIELDS[variable];
  const engines = [...new Set(rows.map((row) => row.engine))];
  const values = [...new Set(rows.map((row) => row[field]))];
  const cell = (engine: string, value: number) => {
    const row = rows.find((r) => r.engine === engine && r[field] === value);
    return row === undefined ? 'missing' : digits(row.msPerStep);
  };
  return table(
    [variable, ...values.map((value) => (value < 1e5 ? String(value) : value.toExponential()))],
    engines.map((engine) => [engine, ...values.map((value) => cell(engine, value))]),
  );
}

/** One line per variable: slopes of ln(time) beside those of the operation count 4 N d0 m. */
export function slopesTable(ladders: readonly TimedLadder[]): string {
  const engines = [...new Set(ladders.map(({ engine }) => engine))];
  const cell = (ladder: TimedLadder) => {
    const { mean, low, high, last } = timeSlope(ladder);
    return `${mean.toFixed(2)} (${low.toFixed(2)} to ${high.toFixed(2)}), ${last.toFixed(2)}`;
  };
  const lines = [...new Set(ladders.map(({ variable }) => variable))].map((variable) => {
    const own = ladders.filter((ladder) => ladder.variable === variable);
    const cells = engines.map((engine) => cell(own.find((ladder) => ladder.engine === engine)!));
    return [variable, own[0]!.sizes.join(', '), ...cells, variable === 'd' ? '0' : '1'];
  });
  return [
    table(['variable', 'sizes', ...engines, '4 N d0 m'], lines),
    '',
    `Slope of ln(processor time per step), mean of ${ladders[0]!.times.length} ladders with Student's 95 % interval; then that between the largest two sizes alone. ${FIXED_WORDS}`,
  ].join('\n');
}

export function partsTable(limit: number, rows: readonly PartsRow[]): string {
  const lines = rows.map((row) => [
    `${row.n}, ${row.d0}, ${row.m}, ${row.ratio}`,
    row.path,
    digits(row.whole),
    Object.entries(row.parts)
      .map(([name, ms]) => `${name} ${digits(ms)}`)
      .join(', '),
    percent(row.computed),
    percent(row.recomputed),
    row.ofLimit === null ? '' : percent(row.ofLimit),
  ]);
  const head = [
    'N, d0, m, ratio',
    'path',
    'ms per step',
    'of which',
    'pairs computed',
    'examples recomputed',
    'of the limit',
  ];
  return `Limit of 128-bit SIMD without fused multiply-add: ${digits(limit / 1e9)} GFLOP/s on one core.\n\n${table(head, lines)}`;
}

export function outsideTable(rows: readonly OutsideRow[]): string {
  return table(
    ['d0', 'training steps', "probes' forward passes", 'outside the kernel'],
    rows.map((row) => [String(row.d0), percent(row.training), percent(row.probes), percent(row.outside)]),
  );
}

export function workersTable(rows: readonly WorkersRow[]): string {
  const [one, two] = rows;
  const lines = rows.map((row) => [
    String(row.workers),
    digits(row.trialsPerMinute),
    `±${percent(row.spread / 2)}`,
  ]);
  return `${table(['workers', 'trials per minute', 'spread'], lines)}\n\nTwo / one: ${digits(two!.trialsPerMinute / one!.trialsPerMinute)}.`;
}

export function verifyTable({ profile, workers, ladders, seconds, exitCode, verdicts }: VerifyRow): string {
  const words = Object.entries(verdicts).map(([verdict, count]) => `${count} ${verdict}`);
  return `\`fct verify --profile ${profile}\`: ${digits(seconds)} s on ${workers} workers, ${ladders} ladders, exit code ${exitCode}; theorems: ${words.join(', ')}.`;
}
