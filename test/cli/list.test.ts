/** What `fct list` says of a suite. */
import { expect, it } from 'vitest';
import { AXES } from '../../theorems/studies/network/axes.ts';
import { ROOT } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';

it('`fct list` names every axis that `fct explore` takes', async () => {
  const { stdout, code } = await fctHere(['list'], ROOT);
  expect(code).toBe(0);
  const named = /^study relu .*\n {2}axes of `fct explore`: (.*)$/m.exec(stdout)![1]!.split(', ');
  expect(named).toEqual(AXES.map((axis) => axis.name));
});
