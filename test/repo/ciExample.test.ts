/** The example workflow: it is YAML, its commands exist, it keeps what a run writes, and it asks for no right it does not need. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { checkCalls } from '../support/calls.ts';
import { fctArguments } from '../support/docs.ts';
import { newFolder, ROOT } from '../support/fct.ts';
import { sampleResults, writeSample } from '../support/sampleRun.ts';
import { parseYaml } from '../support/yaml.ts';

interface Step {
  readonly run?: string;
  readonly uses?: string;
  readonly if?: string;
  readonly with?: Readonly<Record<string, string>>;
}
interface Workflow {
  readonly permissions: Readonly<Record<string, string>>;
  readonly jobs: { readonly verify: { readonly steps: readonly Step[] } };
}

const text = readFileSync(join(ROOT, 'examples/ci/theorems.yml'), 'utf8');
let workflow: Workflow;
let steps: readonly Step[];
beforeAll(async () => {
  workflow = (await parseYaml(text)) as unknown as Workflow;
  steps = workflow.jobs.verify.steps;
});

/** Every file that a run leaves in its folder. */
async function filesOfRun(): Promise<readonly string[]> {
  const out = join(newFolder(), 'fct-out');
  const log = vi.spyOn(console, 'log').mockImplementation(() => {});
  await writeSample(out, await sampleResults());
  log.mockRestore();
  return readdirSync(out, { recursive: true, encoding: 'utf8' }).map((name) => `fct-out/${name}`);
}

describe('examples/ci/theorems.yml', () => {
  it('verifies, and every command of fct in it exists', async () => {
    const lines = steps.flatMap((step) => step.run?.trim().split('\n') ?? []);
    expect(lines).toContain('npx fct verify --out fct-out');
    const unknown = lines.filter((l) => fctArguments(l) === undefined && !/^npm ci$|^npx vitest run/.test(l));
    expect(unknown).toEqual([]);
    await checkCalls(lines);
  });

  it('keeps JUnit and every page, also of a run that failed', async () => {
    const upload = steps.find((s) => s.uses?.startsWith('actions/upload-artifact@'))!;
    expect(upload.if).toBe('always()');
    const files = await filesOfRun();
    const patterns = upload.with!['path']!.trim().split('\n').map(globbed);
    for (const pattern of patterns)
      expect(
        files.some((f) => pattern.test(f)),
        String(pattern),
      ).toBe(true);
    const kept = files.filter((f) => patterns.some((p) => p.test(f)));
    for (const file of files.filter((f) => /\.html$|junit\.xml$/.test(f))) expect(kept).toContain(file);
  });

  it('may read and no more; it names no secret and caches nothing', () => {
    expect(workflow.permissions).toEqual({ contents: 'read' });
    expect(JSON.stringify(workflow)).not.toMatch(/secrets|token|cache|pull_request_target/i);
    const checkout = steps.find((s) => s.uses?.startsWith('actions/checkout@'))!;
    expect(checkout.with!['persist-credentials']).toBe('false');
  });
});

it.each(['a: [1', 'a: b: c', 'a: 1\na: 2', '- x\ny: 1'])(
  'text that is no YAML is found out: %j',
  async (bad) => {
    await expect(parseYaml(bad)).rejects.toThrow();
  },
);

/** `**` stands for folders or none, `*` for part of a name, a last slash for a folder. */
function globbed(pattern: string): RegExp {
  const parts: Readonly<Record<string, string>> = {
    '**/': '(.+/)?',
    '*': '[^/]*',
    '.': '\\.',
    '/': '(/.*)?',
  };
  return new RegExp(`^${pattern.trim().replace(/\*\*\/|\*|\.|\/$/g, (part) => parts[part]!)}$`);
}
