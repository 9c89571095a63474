/** A Slurm of one node, for as long as a script needs it (Linux, as root, with slurm-wlm and munge). */
import { execFileSync, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { newFolder, ROOT } from './fct.ts';

export interface Slurm {
  /** Runs a command of Slurm, or a script that calls one, and gives what it printed. */
  readonly run: (command: string, ...args: readonly string[]) => string;
  /** Waits until no job is left. */
  readonly idle: () => Promise<void>;
  readonly stop: () => void;
}

/** Jobs find `npx fct`, which is the command line of this checkout, and the variables that are given. */
export async function startSlurm(variables: Readonly<Record<string, string>>): Promise<Slurm> {
  const folder = newFolder('fct-slurm-');
  const node = hostname().split('.')[0]!;
  const at = (name: string) => join(folder, name);
  mkdirSync(at('bin'));
  const main = `exec ${process.execPath} --import ${import.meta.resolve('tsx')} ${join(ROOT, 'cli/main.ts')} "\${@:2}"`;
  writeFileSync(at('bin/npx'), `#!/bin/bash\n${main}\n`);
  chmodSync(at('bin/npx'), 0o755);
  const settings = [
    'ClusterName=fct',
    `SlurmctldHost=${node}`,
    'AuthType=auth/munge',
    'ProctrackType=proctrack/linuxproc',
    'TaskPlugin=task/none',
    'SelectType=select/cons_tres',
    'SelectTypeParameters=CR_CPU',
    'SlurmUser=root',
    'SlurmdParameters=config_overrides',
    'MpiDefault=none',
    'ReturnToService=2',
    `StateSaveLocation=${folder}`,
    `SlurmdSpoolDir=${folder}`,
    ...['Slurmctld', 'Slurmd'].flatMap((name) => [
      `${name}PidFile=${at(`${name}.pid`)}`,
      `${name}LogFile=${at(`${name}.log`)}`,
    ]),
    // More processors than there are: jobs wait for each other otherwise.
    `NodeName=${node} CPUs=32 RealMemory=64000 State=UNKNOWN`,
    'PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP',
  ];
  writeFileSync(at('slurm.conf'), `${settings.join('\n')}\n`);
  const env = {
    ...process.env,
    ...variables,
    SLURM_CONF: at('slurm.conf'),
    PATH: `${at('bin')}:${process.env['PATH']}`,
  };
  const run: Slurm['run'] = (command, ...args) =>
    execFileSync(command, args, { cwd: folder, env, encoding: 'utf8' }).trim();
  if (spawnSync('munge', ['-n']).status !== 0)
    throw new Error('munged does not run: `service munge start`, or `runuser -u munge munged`');
  run('slurmctld', '-c');
  run('slurmd');
  const pause = () => new Promise((resolve) => setTimeout(resolve, 500));
  while (!run('sinfo', '-h', '-o', '%T').startsWith('idle')) await pause();
  return {
    run,
    idle: async () => {
      while (run('squeue', '-h') !== '') await pause();
    },
    stop: () => {
      for (const name of ['Slurmd', 'Slurmctld'])
        process.kill(Number(readFileSync(at(`${name}.pid`), 'utf8')), 'SIGTERM');
    },
  };
}
