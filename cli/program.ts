/** The command line: verbs, options and the messages of failures. Every verb is a file of its own, loaded when it is asked for. */
import { Command, CommanderError } from 'commander';
import { addCampaignVerbs, BROKER, BROKER_CA } from './broker/verbs.ts';
import { VERSION } from '../properties/records/version.ts';
import { EXIT } from './exitCode.ts';
import { addLaterVerbs } from './laterVerbs.ts';
import { failed } from './failed.ts';
import { addHelpVerb } from './help.ts';
import { OWN_SUITES } from './ownSuites.ts';
import type { SuiteOptions } from './suite.ts';

const program = new Command('fct')
  .description(
    'Puts theorems under test: those of a suite of your own, or of the feature contamination paper.',
  )
  .option(
    '--suite <suite>',
    `${Object.keys(OWN_SUITES).join(', ')}, or a module whose default export is the suite; when left out, fct.config.ts of this folder, or else paper, the suite of the feature contamination paper`,
  )
  .version(VERSION, '-V, --version', 'the version of this package')
  .helpCommand(false)
  .exitOverride()
  .configureOutput({
    outputError: (text, write) =>
      write(
        `fct: ${text
          .trim()
          .replace(/^error: /, '')
          .replace(/\s+/g, ' ')}; \`fct --help\` shows the way\n`,
      ),
  })
  .addHelpText(
    'after',
    `
Exit codes: 0 all supported and every twin refuted, 1 something refuted (or a twin not), 2 bad input,
3 internal error, 4 inconclusive, vacuous or interrupted, 5 nothing selected, 130/143 stopped by a signal (resumable).`,
  );

let code: number = EXIT.ok;
/** The suite that the command line names or the working folder holds. */
const suite = async () => (await import('./suite.ts')).loadSuite(program.opts<SuiteOptions>().suite);
const collect = (value: string, before: string[]) => [...before, value];

program
  .command('init')
  .description('write a small suite into this folder, with its test and a workflow for CI, to begin with')
  .action(async () => {
    code = (await import('./init.ts')).init();
  });

program
  .command('verify')
  .description('draw, train, judge, report')
  .argument('[theorem...]', 'theorems or claims, such as thm-4.3 or thm-4.3/joint; all when none is named')
  .option('--profile <name>', 'how much evidence: a profile of the suite, such as quick')
  .option('--seed <n>', 'root seed, 0 to 2^53 - 1', '1')
  .option('--jobs <n>', 'workers; as many as the cores that may be used when left out')
  .option(...BROKER)
  .option(...BROKER_CA)
  .option('--engine <name>', 'auto, kernel, tfjs, tfjs-node, tfjs-wasm, tfjs-cpu', 'auto')
  .option('--out <dir>', 'folder for reports and evidence', 'fct-out')
  .option('--force', 'replace the run of fct that the folder holds, and nothing else')
  .option('--where <condition>', 'my regime: FIELD=VALUE or FIELD=LOW..HIGH, repeatable', collect, [])
  .option('--set <assignment>', 'set a field of every instance: FIELD=VALUE, repeatable', collect, [])
  .option('--max-time <time>', 'stop after 90s, 5m, 2h; resumable')
  .option('--compare <dir>', 'the --out folder of an earlier run: what changed since')
  .option('--history', 'append the finished run to fct-history.jsonl of this folder')
  .option(
    '--watch',
    'run again what a change of the sources touches, what failed first; replaces its own runs',
  )
  .option('--shard <i/n>', "this machine's part of the work; `fct merge` judges")
  .addHelpText('after', '\nExample:\n  fct verify thm-4.3 --profile smoke --seed 7 --out out/seven')
  .action(async (names: string[], options) => {
    code = options.watch
      ? await (await import('./watch.ts')).watch(program.opts(), await suite(), names, options)
      : await (await import('./verify.ts')).verify(await suite(), names, options);
  });

program
  .command('list')
  .description('what is claimed')
  .argument('[theorem...]', 'theorems or claims; all when none is named')
  .option('--kind <kind>', 'only claims of this kind, such as exact, withHighProbability or scaling')
  .option('--study <name>', 'only claims that read this study')
  .option('--json', 'as JSON')
  .action(async (names: string[], options) => {
    code = (await import('./list.ts')).list(await suite(), names, options);
  });

program
  .command('doctor')
  .description('what this machine has, and why not more')
  .addHelpText('after', '\nExample:\n  fct doctor')
  .action(async () => {
    code = await (await import('./doctor.ts')).doctor();
  });

program
  .command('replay')
  .description('one trial again, alone: 0 same bits, 1 different, 2 foreign token')
  .argument('[token]', 'a replay token from a report; with --sample, the --out folder of a run')
  .option('--sample [n]', 'so many trials of a run, drawn at random; 5 when no number is given')
  .addHelpText('after', '\nExample:\n  fct replay --sample 5 fct-out')
  .action(async (target: string | undefined, options) => {
    code = await (await import('./replay.ts')).replay(program.opts(), target, options);
  });

program
  .command('plan')
  .description('trials, power and time that a profile needs, before anything is run')
  .argument('[theorem...]', 'theorems or claims; all when none is named')
  .option('--profile <name>', 'how much evidence: a profile of the suite, such as quick')
  .option('--engine <name>', 'engine to time', 'auto')
  .option('--jobs <n>', 'workers; as many as the cores that may be used when left out')
  .option('--json', 'the plan as JSON')
  .action(async (names: string[], options) => {
    code = await (await import('./plan.ts')).plan(await suite(), names, options);
  });

program
  .command('hunt')
  .description('search for instances that violate a claim; shrink, confirm, save: 0 none found, 1 found')
  .argument('<theorem>', 'a theorem or one claim, such as thm-4.1 or thm-4.3/ood-risk-band')
  .option(
    '--domain <name>',
    'sampler (what is drawn), paper (the hypotheses), wide (one hypothesis broken)',
    'sampler',
  )
  .option('--budget <n>', 'most trials of the search; shrinking may take as many again', '400')
  .option('--random', 'random points without guidance, for comparison')
  .option('--out <dir>', 'folder for a page of the hunt')
  .option('--force', 'replace the run of fct that the folder holds, and nothing else')
  .option('--seed <n>', 'root seed, 0 to 2^53 - 1', '1')
  .option('--jobs <n>', 'workers; as many as the cores that may be used when left out')
  .option(...BROKER)
  .option(...BROKER_CA)
  .option('--engine <name>', 'auto, kernel, tfjs, tfjs-node, tfjs-wasm, tfjs-cpu', 'auto')
  .addHelpText(
    'after',
    `
Counterexamples go to fct-failures/, one file each; commit them, and \`fct verify\` looks at them first.

Exit codes: 0 none found, 1 found, 2 bad input, 4 kept from a trial by the machine, 130/143 stopped by a signal.

Examples:
  fct hunt thm-4.1 --domain paper --budget 400 --out out/hunt
  fct hunt thm-4.4/ood-risk-bound --domain wide --budget 800
  fct hunt thm-4.1 --domain paper --budget 400 --random`,
  )
  .action(async (name: string, options) => {
    code = await (await import('./hunt.ts')).runHunt(await suite(), name, options);
  });

program
  .command('explore')
  .description('map where a claim holds and where it fails, over one or two axes')
  .argument('<theorem>', 'a theorem or one claim, such as thm-4.1 or thm-4.3/ood-risk-band')
  .option('--x <axis>', 'AXIS=LOW:HIGH, such as dBackground/dCore=0.125:8')
  .option('--y <axis>', 'a second axis')
  .option('--what-decides', 'instead of a map: rank the quantities that separate "holds" from "fails"')
  .option('--draws <n>', 'broad draws that find the thresholds, and as many that test them', '450')
  .option(
    '--d0 <n>',
    'size of the instances, unless an axis is the size; the second smallest of the study when left out',
  )
  .option('--set <assignment>', 'set a field of every instance: FIELD=VALUE, repeatable', collect, [])
  .option('--seed <n>', 'root seed, 0 to 2^53 - 1', '1')
  .option('--jobs <n>', 'workers; as many as the cores that may be used when left out')
  .option(...BROKER)
  .option(...BROKER_CA)
  .option('--engine <name>', 'auto, kernel, tfjs, tfjs-node, tfjs-wasm, tfjs-cpu', 'auto')
  .option(
    '--out <dir>',
    'folder for the map and its evidence; resumed when it holds the same map',
    'fct-explore',
  )
  .option('--force', 'replace the run of fct that the folder holds, and nothing else')
  .option('--max-time <time>', 'stop after 90s, 5m, 2h; resumable')
  .addHelpText(
    'after',
    `
\`fct list\` shows the axes of every study. What is on no axis and not --set is drawn anew in every trial;
--what-decides draws over broad ranges of its own, named on its page.

Exit codes: 0 complete, 2 bad input, 4 stopped by --max-time or kept from a trial by the machine, 130/143 stopped by a signal; the same command goes on.

Examples:
  fct explore thm-4.1 --x dBackground/dCore=0.125:8 --out out/ratio
  fct explore thm-4.1 --x dBackground/dCore=0.25:4 --y backgroundMean=0.3:0.7 --set coreMean=0.5 --out out/plane
  fct explore thm-4.3/ood-risk-band --what-decides --out out/decides`,
  )
  .action(async (name: string, options) => {
    code = await (await import('./explore.ts')).explore(await suite(), name, options);
  });

addLaterVerbs(program, (ended) => void (code = ended));

program
  .command('figures')
  .description('a figure of the paper, from our runs: SVG, CSV and a page')
  .option('--figure <name>', 'which of the figures that the suite declares', '3')
  .option(
    '--preset <name>',
    'of Figure 3, theory: the setting of the theorems (default); paper-code: that of its experiments',
  )
  .option('--seeds <n>', 'seeds that the bands span; of Figure 3, 6 for theory, 3 for paper-code')
  .option('--seed <n>', 'root seed, 0 to 2^53 - 1', '1')
  .option('--jobs <n>', 'workers; as many as the cores that may be used when left out')
  .option('--backend <name>', 'wasm: the same bits on every machine; node: native, faster', 'wasm')
  .option('--out <dir>', 'folder for the figures', 'fct-figures')
  .option('--force', 'replace the run of fct that the folder holds, and nothing else')
  .option('--loss <name>', 'paper-code: hinge or logistic')
  .option('--optimizer <name>', 'paper-code: momentum or adamw')
  .option('--output-layer <name>', 'paper-code: frozen or trained')
  .option('--core <name>', 'paper-code: linear or spheres')
  .addHelpText(
    'after',
    '\nExample:\n  fct figures --preset paper-code --seeds 1 --core linear --out out/figures',
  )
  .action(async (options) => {
    code = await (await import('./figures.ts')).figures(await suite(), options);
  });

addHelpVerb(program);
addCampaignVerbs(program, suite, (result) => (code = result));

/** Runs the arguments after `fct` and returns the exit code; every error is reported on stderr. */
export async function run(args: readonly string[]): Promise<number> {
  code = EXIT.ok;
  try {
    await program.parseAsync(args, { from: 'user' });
    return code;
  } catch (error) {
    // Commander has printed its own message.
    if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
    return failed(error);
  }
}
