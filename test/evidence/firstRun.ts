/** What README prints of a first run, and of a counterexample: `npm run evidence -- first-run`; a minute. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fct, newFolder, ROOT } from '../support/fct.ts';
import { commit } from './record.ts';

/** Replaces the text block of README that begins with this line, and keeps it beside. */
function print(name: string, lines: readonly string[]): void {
  const text = `${lines.join('\n').trimEnd()}\n`;
  const file = join(ROOT, 'README.md');
  const readme = readFileSync(file, 'utf8');
  const at = readme.indexOf(`\`\`\`text\n${lines[0]!}\n`);
  if (at < 0) throw new Error(`README.md has no block that begins with "${lines[0]!}"`);
  const start = readme.indexOf('\n', at) + 1;
  writeFileSync(file, readme.slice(0, start) + text + readme.slice(readme.indexOf('```', start)));
  writeFileSync(join(ROOT, 'test/evidence/results', `${name}.txt`), text);
}

async function printed(args: readonly string[]): Promise<readonly string[]> {
  const { code, stdout, stderr } = await fct(args, { cwd: newFolder() });
  if (code !== 0) throw new Error(`fct ${args.join(' ')} ended with ${code}: ${stderr}${stdout}`);
  return stdout.trimEnd().split('\n');
}

const isProgress = (line: string) => /^\S+: \d+ trials?, /.test(line);

commit();
const run = await printed(['verify', '--profile', 'smoke', '--out', 'out/first']);
const progress = run.filter(isProgress);
const shown = [progress[0], progress[Math.floor(progress.length / 2)], progress.at(-1)];
print(
  'first-run',
  run.filter((line) => !isProgress(line) || shown.includes(line)),
);

const TWIN = 'lemma-1.1/gradient~label-dropped (';
const part = await printed(['verify', 'lemma-1.1']);
const from = part.findIndex((line) => line.startsWith(`    ${TWIN}`));
const indented = part.slice(from + 1).findIndex((line) => !line.startsWith('      '));
print('counterexample', part.slice(from, from + 1 + indented));
