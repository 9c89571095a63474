/**
 * The process of `outcomesOf`: one Vitest with one project per run, in which the edit is made while the source is read. So
 * nothing is copied, and two runs share nothing but the machine.
 */
import { join } from 'node:path';
import { createVitest, type TestCase } from 'vitest/node';
import { ROOT } from '../fct.ts';
import type { Outcome, Run } from './mutant.ts';

process.once('message', async (runs: readonly Run[]) => {
  const edited = new Set<string>();
  const vitest = await createVitest('test', {
    root: ROOT,
    config: false,
    experimental: { fsModuleCache: true },
    watch: false,
    reporters: [{}],
    projects: runs.map(({ name, edit, file, tests }) => ({
      plugins: [
        {
          name: 'edit',
          enforce: 'pre',
          // What no edit touches is transformed once for all runs, and kept by its text.
          configureVitest: ({ experimental_defineCacheKeyGenerator }) =>
            experimental_defineCacheKeyGenerator(({ id }) =>
              edit !== null && id === join(ROOT, edit.file) ? false : undefined,
            ),
          transform: (code, id) => {
            if (edit === null || id !== join(ROOT, edit.file)) return null;
            const parts = code.split(edit.replace);
            if (parts.length === 2) edited.add(name);
            return parts.join(edit.by);
          },
        },
      ],
      test: {
        name,
        root: ROOT,
        include: [file],
        testTimeout: 60_000,
        setupFiles: [join(import.meta.dirname, 'onlyNamed.ts')],
        provide: { named: tests },
      },
    })),
  });
  const { testModules } = await vitest.start();
  const outcomes = runs.map(({ name }): Outcome => {
    const own = testModules.filter((module) => module.project.name === name);
    const tests = own.flatMap((module) => [...module.children.allTests()]);
    return {
      name,
      edited: edited.has(name),
      tests: tests.filter((test) => test.result().state !== 'skipped').map(resultOf),
      problems: own.flatMap((module) => module.errors().map(({ message }) => message)).join('\n'),
    };
  });
  await vitest.close();
  process.send!(outcomes);
});

function resultOf(test: TestCase): Outcome['tests'][0] {
  const { state, errors = [] } = test.result();
  return {
    name: test.fullName,
    state,
    errors: errors.map(({ name, message }) => `${name}: ${message}`).join('\n'),
  };
}
