/** A folder of somebody's: the suite of the examples, copied there, with changes. */
import { readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { newFolder, ROOT } from './fct.ts';

const SUITE = 'fct.config.ts';
const THEOREM = 'largest-normal.ts';

export interface SuiteFolder {
  /** What the file of the suite is called. */
  readonly name?: string;
  /** Changes the texts; a change that changes nothing is an error of the test. */
  readonly suite?: (text: string) => string;
  readonly theorem?: (text: string) => string;
}

export function suiteFolder({ name = SUITE, suite, theorem }: SuiteFolder = {}): string {
  const folder = newFolder('fct-suite-');
  const copy = (file: string, to: string, change: ((text: string) => string) | undefined) => {
    const text = readFileSync(join(ROOT, 'examples', file), 'utf8');
    const changed = change === undefined ? text : change(text);
    if (change !== undefined && changed === text) throw new Error(`${file} is not changed`);
    writeFileSync(join(folder, to), changed);
  };
  copy(SUITE, name, suite);
  copy(THEOREM, THEOREM, theorem);
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  return folder;
}
