/** `fct verify` as a user runs it, in a folder of its own: the wall clock from start to exit, and what came out. */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadSuite } from '../cli/suite.ts';
import type { Summary } from '../properties/records/summaryRecord.ts';
import { stopwatch } from './clock.ts';

const { profiles } = await loadSuite();

export interface VerifyRow {
  readonly profile: string;
  readonly workers: number;
  readonly ladders: number;
  readonly seconds: number;
  readonly exitCode: number | null;
  /** How many theorems came out how. */
  readonly verdicts: Readonly<Record<string, number>>;
}

export function timeVerify(profile: string): VerifyRow {
  const folder = mkdtempSync(join(tmpdir(), 'fct-bench-'));
  try {
    const main = fileURLToPath(new URL('../cli/main.ts', import.meta.url));
    const args = [
      '--import',
      import.meta.resolve('tsx'),
      main,
      'verify',
      '--profile',
      profile,
      '--seed',
      '1',
    ];
    const elapsed = stopwatch();
    const { status } = spawnSync(process.execPath, [...args, '--out', join(folder, 'out')], {
      stdio: 'ignore',
    });
    const seconds = elapsed().wall;
    const summary = JSON.parse(readFileSync(join(folder, 'out', 'summary.json'), 'utf8')) as Summary;
    const verdicts: Record<string, number> = {};
    for (const { verdict } of summary.theorems) verdicts[verdict] = (verdicts[verdict] ?? 0) + 1;
    const { ladders } = profiles[profile]!.studies['relu']!;
    return { profile, workers: availableParallelism(), ladders, seconds, exitCode: status, verdicts };
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
