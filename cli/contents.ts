/** What lies in an output folder: a run of ours, and whether anything else is there. A run is known by its run.json, its files by their names. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CONFIGURATION, isAside } from './aside.ts';
import { EVIDENCE, INCIDENTS, logNames } from './evidenceLog.ts';
import { isLock } from './lock.ts';
import { isTorn } from './wholeFile.ts';

/** A run.json of any version. */
export interface AnyRun {
  readonly schema: string;
  readonly [field: string]: unknown;
}

const PANELS = ['a', 'b', 'c', 'd'].flatMap((name) => [`figure-3${name}.svg`, `figure-3${name}.csv`]);

/** The files of a run by the kind that its schema names. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  'fct-run': ['summary.md', 'junit.xml', 'trials.csv', 'observations.jsonl', 'summary.json', INCIDENTS],
  'fct-explore': ['explore.json', 'explore.csv', 'explore.svg', INCIDENTS],
  'fct-what-decides': ['what-decides.json', 'what-decides.svg', INCIDENTS],
  'fct-hunt': ['hunt.json', 'hunt.csv'],
  'fct-figures': ['figure-3.json', ...PANELS],
};

/** Versions that knew one suite did not say which studies it has. */
const STUDIES_BEFORE = ['relu', 'balanced', 'onset', 'linear', 'gradient'];

/** The studies of a run's suite, which name its files of evidence; none where it gathers no evidence. */
export function studiesOf(run: AnyRun): readonly string[] {
  const suite = run['suite'] as { readonly studies?: unknown } | undefined;
  if (suite === undefined) return STUDIES_BEFORE;
  return Array.isArray(suite?.studies) ? suite.studies.map(String) : [];
}

/** The files that a figure's run.json says it writes; other names are not believed. */
function figuresOf(run: AnyRun): readonly string[] {
  const named = kindOf(run) === 'fct-figures' && Array.isArray(run['files']) ? run['files'] : [];
  return named.map(String).filter((name) => /^figure-[a-z0-9-]+\.(svg|csv|json)$/.test(name));
}

/** Every file that a run may write, relative to its folder. */
export function filesOf(run: AnyRun): ReadonlySet<string> {
  const selected = Array.isArray(run['selected']) ? run['selected'] : [];
  const theorems = selected.map((claim) => String(claim).split('/')[0]!);
  return new Set([
    CONFIGURATION,
    'index.html',
    ...FILES[kindOf(run)]!,
    ...figuresOf(run),
    ...logNames(studiesOf(run)),
    ...theorems.flatMap((theorem) => [`${theorem}/report.json`, `${theorem}/report.html`]),
  ]);
}

export interface Contents {
  /** The run that is there. */
  readonly run: AnyRun | undefined;
  /** Something that is not part of the run, as a path from the folder. */
  readonly stranger: string | undefined;
}

/** Looks at an existing folder; a link in it is never ours. Throws what the system says of a folder that cannot be read. */
export function contentsOf(folder: string): Contents {
  const text = textOf(join(folder, CONFIGURATION));
  const run = parseRun(text);
  const files = run !== undefined ? filesOf(run) : neverBegan(text) ? NEVER_BEGAN : new Set<string>();
  return { run, stranger: strangers(folder, '', files).next().value ?? undefined };
}

/** An earlier version made the folder of the evidence first, and could leave a part of run.json. */
const NEVER_BEGAN: ReadonlySet<string> = new Set([CONFIGURATION, `${EVIDENCE}/`]);
const FIRST_BYTES = '{\n  "schema": "fct-';

function neverBegan(text: string | undefined): boolean {
  if (text === undefined || !(FIRST_BYTES.startsWith(text) || text.startsWith(FIRST_BYTES))) return false;
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}

function* strangers(folder: string, below: string, files: ReadonlySet<string>): Generator<string, void> {
  const entries = readdirSync(join(folder, below), { withFileTypes: true });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const name = `${below}${entry.name}`;
    const [ours, inside] = [files.has(name) || isTorn(entry.name), `${name}/`];
    if (entry.isFile() && ours) continue;
    if (entry.isDirectory() && below === '' && isLock(entry.name)) continue;
    if (entry.isDirectory() && below === '' && isAside(entry.name))
      yield* asideStrangers(folder, name, files);
    else if (entry.isDirectory() && [...files].some((file) => file.startsWith(inside)))
      yield* strangers(folder, inside, files);
    else yield name;
  }
}

/** In a run that was put aside; before its run.json has gone there too, it is a part of the run around it. */
function* asideStrangers(folder: string, name: string, around: ReadonlySet<string>): Generator<string, void> {
  const run = parseRun(textOf(join(folder, name, CONFIGURATION)));
  for (const stranger of strangers(join(folder, name), '', run === undefined ? around : filesOf(run)))
    yield `${name}/${stranger}`;
}

function textOf(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return undefined;
  }
}

/** A run of ours, of any version. */
export function parseRun(text: string | undefined): AnyRun | undefined {
  try {
    const run = JSON.parse(text ?? '') as AnyRun | null;
    return typeof run?.schema === 'string' && Object.hasOwn(FILES, kindOf(run)) ? run : undefined;
  } catch {
    return undefined;
  }
}

function kindOf({ schema }: AnyRun): string {
  return /^(.*)\/\d+$/.exec(schema)?.[1] ?? '';
}
