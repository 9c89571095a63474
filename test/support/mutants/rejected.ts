/** One test per mutant: its named test fails on it, by an assertion, and passes without it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { outcomesOf, type Mutant, type Outcome, type Run } from './mutant.ts';

export function describeRejected(title: string, mutants: readonly Mutant[]): void {
  describe(title, () => {
    const outcomes = new Map<string, Outcome>();
    const files = [...new Set(mutants.map(({ caughtBy }) => caughtBy[0]))];

    beforeAll(async () => {
      const unedited = files.map((file): Run => {
        const own = mutants.filter(({ caughtBy }) => caughtBy[0] === file);
        return { name: file, edit: null, file, tests: [...new Set(own.map((m) => m.caughtBy[1]))] };
      });
      const edited = mutants.map(({ name, caughtBy: [file, test], ...edit }): Run => {
        return { name, edit, file, tests: [test] };
      });
      for (const outcome of await outcomesOf([...unedited, ...edited])) outcomes.set(outcome.name, outcome);
    });

    it('has names of its own for every mistake', () => {
      const names = mutants.map(({ name }) => name);
      expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
    });

    it.each(files)('and the sources themselves pass %s', (file) => {
      const { tests, problems } = outcomes.get(file)!;
      const named = mutants.filter(({ caughtBy }) => caughtBy[0] === file).map((m) => m.caughtBy[1]);
      expect(problems).toBe('');
      expect(new Set(tests.map(({ name }) => name))).toEqual(new Set(named));
      expect(tests.filter(({ state }) => state !== 'passed')).toEqual([]);
    });

    it.each(mutants.map((mutant) => [mutant.name, mutant] as const))('%s', (name, mutant) => {
      const { edited, tests, problems } = outcomes.get(name)!;
      expect(edited, `${mutant.file} holds "${mutant.replace}" once`).toBe(true);
      expect(problems).toBe('');
      expect(tests.map((test) => [test.name, test.state])).toEqual([[mutant.caughtBy[1], 'failed']]);
      expect(tests[0]!.errors).toMatch(/AssertionError|Property failed/);
    });
  });
}
