/** The verbs about runs that are there: put together, rendered again, looked at while they go on. */
import type { Command } from 'commander';

export function addLaterVerbs(program: Command, ended: (code: number) => void): void {
  program
    .command('merge')
    .description('put the evidence of shards together and judge it as one run')
    .argument('<dir...>', 'the --out folders of all shards')
    .option('--out <dir>', 'folder for the merged run', 'fct-out')
    .option('--force', 'replace the run of fct that the folder holds, and nothing else')
    .option('--jobs <n>', 'workers; as many as the cores that may be used when left out')
    .action(async (folders: string[], options) => {
      ended(await (await import('./merge.ts')).merge(program.opts(), folders, options));
    });

  program
    .command('report')
    .description('render the reports of an earlier run again')
    .argument('[dir]', 'the --out folder of the run')
    .option('--compare <dir>', 'the --out folder of another run: what changed since')
    .option('--history', 'instead: draw fct-history.jsonl of this folder, as fct-history.html')
    .addHelpText(
      'after',
      '\nExamples:\n  fct report fct-out --compare out/last-month\n  fct report --history',
    )
    .action(async (folder: string | undefined, options) => {
      ended(await (await import('./report.ts')).renderAgain(program.opts(), folder, options));
    });
  program
    .command('serve')
    .description('a page of a run in progress that keeps itself up to date, until the run ends')
    .argument('<dir>', 'the --out folder of the run')
    .option('--port <n>', 'port on 127.0.0.1; a free one when left out')
    .addHelpText('after', '\nExample:\n  fct serve fct-out --port 8080')
    .action(async (folder: string, options) => {
      ended(await (await import('./serve.ts')).serve(program.opts(), folder, options));
    });
}
