/** The help of `fct explore` and the axes that there are. */
import { expect, it } from 'vitest';
import { AXES } from '../../theorems/studies/network/axes.ts';
import { ROOT } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';

it('`fct explore --help` names every axis', async () => {
  const { stdout, code } = await fctHere(['explore', '--help'], ROOT);
  expect(code).toBe(0);
  const named = /^Axes: ([^]*?)\. What/m
    .exec(stdout)![1]!
    .replace(/\([^)]* [^)]*\)/g, '')
    .split(/,\s+/);
  expect(named.map((name) => name.trim())).toEqual(AXES.map((axis) => axis.name));
});
