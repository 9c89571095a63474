import { describe, expect, it } from 'vitest';
import { diagnosis, examine, type Examination } from '../../cli/doctor.ts';
import { whyBackend } from '../../cli/engines.ts';
import { tfjsBackends } from '../../sim/engines/tfjs.ts';
import { fct, ROOT } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';

const ready = { available: true, reason: '', version: 'version 1' } as const;
const gone = { available: false, reason: 'it is not there', version: '' } as const;
const machine = (change: Partial<Examination>): Examination => ({
  version: '1.2.3',
  tfjs: '4.5.6',
  node: 'v20.19.0',
  platform: 'linux x64',
  cores: 7,
  kernelFault: '',
  backends: [
    { backend: 'node', ...ready },
    { backend: 'wasm', ...ready },
    { backend: 'cpu', ...ready },
  ],
  broker: { bullmq: '6.1.2', ioredis: '5.3.4' },
  ...change,
});

describe('fct doctor', () => {
  it('shows versions, threads, engines and backends of this machine, and ends with 0', async () => {
    const { code, stdout, stderr } = await fct(['doctor']);
    expect([code, stderr]).toEqual([0, '']);
    expect(stdout).toBe(`${diagnosis(await examine())}\n`);
    expect(stdout).toContain(`Node ${process.version} on ${process.platform} ${process.arch}`);
    expect(stdout).toMatch(/^ {2}kernel +ready/m);
    for (const { backend, available, reason, version } of await tfjsBackends()) {
      expect(stdout).toContain(available ? version : reason);
      expect(stdout).toMatch(new RegExp(`^  tfjs-${backend} +${available ? 'ready' : 'missing'}`, 'm'));
    }
  });

  it('has an example in its help', async () => {
    const { code, stdout } = await fctHere(['doctor', '--help'], ROOT);
    expect(code).toBe(0);
    expect(stdout).toContain('Example:\n  fct doctor');
  });

  it('says of the native backend why it is missing and how to get it', () => {
    const backends = machine({}).backends.map((b) => (b.backend === 'node' ? { ...b, ...gone } : b));
    const text = diagnosis(machine({ backends }));
    expect(text).toMatch(/tfjs-node +missing +it is not there\n +to get it: `npm run native`/);
    expect(text).toContain('--engine tfjs runs on tfjs-wasm');
    expect(diagnosis(machine({ backends, platform: 'darwin arm64' }))).toContain(
      'npm install @tensorflow/tfjs-node',
    );
    expect(diagnosis(machine({}))).toContain('--engine tfjs runs on tfjs-node');
    expect(diagnosis(machine({}))).not.toContain('to get it');
  });

  it('says what does not work without WebAssembly', () => {
    const backends = machine({}).backends.map((b) => (b.backend === 'cpu' ? b : { ...b, ...gone }));
    const text = diagnosis(machine({ backends, kernelFault: 'no WebAssembly' }));
    expect(text).toMatch(/kernel +missing +no WebAssembly/);
    expect(text).toContain('--engine tfjs runs on tfjs-cpu');
    expect(text).toMatch(/Audit: .* is missing: a run that trains would end with exit code 3/);
    const none = machine({}).backends.map((b) => ({ ...b, ...gone }));
    expect(diagnosis(machine({ backends: none }))).toMatch(/tfjs +missing +no backend loads/);
  });
});

it('says of the broker which packages are there, or how to get them', () => {
  expect(diagnosis(machine({}))).toContain('broker     ready    BullMQ 6.1.2 and ioredis 5.3.4');
  const text = diagnosis(machine({ broker: undefined }));
  expect(text).toMatch(/broker +missing .*\n +to get it: `npm install bullmq@6 ioredis@5`/);
});

it('a run on tfjs says which backend it runs on and why; a named engine needs no reason', async () => {
  const tried = await tfjsBackends();
  const first = tried.find((b) => b.available)!;
  const words = await whyBackend('tfjs', `tfjs-${first.backend}`);
  expect(words).toContain(`Engine tfjs-${first.backend}: the fastest backend`);
  for (const b of tried.filter((b) => !b.available)) expect(words).toContain(b.reason);
  expect(await whyBackend('auto', 'kernel')).toBeUndefined();
  expect(await whyBackend('tfjs-cpu', 'tfjs-cpu')).toBeUndefined();
});
