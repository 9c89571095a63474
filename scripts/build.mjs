/**
 * `npm run build`: JavaScript and types into dist/, with the files that are read at run time beside them. Tests build into a
 * folder of their own, without a check of the types: `node scripts/build.mjs FOLDER`.
 */
import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));
const folder = process.argv[2];
const dist = folder ?? join(root, 'dist');
rmSync(dist, { recursive: true, force: true });
const tsc = createRequire(import.meta.url).resolve('typescript/bin/tsc');
const options = folder === undefined ? [] : ['--outDir', folder, '--declaration', 'false', '--noCheck'];
execFileSync(process.execPath, [tsc, '-p', join(root, 'tsconfig.build.json'), ...options], {
  stdio: 'inherit',
});
for (const file of [
  'sim/kernel/kernel.wasm',
  'theorems/constants.json',
  'reports/schemas',
  'reports/html/client.js',
  'reports/live/client.js',
]) {
  cpSync(join(root, file), join(dist, file), { recursive: true });
}
// What `fct init` writes.
const examples = ['fct.config.ts', 'largest-normal.ts', 'largest-normal.test.ts', 'ci/theorems.yml'];
for (const file of examples) cpSync(join(root, 'examples', file), join(dist, 'examples', file));
// A checkout names its own sources; a package is told by whoever built it.
const code = `import { sourceHash } from './cli/fingerprint.ts';
process.stdout.write(JSON.stringify({ sources: sourceHash(), trials: sourceHash('trials') }));`;
const hashes = execFileSync(process.execPath, ['--import', 'tsx', '--input-type=module', '-e', code], {
  cwd: root,
  encoding: 'utf8',
});
writeFileSync(join(dist, 'fingerprint.json'), `${hashes}\n`);
const main = readFileSync(join(dist, 'cli/main.js'), 'utf8');
if (!main.startsWith('#!/usr/bin/env node')) throw new Error('dist/cli/main.js has lost its first line');
