/**
 * `npm run native`: the native TensorFlow backend, built where its own download is refused.
 *
 * @tensorflow/tfjs-node is an optional dependency: its install script fetches a library from a place that many networks
 * refuse, and npm then leaves the package out. The same library is inside PyPI's tensorflow-cpu wheel. So: install the
 * package without its script, take library and headers out of the wheel (unpacked, never installed), compile the Node-API
 * addon against them, and load it in a new process. One addon serves all versions of Node. It survives `npm install`, not
 * `npm ci`. Needs Linux on x64, python3 with pip, g++; downloads 207 MB, takes half a minute.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const TFJS_NODE = '4.22.0';
const WHEEL = 'tensorflow-cpu==2.15.1';
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = join(root, 'node_modules', '@tensorflow', 'tfjs-node');
const addon = join(home, 'lib', 'napi-v8', 'tfjs_binding.node');

/** argv: wheel, destination. Takes the two libraries and the headers that the addon includes. */
const UNPACK = `
import os, shutil, sys, zipfile
wheel, out = sys.argv[1:]
headers = ('tensorflow/c/', 'tensorflow/core/platform/ctstring', 'tsl/', 'xla/tsl/')
libraries = ('libtensorflow_cc.so.2', 'libtensorflow_framework.so.2')
with zipfile.ZipFile(wheel) as z:
    for name in z.namelist():
        inside = name.partition('/include/')[2]
        if os.path.basename(name) in libraries:
            target = os.path.join(out, 'lib', os.path.basename(name))
        elif inside.startswith(headers) and name.endswith('.h'):
            target = os.path.join(out, 'include', inside)
        else:
            continue
        os.makedirs(os.path.dirname(target), exist_ok=True)
        with z.open(name) as source, open(target, 'wb') as sink:
            shutil.copyfileobj(source, sink)
`;

try {
  main();
} catch (error) {
  console.error(`native: ${error.message.split('\n')[0]}`);
  process.exitCode = 1;
}

function main() {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error(
      `this build is for Linux on x64, not ${process.platform} on ${process.arch}; WASM serves there`,
    );
  }
  if (existsSync(addon) && loads().ok) {
    console.log('native: the backend is already there and loads');
    return;
  }
  const work = mkdtempSync(join(tmpdir(), 'fct-native-'));
  try {
    if (!existsSync(join(home, 'package.json'))) {
      step('installing the package without its script');
      run('npm', [
        'install',
        '--no-save',
        '--ignore-scripts',
        '--no-audit',
        '--no-fund',
        `@tensorflow/tfjs-node@${TFJS_NODE}`,
      ]);
    }
    step(`downloading ${WHEEL}`);
    const wheelTag = [
      '--python-version',
      '3.11',
      '--platform',
      'manylinux2014_x86_64',
      '--only-binary=:all:',
    ];
    run('python3', ['-m', 'pip', 'download', '--quiet', '--no-deps', ...wheelTag, '--dest', work, WHEEL]);
    step('unpacking library and headers');
    rmSync(join(home, 'deps'), { recursive: true, force: true });
    const wheel = readdirSync(work).find((name) => name.endsWith('.whl'));
    run('python3', ['-c', UNPACK, join(work, wheel), join(home, 'deps')]);
    const lib = join(home, 'deps', 'lib');
    symlinkSync('libtensorflow_cc.so.2', join(lib, 'libtensorflow.so'));
    symlinkSync('libtensorflow_framework.so.2', join(lib, 'libtensorflow_framework.so'));
    step('compiling the addon');
    run('npm', ['install', '--prefix', work, '--no-save', '--no-audit', '--no-fund', 'node-api-headers']);
    compile(join(work, 'node_modules', 'node-api-headers', 'include'), lib);
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
  const { ok, says } = loads();
  if (!ok) throw new Error(`built, but it does not load: ${says}`);
  console.log(`native: ${says}`);
}

function compile(headers, lib) {
  const binding = join(home, 'binding');
  const sources = readdirSync(binding).filter((name) => name.endsWith('.cc'));
  mkdirSync(dirname(addon), { recursive: true });
  run('g++', [
    ...['-shared', '-fPIC', '-O2', '-std=c++17', '-w'],
    ...['-DNAPI_VERSION=8', '-DNODE_GYP_MODULE_NAME=tfjs_binding', '-DBUILDING_NODE_EXTENSION'],
    ...[`-I${headers}`, `-I${home}`, `-I${join(home, 'deps', 'include')}`],
    ...sources.map((name) => join(binding, name)),
    ...[
      '-o',
      addon,
      `-L${lib}`,
      '-ltensorflow',
      '-ltensorflow_framework',
      '-Wl,-rpath,$ORIGIN/../../deps/lib',
    ],
  ]);
}

/** Loads the backend in a process of its own and computes with it. */
function loads() {
  const code = `
    const util = require('node:util');
    util.isNullOrUndefined ??= (value) => value === null || value === undefined;
    util.isArray ??= Array.isArray;
    const tf = require('@tensorflow/tfjs-node');
    const sum = tf.matMul(tf.ones([1, 3]), tf.ones([3, 1])).dataSync()[0];
    if (tf.getBackend() !== 'tensorflow' || sum !== 3) throw new Error('wrong result');
    console.log('tfjs-node ' + tf.version['tfjs-node'] + ' loads and computes on Node ' + process.versions.node);`;
  try {
    const env = { ...process.env, TF_CPP_MIN_LOG_LEVEL: '1' };
    const options = { cwd: root, env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'] };
    return { ok: true, says: execFileSync(process.execPath, ['-e', code], options).trim() };
  } catch (error) {
    const line = /^.*Error:.*$/m.exec(String(error.stderr ?? ''));
    return { ok: false, says: (line?.[0] ?? error.message).trim() };
  }
}

function step(words) {
  console.log(`native: ${words} ...`);
}

function run(command, args) {
  try {
    execFileSync(command, args, { cwd: root, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' });
  } catch (error) {
    if (error.code === 'ENOENT') throw new Error(`${command} is needed and was not found`);
    const last = String(error.stderr ?? '')
      .trim()
      .split('\n')
      .at(-1);
    throw new Error(`${command} ${args[0]} failed: ${last}`);
  }
}
