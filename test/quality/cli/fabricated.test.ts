/** Evidence or records changed by hand are refused; what is forged consistently is found by running trials again. */
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { digestOf } from '../../../properties/trials/evidence.ts';
import { fct, newFolder } from '../../support/fct.ts';
import { recordsOf } from '../../support/records.ts';

const LOG = 'evidence/linear.jsonl';
const original = newFolder();

beforeAll(async () => {
  expect((await fct(['verify', 'thm-4.4', '--profile', 'smoke', '--out', original])).code).toBe(0);
});

type Line = {
  key: { index: number; d0: number; purpose: string };
  outcome: { measurement: { checkpoints: { oodRisk: { mean: number } }[] } };
};

/** A copy of the run whose lines were changed by somebody who knows how digests are made. */
function forged(change: (lines: Line[]) => unknown[]): string {
  const out = newFolder();
  cpSync(original, out, { recursive: true });
  const lines = readFileSync(join(out, LOG), 'utf8')
    .trim()
    .split('\n')
    .map((text) => JSON.parse(text));
  const signed = change(lines).map((line) => {
    const { digest: _, ...rest } = line as { digest: string };
    return `${JSON.stringify({ ...rest, digest: digestOf(rest) })}\n`;
  });
  writeFileSync(join(out, LOG), signed.join(''));
  return out;
}
/** Audits and failures have no measurement of a trained network. */
const isTraining = (line: Line) => line.key.purpose !== 'audit';
const isMain = (line: Line) => line.key.purpose === 'main';

const NOT_OF_SUMMARY = 'is not what its summary.json was made from';
const OTHER_DRAW = 'has another draw than its seed, sources and regime give';

const FORGERIES: [string, (lines: Line[]) => unknown[], string?][] = [
  ['a trial removed', (lines) => lines.filter((line) => !isMain(line) || line.key.index !== 3)],
  [
    'a number changed',
    (lines) => {
      lines.find(isMain)!.outcome.measurement.checkpoints.at(-1)!.oodRisk.mean += 1e-9;
      return lines;
    },
  ],
  [
    'a trial put in the place of another',
    (lines) => {
      const [one, other] = lines.filter((line) => isMain(line) && line.key.d0 === 16);
      return lines.map((line) => (line === other ? { ...one!, key: other.key } : line));
    },
    OTHER_DRAW,
  ],
  [
    'the result of a trial put in the place of another',
    (lines) => {
      const [one, other] = lines.filter((line) => isMain(line) && line.key.d0 === 16);
      return lines.map((line) => (line === other ? { ...other, outcome: one!.outcome } : line));
    },
  ],
];

describe.each(FORGERIES)('%s', (_, change, sentence = NOT_OF_SUMMARY) => {
  it('is refused by report', async () => {
    const out = forged(change);
    const { code, stderr } = await fct(['report', out]);
    expect([code, stderr]).toEqual([2, expect.stringContaining(sentence)]);
    expect(recordsOf(out), 'nothing was overwritten').toEqual(recordsOf(original));
  });
});

it('a trial that is there twice with two results is refused', async () => {
  const out = forged((lines) => {
    const twin = structuredClone(lines.find(isMain)!);
    twin.outcome.measurement.checkpoints[0]!.oodRisk.mean += 1;
    return [...lines, twin];
  });
  for (const args of [
    ['report', out],
    ['merge', out, '--out', join(newFolder(), 'm')],
  ]) {
    const { code, stderr } = await fct(args);
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/repeats trial linear~main\/main\/0\/\d+ with another result/),
    ]);
  }
});

it.each(['summary.json', 'thm-4.4/report.json'])('an edited %s is refused by its seal', async (name) => {
  const out = newFolder();
  cpSync(original, out, { recursive: true });
  const file = join(out, name);
  writeFileSync(file, readFileSync(file, 'utf8').replace('"failures": 0', '"failures": 1'));
  const { code, stderr } = await fct(['report', out]);
  expect([code, stderr]).toEqual([
    2,
    expect.stringContaining('does not match its seal: it was changed after it was written'),
  ]);
});

it('a forgery of evidence and records together is found by replaying a sample', async () => {
  const out = forged((lines) => {
    for (const line of lines.filter(isTraining))
      line.outcome.measurement.checkpoints.at(-1)!.oodRisk.mean += 1e-9;
    return lines;
  });
  for (const name of ['summary.json', 'thm-4.4']) rmSync(join(out, name), { recursive: true });
  expect((await fct(['report', out])).code).toBe(0);
  // Audits were left as they were, and there are fewer of them than are drawn.
  const { code, stdout } = await fct(['replay', '--sample', '12', out]);
  const rows = stdout.split('\n').filter((row) => /^(same bits|DIFFERENT) /.test(row));
  expect([code, rows.length]).toEqual([1, 12]);
  for (const row of rows) expect(row).toMatch(/\/audit\//.test(row) ? /^same bits/ : /^DIFFERENT/);
});
