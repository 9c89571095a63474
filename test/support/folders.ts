/** Kinds of folder that people name by mistake or that are somebody's: everything in them must be there afterwards. */
import {
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { holderName, thisProcess } from '../../cli/holder.ts';
import { RUN_SCHEMA } from '../../cli/storedRun.ts';

/** What is given to the command line: the rest of a kind is its folders, made below `base`. */
export interface Asked {
  readonly out: string;
  readonly cwd?: string;
  readonly home?: string;
}

/** Writes files by their paths; a path that ends in a slash is a folder. */
export function make(base: string, files: Readonly<Record<string, string>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(base, name);
    mkdirSync(name.endsWith('/') ? path : dirname(path), { recursive: true });
    if (!name.endsWith('/')) writeFileSync(path, text);
  }
}

/** The files of a small run of another seed than 1, as a kind of command leaves them. */
export const RUN: Readonly<Record<string, string>> = {
  'run.json': JSON.stringify({
    schema: RUN_SCHEMA,
    seed: 8,
    selected: ['lemma-1.1/gradient'],
    started: '2024',
  }),
  'evidence/exact.jsonl': 'evidence\n',
  'lemma-1.1/report.html': 'page',
  'index.html': 'index',
};

const below = (name: string, files: Readonly<Record<string, string>>) =>
  Object.fromEntries(Object.entries(files).map(([file, text]) => [`${name}/${file}`, text]));

/** A folder `out` with these files. */
const holding =
  (files: Readonly<Record<string, string>>) =>
  (base: string): Asked => {
    make(base, { 'out/': '', ...below('out', files) });
    return { out: join(base, 'out') };
  };

/** A folder `out` with these files and a link. */
const linking = (files: Readonly<Record<string, string>>, name: string, target: string) => (base: string) => {
  make(base, { 'mine/thesis.tex': 'mine', 'out/': '', ...below('out', files) });
  symlinkSync(join(base, target), join(base, 'out', name));
  return { out: join(base, 'out') };
};

/** `out` is a link to what a kind asks for. */
const linked = (kind: (base: string) => Asked) => (base: string) => {
  const { out, ...rest } = kind(base);
  symlinkSync(out, join(base, 'link'));
  return { out: join(base, 'link'), ...rest };
};

const inside =
  (path: string, files: Readonly<Record<string, string>> = {}) =>
  (base: string): Asked => {
    make(base, { [`out/${path}/`]: '', ...below('out', files) });
    return { out: join(base, 'out'), cwd: join(base, 'out', path) };
  };

const home =
  (path: string, files: Readonly<Record<string, string>> = {}) =>
  (base: string): Asked => {
    make(base, { [`out/${path}/`]: '', ...below('out', files) });
    return { out: join(base, 'out'), home: join(base, 'out', path) };
  };

const heldBy = (holder: Partial<ReturnType<typeof thisProcess>>) =>
  holding({ ...RUN, [`.fct-lock/${holderName({ ...thisProcess(), ...holder })}`]: '' });

export const KINDS: Readonly<Record<string, (base: string) => Asked>> = {
  'a thesis': holding({ 'chapters/one.tex': 'text' }),
  'a file that is hidden': holding({ '.env': 'secret' }),
  'folders with nothing in them': holding({ 'photos/2024/': '' }),
  'a project with its packages': holding({ 'package.json': '{}', 'node_modules/a/index.js': '' }),
  'a repository without files': holding({ '.git/HEAD': 'ref: refs/heads/main' }),
  'a work tree of a repository elsewhere': holding({ '.git': 'gitdir: ../elsewhere' }),
  'a bare repository': holding({ HEAD: 'ref', 'objects/': '', 'refs/': '' }),
  'a repository with a run in it': holding({ ...RUN, '.git/HEAD': 'ref' }),
  'an empty folder of a repository’s own': (base) => {
    make(base, { '.git/hooks/': '' });
    return { out: join(base, '.git/hooks') };
  },
  'a run with notes beside it': holding({ ...RUN, 'notes.txt': 'mine' }),
  'a run with notes in its evidence': holding({ ...RUN, 'evidence/notes.txt': 'mine' }),
  'a run with notes on a theorem': holding({ ...RUN, 'lemma-1.1/notes.txt': 'mine' }),
  'a run with a folder named like a report': holding({ ...RUN, 'summary.md/notes.txt': 'mine' }),
  'a run with a report of another theorem': holding({ ...RUN, 'thm-4.1/report.html': 'mine' }),
  'a run with a repository in it': holding({ ...RUN, 'evidence/.git/HEAD': 'ref' }),
  'a run with a link named like a report': linking(RUN, 'summary.md', 'mine/thesis.tex'),
  'a run whose evidence is a link': linking({ 'run.json': RUN['run.json']! }, 'evidence', 'mine'),
  'a map with a file of a verification': holding({
    'run.json': '{"schema":"fct-explore/1"}',
    'junit.xml': 'mine',
  }),
  'a replaced run with notes in it': holding({
    ...RUN,
    ...below('.fct-replaced-1', { ...RUN, 'notes.txt': 'mine' }),
  }),
  'figures of a version without run.json': holding({ 'index.html': 'page', 'figure-3.json': '{}' }),
  'a run.json of another program': holding({ 'run.json': '{"schema":"train/1"}', 'model.bin': 'mine' }),
  'a run.json of another program, alone': holding({ 'run.json': '{"epochs":3}' }),
  'a run.json that is no object': holding({ 'run.json': '[]' }),
  'a run.json that is no JSON': holding({ 'run.json': 'Tuesday, 5 km' }),
  'a torn run.json beside evidence': holding({ ...RUN, 'run.json': '{\n  "schema": "fct-run' }),
  'a run whose schema is not known': holding({ ...RUN, 'run.json': '{\n  "schema": "fct-walk/1"\n}' }),
  'the working folder, empty': inside(''),
  'the working folder with a run in it': inside('', RUN),
  'the folder above the working folder': inside('evidence', RUN),
  'a folder far above the working folder': inside('a/b/c'),
  'the working folder by another way': (base) => ({ out: join(base, 'none') + '/..', cwd: base }),
  'the working folder by the system’s name': (base) => ({ out: '/proc/self/cwd', cwd: base }),
  'a home, empty': home(''),
  'a home with a run in it': home('', RUN),
  'the folder above a home': home('me', RUN),
  'a link to a thesis': linked(holding({ 'chapters/one.tex': 'text' })),
  'a link to the working folder': linked(inside('')),
  'a link to a home': linked(home('', RUN)),
  'a link to a repository': linked(holding({ ...RUN, '.git/HEAD': 'ref' })),
  'a link to nothing': (base) => {
    symlinkSync(join(base, 'nothing'), join(base, 'link'));
    return { out: join(base, 'link') };
  },
  'a link to itself': (base) => {
    symlinkSync(join(base, 'link'), join(base, 'link'));
    return { out: join(base, 'link') };
  },
  'a file': (base) => {
    make(base, { taken: 'mine' });
    return { out: join(base, 'taken') };
  },
  'a run that this process writes to': heldBy({}),
  'a run that another machine writes to': heldBy({ host: 'elsewhere' }),
};

/** Everything below a folder: names, kinds, times, contents and where links lead. */
export function listing(base: string): readonly string[] {
  const { mtimeMs } = lstatSync(base);
  const names = readdirSync(base, { recursive: true, encoding: 'utf8' }).sort();
  return [
    `${mtimeMs}`,
    ...names.map((name) => {
      const path = join(base, name);
      const found = lstatSync(path);
      const held = found.isFile()
        ? readFileSync(path, 'utf8')
        : found.isSymbolicLink()
          ? `-> ${readlinkSync(path)}`
          : '/';
      return `${name} ${found.mode} ${found.mtimeMs} ${held}`;
    }),
  ];
}

/** The files of a folder with their contents, without the moment at which a run began. */
export function filesIn(folder: string): Readonly<Record<string, string>> {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => lstatSync(join(folder, name)).isFile())
    .sort();
  const text = (name: string) => readFileSync(join(folder, name), 'utf8');
  return Object.fromEntries(
    files.map((name) => [name, text(name).replace(/"started": ".*"/, '"started": ""')]),
  );
}
