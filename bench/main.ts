/**
 * `npm run bench`: the kernel beside a plain loop, TensorFlow.js, JAX, PyTorch and NumPy, side by side in one run; what a step costs
 * as each size grows; workers; a whole verification. `-- --quick` is one minute of the same, `-- --json FILE` keeps the numbers;
 * `-- --slopes` is something else, some minutes: how a step's time scales.
 */
import { writeFileSync } from 'node:fs';
import { Command, CommanderError } from 'commander';
import { EXIT } from '../cli/exitCode.ts';
import { UsageError } from '../cli/usage.ts';
import { contest } from './contest.ts';
import { ALL } from './engines.ts';
import { describeMachine } from './machine.ts';
import { timeParts } from './parts.ts';
import { settings, type Shape, type Variable } from './problem.ts';
import { timeLadders } from './slopes.ts';
import {
  costTable,
  engineTable,
  outsideTable,
  partsTable,
  slopesTable,
  verifyTable,
  workersTable,
} from './tables.ts';
import { timeVerify } from './verify.ts';
import { timeOutside, timeWorkers } from './workers.ts';

const BOTH_PATHS = ['kernel', 'kernel-dense'] as const;

/** Sizes of the comparison: (N, d0, m). */
const SIZES: readonly (readonly [number, number, number])[] = [
  [512, 32, 128],
  [512, 128, 128],
  [512, 128, 512],
  [1000, 64, 256],
  [512, 256, 512],
];

interface Plan {
  readonly sizes: readonly Shape[];
  readonly turns: number;
  readonly rounds: number;
  readonly longest: number;
  readonly dimension: readonly number[];
  readonly width: readonly number[];
  readonly batch: readonly number[];
  readonly features: readonly number[];
  /** Trials, their size and turns. */
  readonly workers: readonly [number, number, number];
  readonly outside: readonly number[];
  readonly verify: string;
}

const both = (sizes: typeof SIZES) => sizes.flatMap(([N, d0, m]) => settings({ N, d0, m }));

const FULL: Plan = {
  sizes: both(SIZES),
  turns: 2,
  rounds: 1,
  longest: 30,
  dimension: [1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9],
  width: [64, 128, 256, 512, 1024, 2048, 4096],
  batch: [256, 512, 1024, 2048, 4096],
  features: [16, 32, 64, 128, 256, 512],
  workers: [32, 128, 2],
  outside: [16, 32, 64, 128, 256],
  verify: 'quick',
};

const QUICK: Plan = {
  sizes: both(SIZES.slice(0, 1)),
  turns: 1,
  rounds: 1,
  longest: 5,
  dimension: [1e3, 1e9],
  width: [512],
  batch: [1024],
  features: [128],
  workers: [8, 64, 2],
  outside: [16, 128],
  verify: 'smoke',
};

/** Ladders of each slope. */
const [MANY, FEW] = [8, 2];

interface Options {
  readonly quick?: boolean;
  readonly slopes?: boolean;
  readonly json?: string;
  readonly python: string;
}

const program = new Command('bench')
  .option('--quick', 'one minute of the same')
  .option('--slopes', 'only how the time of a step scales with d0, m, N and d')
  .option('--json <file>', 'write the numbers to a file')
  .option('--python <command>', 'interpreter of the peers', 'python3')
  .exitOverride()
  .allowExcessArguments(false);

try {
  program.parse();
  const options = program.opts<Options>();
  if (options.slopes === true) slopes(options);
  else await bench(options);
} catch (error) {
  if (error instanceof UsageError) {
    console.error(`bench: ${error.message}`);
    process.exitCode = EXIT.usage;
  } else if (error instanceof CommanderError) {
    process.exitCode = error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  } else throw error;
}

function slopes({ quick, json }: Options): void {
  const keep = keeper(json);
  const ladders = timeLadders(quick === true ? FEW : MANY);
  console.log(slopesTable(ladders));
  keep({ machine: describeMachine(), slopes: ladders });
}

async function bench(options: Options): Promise<void> {
  const plan = options.quick === true ? QUICK : FULL;
  const { turns, rounds, longest } = plan;
  const effort = { turns, rounds, longest, python: options.python };
  const keep = keeper(options.json);
  const machine = describeMachine();
  const say = (title: string, text: string) => console.log(`\n## ${title}\n\n${text}`);

  const compared = await contest(plan.sizes, ALL, effort);
  say('Whole training runs, one core: milliseconds per step', engineTable(plan.sizes, compared));
  const missing = [...compared.missing];
  keep({ machine: { ...machine, versions: compared.versions }, rows: compared.rows, missing });

  const cost = async (name: string, variable: Variable, shapes: readonly Shape[]) => {
    const found = await contest(shapes, BOTH_PATHS, effort);
    missing.push(...found.missing);
    say(`Cost against ${variable}: milliseconds per step`, costTable(variable, found.rows));
    keep({ [name]: found.rows });
  };
  const small = { N: 512, d0: 32, m: 128, ratio: 1, d: 5793 };
  const large = { ...small, d0: 64, d: 32768 };
  await cost(
    'dimension',
    'd',
    plan.dimension.map((d) => ({ ...small, d })),
  );
  await cost(
    'width',
    'm',
    plan.width.map((m) => ({ ...large, m })),
  );
  await cost(
    'batch',
    'N',
    plan.batch.map((N) => ({ ...large, N })),
  );
  await cost(
    'features',
    'd0',
    plan.features.map((d0) => ({ ...large, d0, d: Math.round(d0 ** 2.5) })),
  );

  const { limit, rows: parts } = await timeParts(plan.sizes);
  say('Where a step goes', partsTable(limit, parts));
  keep({ limit, parts });
  const outside = await timeOutside(plan.outside, 3);
  say('Share of a trial outside the kernel', outsideTable(outside));
  keep({ outside });
  const workers = await timeWorkers(...plan.workers);
  say('Workers', workersTable(workers));
  keep({ workers });
  const verify = timeVerify(plan.verify);
  say('A verification', verifyTable(verify));
  keep({ verify });
}

/** Keeps what was measured so far in a file, if one is named; one that cannot be written is refused before any work. */
function keeper(file: string | undefined): (more: object) => void {
  const numbers = {};
  if (file === undefined) return () => undefined;
  try {
    writeFileSync(file, '', { flag: 'a' });
  } catch (error) {
    throw new UsageError(
      `--json ${file} cannot be written (${(error as NodeJS.ErrnoException).code}); name another file`,
    );
  }
  return (more) => writeFileSync(file, `${JSON.stringify(Object.assign(numbers, more), undefined, 2)}\n`);
}
