/** The help of `fct explore` and the axes that there are. */
import { expect, it } from 'vitest';
import { AXES } from '../../theorems/studies/axes.ts';
import { fct } from '../support/fct.ts';

it('`fct explore --help` names every axis', async () => {
  const { stdout, code } = await fct(['explore', '--help']);
  expect(code).toBe(0);
  const named = /^Axes: ([^]*?)\. What/m
    .exec(stdout)![1]!
    .replace(/\([^)]* [^)]*\)/g, '')
    .split(/,\s+/);
  expect(named.map((name) => name.trim())).toEqual(AXES.map((axis) => axis.name));
});
