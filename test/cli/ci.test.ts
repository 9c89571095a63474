/** Under a CI the summary goes to its step summary, and what is not as it should be becomes annotations. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Results } from '../../cli/writeReports.ts';
import { newFolder } from '../support/fct.ts';
import { sampleResults, writeSample } from '../support/sampleRun.ts';

let sample: Results;
beforeAll(async () => {
  sample = await sampleResults();
});
afterEach(() => vi.unstubAllEnvs());

/** Writes the reports with these variables set; gives the folder and the lines printed. */
async function written(
  env: Record<string, string>,
): Promise<{ readonly out: string; readonly lines: readonly string[] }> {
  for (const name of ['GITHUB_STEP_SUMMARY', 'GITHUB_ACTIONS']) vi.stubEnv(name, env[name] ?? '');
  const out = join(newFolder(), 'out');
  const lines: string[] = [];
  const log = vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
  try {
    await writeSample(out, sample);
  } finally {
    log.mockRestore();
  }
  return { out, lines: lines.join('\n').split('\n') };
}

describe('under a CI', () => {
  it('summary.md is added to the step summary', async () => {
    const file = join(newFolder(), 'summary');
    writeFileSync(file, 'before\n');
    const { out } = await written({ GITHUB_STEP_SUMMARY: file });
    expect(readFileSync(file, 'utf8')).toBe(`before\n${readFileSync(join(out, 'summary.md'), 'utf8')}`);
  });

  it('claims and twins that are not as they should be are annotated, and no others', async () => {
    const { lines } = await written({ GITHUB_ACTIONS: 'true' });
    const problems = sample.summary.theorems.flatMap((t) => [
      ...t.claims.filter((c) => c.verdict !== 'supported'),
      ...t.controls.filter((c) => c.verdict !== 'refuted'),
    ]);
    expect(problems.length).toBeGreaterThan(3);
    const titles = lines.flatMap((l) => /^::(?:error|warning) title=(.*?) is /.exec(l)?.[1] ?? []);
    expect(titles).toEqual(problems.map((c) => c.id));
    expect((await written({})).lines.filter((l) => l.startsWith('::'))).toEqual([]);
  });

  it('a step summary that cannot be written is one sentence, after everything else was', async () => {
    await expect(written({ GITHUB_STEP_SUMMARY: join(newFolder(), 'no', 'such') })).rejects.toThrow(
      /the step summary .* cannot be written \(ENOENT.*\); the reports are in /,
    );
  });
});
