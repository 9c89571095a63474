/** What records are made from: what a run was asked, and what its evidence was judged to be. */
import type { InstanceInput, Json } from '../../theorems/types.ts';
import type { Agenda } from '../gather/agenda.ts';
import type { JudgedReader, JudgedRun } from '../gather/judged.ts';
import { digestOf, type Evidence } from '../trials/evidence.ts';
import type { SeedRoot } from '../trials/seeds.ts';
import { toToken } from '../trials/token.ts';
import type { KnownCounterexample } from './knownRecord.ts';

export interface Findings extends Agenda {
  readonly root: SeedRoot;
  readonly engine: string;
  readonly judged: JudgedRun;
  readonly command: string;
  /** Whose run it is: the suite's name, and the file that the command line named, if any. */
  readonly origin: { readonly name: string; readonly file: string | null };
  /** Saved counterexamples of the selected claims. */
  readonly known?: readonly KnownCounterexample[];
}

export function tokenOf(f: Pick<Findings, 'root' | 'engine'>, e: Evidence): string {
  return toToken({ root: f.root, key: e.key, engine: f.engine, digest: digestOf(e.outcome) });
}

/** The command that runs a trial again. */
export function replayOf(f: Pick<Findings, 'root' | 'engine' | 'origin'>, e: Evidence): string {
  const { file } = f.origin;
  return `fct ${file === null ? '' : `--suite ${file} `}replay ${tokenOf(f, e)}`;
}

export function instanceInput(f: Findings, e: Evidence): InstanceInput {
  return { path: e.path, d0: e.key.d0, variant: e.key.variant, set: f.root.regime.set };
}

export function measurements(j: JudgedReader, d0?: number): readonly Json[] {
  return j.read
    .flatMap(({ rungs }) => rungs)
    .filter((e) => d0 === undefined || e.key.d0 === d0)
    .flatMap((e) => (e.outcome.status === 'measured' ? [e.outcome.measurement] : []));
}
