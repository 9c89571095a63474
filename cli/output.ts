/**
 * The one door to an output folder. An absent or empty folder takes a new run; one that holds the same run goes on; `--force`
 * replaces another run of fct and nothing else. Everything else is refused, and nothing there is touched.
 */
import { existsSync, mkdirSync, statSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import type { Evidence } from '../properties/trials/evidence.ts';
import type { Incident } from '../properties/trials/incident.ts';
import { CONFIGURATION, putAside, recover, removeReplaced, replacedRuns } from './aside.ts';
import { contentsOf, filesOf, studiesOf, type AnyRun, type Contents } from './contents.ts';
import { openLog, readEvidence, readIncidents } from './evidenceLog.ts';
import { lock, refuseHeld } from './lock.ts';
import { isDiskFault, OutputError } from './outputError.ts';
import { whyNoPlace } from './place.ts';
import { UsageError } from './usage.ts';
import { syncFolder, writeWhole } from './wholeFile.ts';

export interface OutputOptions {
  readonly out: string;
  /** What must be equal for a run to be gone on with; `schema` names its kind. */
  readonly configuration: AnyRun;
  readonly force?: boolean | undefined;
  /** Folders that the command reads: the output may not touch them. */
  readonly inputs?: readonly string[];
  /** When the run began, in ISO 8601, where that is not now. */
  readonly started?: string;
}

export interface OutputFolder {
  readonly path: string;
  /** Evidence that was already there, by key. */
  readonly known: ReadonlyMap<string, Evidence>;
  readonly resumed: boolean;
  readonly append: (evidence: Evidence) => void;
  /** What the machine did to trials of this run before, and how more of it is noted. */
  readonly incidents: readonly Incident[];
  readonly note: (incident: Incident) => void;
  readonly write: (name: string, text: string) => void;
  /** Called when the run is complete and its reports are written; removes the run that it replaces. */
  readonly stands: () => void;
}

/** Opens the folder for this process alone, for as long as the work lasts. */
export async function withOutput<T>(
  options: OutputOptions,
  work: (folder: OutputFolder) => Promise<T>,
): Promise<T> {
  const { out, inputs } = options;
  const { release } = takeFolder({ ...named(out), inputs, check: () => decide(options, contentsOf(out)) });
  try {
    const { folder, close } = open(options);
    try {
      return await work(folder);
    } finally {
      close();
    }
  } finally {
    release();
  }
}

interface Place {
  readonly path: string;
  /** The place in the sentence that refuses it, and what to do about it. */
  readonly name: string;
  readonly instead: string;
}

const named = (out: string): Place => ({
  path: out,
  name: `--out ${out}`,
  instead: 'name a folder for the run alone',
});

export interface TakeOptions extends Place {
  readonly inputs?: readonly string[] | undefined;
  /** May refuse the contents of the folder, before anything is touched. */
  readonly check?: () => void;
}

/** Creates the folder if it does not exist, and takes its lock. */
export function takeFolder(options: TakeOptions): { readonly release: () => void; readonly isNew: boolean } {
  const { path, name, instead, inputs, check } = options;
  return machineSays(options, () => {
    const isNew = !existsSync(path);
    const why = isNew || statSync(path).isDirectory() ? whyNoPlace(path, inputs) : 'is a file';
    if (why !== undefined) throw new UsageError(`${name} ${why}; ${instead}`);
    if (!isNew) {
      refuseHeld(path);
      check?.();
    }
    makeFolder(path);
    return { release: lock(path), isNew };
  });
}

function open(options: OutputOptions): { readonly folder: OutputFolder; readonly close: () => void } {
  const { out, configuration, force } = options;
  const resumed = machineSays(named(out), () => begin(options));
  const log = machineSays(named(out), () => openLog(out, studiesOf(configuration)));
  const again = force ? 'the same command without --force' : 'the same command';
  const logged = (write: () => void) => {
    try {
      write();
    } catch (error) {
      throw new OutputError(
        `evidence cannot be written to ${out} (${(error as Error).message}); what was written before is kept: mend that and run ${again} again`,
      );
    }
  };
  return {
    folder: {
      path: out,
      known: resumed ? readEvidence(out, studiesOf(configuration)) : new Map<string, Evidence>(),
      resumed,
      incidents: resumed ? readIncidents(out) : [],
      append: (evidence) => logged(() => log.append(evidence)),
      note: (incident) => logged(() => log.note(incident)),
      write: (name, text) => writeReport(out, configuration, name, text),
      stands: () =>
        machineSays(named(out), () =>
          removeReplaced(out, (aside) => contentsOf(aside).stranger === undefined),
        ),
    },
    close: () => {
      log.close();
      const [replaced] = replacedRuns(out);
      if (replaced !== undefined)
        console.log(
          `The run that this one replaces is kept in ${join(out, replaced)} until this one is complete.`,
        );
    },
  };
}

/** Begins a run, or continues one that is there; the return value says which. After an error the folder holds what it held before. */
function begin(options: OutputOptions): boolean {
  const { out, configuration, started = new Date().toISOString() } = options;
  recover(out);
  const todo = decide(options, contentsOf(out));
  if (todo === 'go on') return true;
  try {
    if (todo === 'replace') putAside(out);
    writeWhole(join(out, CONFIGURATION), `${JSON.stringify({ ...configuration, started }, null, 2)}\n`);
  } catch (error) {
    recover(out);
    throw error;
  }
  return false;
}

function decide(
  { out, configuration, force }: OutputOptions,
  { run, stranger }: Contents,
): 'begin' | 'go on' | 'replace' {
  if (run === undefined) {
    if (stranger === undefined) return 'begin';
    throw new UsageError(`--out ${out} holds ${stranger} and no run of fct; choose another --out`);
  }
  if (force) {
    if (stranger === undefined) return 'replace';
    throw new UsageError(
      `--out ${out} holds ${stranger}, which fct did not write, and --force replaces a run alone; move it away or choose another --out`,
    );
  }
  const names = difference(run, configuration);
  if (names.length === 0) return 'go on';
  const said = (of: AnyRun, name: string) => JSON.stringify(of[name]);
  const differs = names
    .map((name) => `${name} ${said(run, name)}, now ${said(configuration, name)}`)
    .join('; ');
  const edited = names.join() === 'fingerprint' ? ': the sources were edited since' : '';
  throw new UsageError(
    `${out} holds another run (${differs})${edited}; choose another --out${stranger === undefined ? ', or --force to replace it' : ''}`,
  );
}

/** The fields in which two runs differ; runs of different kinds have nothing to compare. */
function difference(then: AnyRun, now: AnyRun): readonly string[] {
  const names = then.schema === now.schema ? Object.keys(now) : ['schema'];
  return names.filter((name) => JSON.stringify(then[name]) !== JSON.stringify(now[name]));
}

/** Writes a file of a run; an OutputError when the disk does not take it. */
export function writeReport(out: string, run: AnyRun, name: string, text: string): void {
  // A file whose name is not on the list would be taken for the user's when the run is replaced.
  if (!filesOf(run).has(name)) throw new Error(`${name} is no file of a run of schema ${run.schema}`);
  const file = join(out, name);
  try {
    mkdirSync(dirname(file), { recursive: true });
    writeWhole(file, text);
  } catch (error) {
    throw new OutputError(
      `${file} cannot be written (${(error as Error).message}); the evidence is kept: mend that and run the same command again`,
    );
  }
}

/** Turns an error of the system into a message: the disk is at fault, or the folder was badly chosen. */
function machineSays<T>({ path, name, instead }: Place, work: () => T): T {
  try {
    return work();
  } catch (error) {
    const { code, syscall, message } = error as NodeJS.ErrnoException;
    if (syscall === undefined) throw error;
    if (isDiskFault(error))
      throw new OutputError(`${path} takes no more (${message}); mend that and run the same command again`);
    throw new UsageError(`${name} cannot be written (${code}); ${instead}`);
  }
}

/** Makes one level at a time, because Node's own `recursive` never returns where a system answers ENOENT to mkdir (such as /proc). */
function makeFolder(path: string): void {
  const parent = dirname(resolve(path));
  if (!existsSync(parent)) makeFolder(parent);
  if (existsSync(path)) return;
  try {
    mkdirSync(path);
  } catch (error) {
    // Another process made it meanwhile; the lock decides whose it is.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  syncFolder(parent);
}
