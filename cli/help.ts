/** `fct help [verb]`: Commander's own shows all verbs for a word that is none of them. */
import type { Command } from 'commander';
import { nearest, UsageError } from './usage.ts';

export function addHelpVerb(program: Command): void {
  program
    .command('help')
    .description('what a verb does, with its options; all verbs when none is named')
    .argument('[verb]')
    .action((verb?: string) => {
      const names = program.commands.map((command) => command.name());
      const named = verb === undefined ? program : program.commands.find((c) => c.name() === verb);
      if (verb !== undefined && named === undefined)
        throw new UsageError(
          `unknown verb "${verb}": did you mean "${nearest(verb, names)}"? \`fct --help\` shows all`,
        );
      named!.outputHelp();
    });
}
