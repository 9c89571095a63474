/** The examples of campaigns: they are YAML and shell, their commands exist, they hold no secret, and each says what it was tried on. */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { checkCalls } from '../support/calls.ts';
import { ROOT } from '../support/fct.ts';
import { parseYaml } from '../support/yaml.ts';

const YAML = [
  'examples/kubernetes/campaign.yaml',
  'examples/compose.yml',
  'examples/ci/shards.yml',
  'examples/ci/workers.yml',
];
const SHELL = ['examples/slurm/workers.sbatch', 'examples/slurm/shards.sh'];

const textOf = (file: string) => readFileSync(join(ROOT, file), 'utf8');

/** What a text runs of fct: up to the end of the command, with what the shell or the runner puts in. */
const callsIn = (text: string) =>
  [...text.matchAll(/npx[, ]+fct[, ][^\n]*/g)].map(([call]) =>
    call
      .replace(/[[\]'",]/g, ' ')
      .replace(/\$\{\{.*?\}\}|\$\(.*\)|\\?\$[\w*@]+|[&\\]\s*$/g, 'x')
      .replace(/\s#.*$/, '')
      .trim()
      .replace(/\s+/g, ' '),
  );

describe.each([...YAML, ...SHELL])('%s', (file) => {
  const text = textOf(file);

  it('calls fct as fct says of itself', async () => {
    const calls = callsIn(text).map((call) => call.replace('verify x', 'verify'));
    expect(calls.length).toBeGreaterThan(1);
    await checkCalls(calls);
  });

  it('says what it was tried on, and holds no password', () => {
    expect(text).toMatch(/^# Tried on: .+/m);
    expect(text).not.toMatch(/rediss?:\/\/[^\s/@]*:[^\s/@]+@/);
  });
});

it.each(YAML)('%s is YAML', async (file) => {
  for (const document of textOf(file).split(/^---$/m)) await parseYaml(document);
});

it.each(SHELL)('%s is a script', (file) => {
  execFileSync('bash', ['-n', join(ROOT, file)], { stdio: 'pipe' });
});
