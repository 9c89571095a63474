/** JSON from elsewhere is met by its published schema, or refused with what is wrong. */
import { expect, it } from 'vitest';
import { schemaProblem } from '../../cli/foreignJson.ts';
import { MADE } from '../support/madeFolder.ts';

const run = JSON.parse(JSON.stringify(MADE));
const without = (field: string) => Object.fromEntries(Object.entries(run).filter(([name]) => name !== field));

it('what `fct verify` writes is taken', () => {
  expect(schemaProblem('run', run)).toBeUndefined();
});

it.each([
  [without('seed'), "it must have required property 'seed'"],
  [{ ...run, seed: '1' }, 'seed must be number'],
  [{ ...run, shard: { index: 1 } }, "shard must have required property 'count'"],
  [{ ...run, more: 1 }, 'it must NOT have additional properties'],
  [[], 'it must be object'],
])('%j is refused', (value, problem) => {
  expect(schemaProblem('run', value)).toBe(problem);
});
