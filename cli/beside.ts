/**
 * The runs of fct beside an output folder: folders of the same parent, inside the working folder. Elsewhere, as in a folder
 * for temporary files, neighbours have nothing to do with each other.
 */
import { existsSync, readdirSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { regimeWords, type Regime } from '../properties/trials/regime.ts';
import { experimentSuffix } from '../reports/experiment.ts';
import type { PageBeside } from '../reports/html/beside.ts';
import { CONFIGURATION } from './aside.ts';
import { parseRun, type AnyRun } from './contents.ts';

/** More folders than this are not looked at. */
const MOST_FOLDERS = 200;

export function pagesBeside(out: string): readonly PageBeside[] {
  const [own, here] = [realpathSync(out), realpathSync(process.cwd())];
  const parent = dirname(own);
  if (parent !== here && !parent.startsWith(here + sep)) return [];
  return readdirSync(parent, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && entry.name !== 'node_modules')
    .map((entry) => join(parent, entry.name))
    .slice(0, MOST_FOLDERS)
    .filter((folder) => folder !== own && existsSync(join(folder, 'index.html')))
    .sort()
    .flatMap((folder): readonly PageBeside[] => {
      const page = pageOf(folder);
      if (page === undefined) return [];
      const href = relative(own, join(folder, 'index.html')).split(sep).map(encodeURIComponent).join('/');
      return [{ ...page, href }];
    });
}

function pageOf(folder: string): Omit<PageBeside, 'href'> | undefined {
  const file = join(folder, CONFIGURATION);
  if (!existsSync(file)) return undefined;
  const run = parseRun(readFileSync(file, 'utf8'));
  if (run === undefined) return undefined;
  const name = relative(resolve(folder, '..'), folder);
  const said = (field: string) => String(run[field]);
  switch (run.schema.split('/')[0]) {
    case 'fct-run':
      return {
        kind: 'run',
        words: `Verification ${name}${suffixOf(run)}: profile ${said('profile')}, seed ${said('seed')}`,
      };
    case 'fct-explore':
      return { kind: 'map', words: `Map ${name}: ${said('target')} over ${axesOf(run)}` };
    case 'fct-what-decides':
      return { kind: 'map', words: `Map ${name}: what decides whether ${said('target')} holds` };
    case 'fct-hunt':
      return { kind: 'hunt', words: `Hunt ${name}: ${said('target')}, domain ${said('domain')}` };
    case 'fct-figures':
      return {
        kind: 'figures',
        words: `Figures ${name}: Figure ${run['figure'] === undefined ? '3' : said('figure')}, preset ${said('preset')}`,
      };
    default:
      return undefined;
  }
}

/** What was changed of the experiment; nothing where the file does not say it as this version does. */
function suffixOf({ regime }: AnyRun): string {
  try {
    return experimentSuffix(regimeWords(regime as Regime));
  } catch {
    return '';
  }
}

const axesOf = ({ axes }: AnyRun): string =>
  Array.isArray(axes)
    ? axes.map((axis: unknown) => String((axis as readonly unknown[])[0])).join(' and ')
    : '';
