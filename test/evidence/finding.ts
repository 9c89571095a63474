/** One map, ranking or hunt as a table: `npm run evidence -- findings/NAME`. Arguments: its name, its picture or `-`, then those of `fct`. */
import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExploreRecord } from '../../properties/explore/record.ts';
import type { DecidesRecord } from '../../properties/explore/decidesRecord.ts';
import { fct, newFolder, ROOT } from '../support/fct.ts';
import { commit, record, table } from './record.ts';

const [name, picture, ...args] = process.argv.slice(2) as [string, string, ...string[]];

commit();
// Counterexamples are saved in the working folder.
const cwd = newFolder();
const { code, stdout, stderr } = await fct([...args, '--jobs', '2', '--out', 'out'], { cwd });
// A hunt that found something ends with 1.
if (code !== 0 && !(args[0] === 'hunt' && code === 1))
  throw new Error(`${args.join(' ')} ended with ${code}: ${stderr}`);

const out = join(cwd, 'out');
const read = <T>(file: string) =>
  existsSync(join(out, file)) ? (JSON.parse(readFileSync(join(out, file), 'utf8')) as T) : undefined;
const short = (x: number) => Number(x.toPrecision(4));

const map = read<ExploreRecord>('explore.json');
const ranked = read<DecidesRecord>('what-decides.json');
const cells = (of: ExploreRecord) =>
  table(
    [...of.axes.map((axis) => axis.name), 'size', 'trials', 'failures', 'interval', 'status', 'outside'],
    of.cells.map((c) => [
      ...[c.x, ...(c.y === undefined ? [] : [c.y])].map(short),
      ...[c.d0, c.trials, c.failures, `${short(c.low)} to ${short(c.high)}`, c.status, c.outside.join(', ')],
    ]),
  );
const places = ({ ranking }: DecidesRecord) =>
  table(
    ['quantity', 'fails', 'threshold', 'interval', 'right on fresh draws'],
    ranking
      .slice(0, 10)
      .map(({ quantity, fails, threshold: { estimate, low, high }, fresh }) => [
        ...[quantity, fails, short(estimate)],
        `${low === null ? '–' : short(low)} to ${high === null ? '–' : short(high)}`,
        `${(100 * fresh.accuracy).toFixed(1)} % of ${fresh.draws}`,
      ]),
  );
const said = stdout
  .split('\n')
  .filter((line) => line !== '' && !/out\/index\.html$/.test(line))
  // Progress, and a time that no second run repeats.
  .filter((line) => !/, \d+ (min )?\d* ?s\b/.test(line));

if (picture !== '-')
  copyFileSync(
    join(out, map === undefined ? 'what-decides.svg' : 'explore.svg'),
    join(ROOT, 'docs/images', picture),
  );
const seed = args.includes('--seed') ? args[args.indexOf('--seed') + 1]! : '1';
record(`findings/${name}`, `npm run fct -- ${args.join(' ')}`, `seed ${seed}`, [
  ...(args[0] === 'hunt' ? ['```text', ...said, '```'] : [map?.sentence ?? ranked!.sentence]),
  '',
  ...(map === undefined ? [] : cells(map)),
  ...(ranked === undefined ? [] : places(ranked)),
]);
