/**
 * The suite that a command is about: the one that `--suite` names, else that of fct.config.ts in the working folder, else the
 * paper's. All come through the same door: a module whose default export is a suite.
 */
import type { BuildFailure } from 'esbuild';
import { existsSync, realpathSync } from 'node:fs';
import { relative, resolve, sep } from 'node:path';
import { fileURLToPath } from 'node:url';
import { readySuite, type ReadySuite } from '../properties/gather/suite.ts';
import { asError } from '../properties/trials/thrown.ts';
import { defineSuite, type Suite } from '../theorems/types.ts';
import { OWN_SUITES } from './ownSuites.ts';
import { UsageError } from './usage.ts';

/** What the working folder may call its suite. */
const CONFIGS = ['fct.config.ts', 'fct.config.mts', 'fct.config.js', 'fct.config.mjs'];

const IS_SOURCE = import.meta.url.endsWith('.ts');
const DEFAULT = 'paper';
const moduleOf = (name: string) =>
  new URL(`../theorems/${OWN_SUITES[name]}.${IS_SOURCE ? 'ts' : 'js'}`, import.meta.url).href;

export interface LoadedSuite extends ReadySuite {
  /** URL of its module: what a worker loads. */
  readonly module: string;
  /** How `--suite` names it: its name, or its file from the working folder; null where no name is needed. */
  readonly file: string | null;
  /** Hash of its modules; empty for a suite of this package, whose sources every fingerprint counts. */
  readonly sources: string;
}

/** What a run keeps of its suite. */
export interface SuiteRecord {
  readonly name: string;
  /** What `--suite` named: a suite of this package, or a file relative to the folder of the start; null where it was not given. */
  readonly file: string | null;
  /** Its studies, which name the files of evidence. */
  readonly studies: readonly string[];
}

export function suiteRecord({ name, file, studies }: LoadedSuite): SuiteRecord {
  return { name, file, studies: Object.keys(studies) };
}

/** The file of a suite: the module whose default export it is. */
export function entryOf(file?: string): string {
  const path = file ?? CONFIGS.find((name) => existsSync(name)) ?? DEFAULT;
  return Object.hasOwn(OWN_SUITES, path) ? fileURLToPath(moduleOf(path)) : resolve(path);
}

/** Loads the suite of a name or of a file, or that of the working folder. A suite that cannot be used is bad input. */
export async function loadSuite(file?: string): Promise<LoadedSuite> {
  if (file !== undefined && !isThere(file))
    throw new UsageError(
      `--suite ${file} is no file and no suite of this package (${Object.keys(OWN_SUITES).join(', ')}); name a module whose default export is a suite`,
    );
  const path = file ?? CONFIGS.find((name) => existsSync(name)) ?? DEFAULT;
  if (Object.hasOwn(OWN_SUITES, path)) {
    const module = moduleOf(path);
    return { ...(await suiteOf(module)), module, file: file ?? null, sources: '' };
  }
  const { module, sources, circle } = await refusing(path, async () =>
    (await import('./bundle.ts')).bundled(realpathSync(path)),
  );
  const suite = await refusing(path, () => suiteOf(module), circle);
  const named = file === undefined ? null : relative(process.cwd(), resolve(file)).split(sep).join('/');
  return { ...suite, module, file: named, sources };
}

const isThere = (named: string) => Object.hasOwn(OWN_SUITES, named) || existsSync(named);

/** The suite of a module that is loaded already in the same words; a worker's door. */
export async function suiteOf(module: string): Promise<ReadySuite> {
  const { default: suite } = (await import(module)) as { readonly default?: unknown };
  if (typeof suite !== 'object' || suite === null || !('theorems' in suite))
    throw new RangeError('its default export is no suite; end it with `export default defineSuite({ … })`');
  return readySuite(defineSuite(suite as Suite));
}

async function refusing<T>(path: string, work: () => Promise<T>, circle = ''): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const { name, message } = asError(error);
    const what = (error as BuildFailure).errors?.[0];
    const where = what?.location ? `${what.location.file}:${what.location.line}: ` : '';
    const said =
      what === undefined ? (name === 'RangeError' ? message : `${name}: ${message}`) : where + what.text;
    const hint = circle === '' ? '' : `; note that ${circle}`;
    throw new UsageError(`${path} gives no suite: ${said.replace(/\s+/g, ' ')}${hint}`);
  }
}

/** What every verb is told of suites. */
export interface SuiteOptions {
  /** `--suite`. */
  readonly suite?: string;
}

/** The suite of a run that is there, found again as the run found it unless it is named; another one is bad input. */
export async function suiteOfRun(
  folder: string,
  { suite: kept }: { readonly suite: SuiteRecord },
  { suite: named }: SuiteOptions,
): Promise<LoadedSuite> {
  const file = named ?? kept.file ?? undefined;
  if (named === undefined && kept.file !== null && !isThere(kept.file))
    throw new UsageError(
      `${folder} holds a run of suite "${kept.name}", whose file ${kept.file} is not in this folder; name it with --suite`,
    );
  const suite = await loadSuite(file);
  if (suite.name === kept.name) return suite;
  throw new UsageError(
    `${folder} holds a run of suite "${kept.name}", and this is suite "${suite.name}"; name the file of its suite with --suite`,
  );
}

/** `--suite` as a command that is printed needs it, in front of everything else. */
export function suiteWords({ file }: Pick<SuiteRecord, 'file'>): string {
  return file === null ? '' : `--suite ${file} `;
}
