/** `fct init`: a small suite that works, with its test and a workflow for CI, to be changed into one of one's own. */
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { EXIT } from './exitCode.ts';
import { OutputError } from './outputError.ts';
import { UsageError } from './usage.ts';
import { writeWhole } from './wholeFile.ts';

/** The examples of this package, and what they are called in a project of ES modules. */
const FILES = {
  'fct.config.ts': 'fct.config.ts',
  'largest-normal.ts': 'largest-normal.ts',
  'largest-normal.test.ts': 'largest-normal.test.ts',
  'ci/theorems.yml': '.github/workflows/theorems.yml',
} as const;

const EXAMPLES = new URL('../examples/', import.meta.url);

/** What the files need beside this package. */
const NEEDED = ['fast-check', 'vitest'];

/** Writes the files into the working folder; none where one of them is there. */
export function init(): number {
  // In a project of CommonJS modules the ending .mts says that a file is none.
  const esModules = packageType() === 'module';
  const named = (name: string) => (esModules ? name : name.replace(/\.ts$/, '.mts'));
  const imported = (text: string) => (esModules ? text : text.replace(/(from '\.\/[\w-]+)\.js'/g, "$1.mjs'"));
  const taken = Object.values(FILES)
    .map(named)
    .find((name) => existsSync(name));
  if (taken !== undefined)
    throw new UsageError(`${taken} is there already, and nothing was written; begin in a folder without it`);
  for (const [example, plain] of Object.entries(FILES)) {
    const name = named(plain);
    try {
      mkdirSync(dirname(name), { recursive: true });
      writeWhole(name, imported(readFileSync(new URL(example, EXAMPLES), 'utf8')));
    } catch (error) {
      throw new OutputError(`${name} cannot be written (${(error as Error).message})`);
    }
    console.log(`wrote ${join('.', name)}`);
  }
  const missing = NEEDED.filter((name) => !existsSync(join('node_modules', name)));
  console.log(`
The theorem is in ${named('largest-normal.ts')}, and ${named('fct.config.ts')} makes a suite of it. Now try
${missing.length === 0 ? '' : `\n  npm install --save-dev ${missing.join(' ')}`}
  npx fct verify
  npx fct explore largest-normal --x tail=0:1
  npx fct hunt largest-normal --domain wide
  npx vitest run`);
  return EXIT.ok;
}

/** What package.json of the working folder says its modules are; `module` where there is none, and nothing says otherwise. */
function packageType(): string {
  if (!existsSync('package.json')) return 'module';
  try {
    const { type = 'commonjs' } = JSON.parse(readFileSync('package.json', 'utf8')) as { type?: string };
    return type;
  } catch (error) {
    throw new UsageError(`package.json cannot be read (${(error as Error).message}); nothing was written`);
  }
}
