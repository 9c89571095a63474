/** What `fct list` says of a suite, of a part of it, and as JSON. */
import { expect, it } from 'vitest';
import { AXES } from '../../theorems/studies/network/axes.ts';
import { ROOT } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';

interface Listed {
  readonly theorems: readonly {
    readonly id: string;
    readonly claims: readonly { readonly kind: string; readonly study: string | null }[];
  }[];
  readonly studies: readonly { readonly id: string }[];
}

const listed = async (...args: string[]) =>
  JSON.parse((await fctHere(['list', '--json', ...args], ROOT)).stdout) as Listed;

it('`fct list` names every axis that `fct explore` takes', async () => {
  const { stdout, code } = await fctHere(['list'], ROOT);
  expect(code).toBe(0);
  const named = /^study relu .*\n {2}axes of `fct explore`: (.*)$/m.exec(stdout)![1]!.split(', ');
  expect(named).toEqual(AXES.map((axis) => axis.name));
});

it('a name, a kind and a study each leave out the rest', async () => {
  const all = await listed();
  expect(all.theorems.length).toBeGreaterThan(8);
  expect((await listed('thm-4.4')).theorems.map((t) => t.id)).toEqual(['thm-4.4']);
  const exact = (await listed('--kind', 'exact')).theorems.flatMap((t) => t.claims);
  expect(new Set(exact.map((c) => c.kind))).toEqual(new Set(['exact']));
  const linear = await listed('--study', 'linear');
  expect(new Set(linear.theorems.flatMap((t) => t.claims.map((c) => c.study)))).toEqual(new Set(['linear']));
  expect(linear.studies.map((s) => s.id)).toEqual(['linear']);
});

it.each([
  ['--kind', 'exactly', /unknown --kind "exactly": did you mean "exact"\?/],
  ['--study', 'relo', /unknown --study "relo": did you mean "relu"\?/],
])('%s %s is refused', async (option, value, sentence) => {
  const { code, stderr } = await fctHere(['list', option, value], ROOT);
  expect(code).toBe(2);
  expect(stderr).toMatch(sentence);
});

it('nothing left is said, with its exit code', async () => {
  const { code, stdout } = await fctHere(['list', 'lemma-1.1', '--study', 'linear'], ROOT);
  expect([code, stdout]).toEqual([5, 'Nothing of the suite is of that kind and that study.\n']);
});
