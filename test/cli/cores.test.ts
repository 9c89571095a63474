/** Workers are as many as the cores that this process may use, however many the machine has or says it has. */
import { beforeEach, expect, it, vi } from 'vitest';
import { jobsOf } from '../../cli/arguments.ts';
import { diagnosis, examine } from '../../cli/doctor.ts';

const granted = vi.hoisted(() => ({ cores: 1 }));
vi.mock('node:os', async (original) => ({
  ...(await original<typeof import('node:os')>()),
  availableParallelism: () => granted.cores,
  cpus: () => [],
}));
beforeEach(() => void (granted.cores = 1));

it.each([
  [1, 1],
  [3, 3],
  // Where nothing can be counted there is still the core that asks.
  [0, 1],
])('of %d that may be used, %d', async (cores, workers) => {
  granted.cores = cores;
  expect(jobsOf(undefined)).toBe(workers);
  expect(jobsOf('7')).toBe(7);
  const words = workers === 1 ? '1 core: verify starts 1 worker,' : '3 cores: verify starts 3 workers,';
  expect(diagnosis(await examine())).toContain(`\n${words}`);
});
