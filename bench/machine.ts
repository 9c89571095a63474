/** The machine in words: what the times depend on, and nothing that names it. */
import { cpus, loadavg, totalmem } from 'node:os';
import { core } from './contest.ts';

export interface Machine {
  readonly processor: string;
  readonly cores: number;
  readonly memoryGigabytes: number;
  readonly platform: string;
  readonly node: string;
  /** Whether every run was pinned to one core. */
  readonly pinned: boolean;
  /** Processes that wanted a core, averaged over the last minute, at the start: near 0 on an idle machine. */
  readonly load: number;
}

export function describeMachine(): Machine {
  return {
    processor: cpus()[0]!.model,
    cores: cpus().length,
    memoryGigabytes: Math.round(totalmem() / 1e9),
    platform: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    pinned: core !== undefined,
    load: loadavg()[0]!,
  };
}
