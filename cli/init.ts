/** `fct init`: a small suite that works, with its test and a workflow for CI, to be changed into one of one's own. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXIT } from './exitCode.ts';
import { OutputError } from './outputError.ts';
import { UsageError } from './usage.ts';
import { writeWhole } from './wholeFile.ts';

/** The examples of this package, and what they are called in a project. */
const FILES = {
  'fct.config.ts': 'fct.config.ts',
  'largest-normal.ts': 'largest-normal.ts',
  'largest-normal.test.ts': 'largest-normal.test.ts',
  'ci/theorems.yml': '.github/workflows/theorems.yml',
} as const;

const EXAMPLES = new URL('../examples/', import.meta.url);

/** Writes the files into the working folder; none where one of them is there. */
export function init(): number {
  const taken = Object.values(FILES).find((name) => existsSync(name));
  if (taken !== undefined)
    throw new UsageError(`${taken} is there already, and nothing was written; begin in a folder without it`);
  for (const [example, name] of Object.entries(FILES)) {
    try {
      mkdirSync(dirname(name), { recursive: true });
      writeWhole(name, readFileSync(new URL(example, EXAMPLES), 'utf8'));
    } catch (error) {
      throw new OutputError(`${name} cannot be written (${(error as Error).message})`);
    }
    console.log(`wrote ${join('.', name)}`);
  }
  console.log(`
The theorem is in largest-normal.ts, and fct.config.ts makes a suite of it. Now try

  npx fct verify
  npx fct explore largest-normal --x tail=0:1
  npx fct hunt largest-normal --domain wide
  npx vitest run`);
  return EXIT.ok;
}
