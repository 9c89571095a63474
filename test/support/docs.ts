/** The pages of the documentation, taken apart for tests. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOT } from './fct.ts';

export interface Block {
  readonly language: string;
  readonly text: string;
}

export interface Page {
  /** From the root of the repository. */
  readonly file: string;
  readonly text: string;
  /** Fenced blocks in order. */
  readonly blocks: readonly Block[];
}

/** The README first, then every page below docs/ and what is said of the tests. */
export function pages(): readonly Page[] {
  const docs = readdirSync(join(ROOT, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .sort();
  return ['README.md', 'CONTRIBUTING.md', ...docs.map((name) => `docs/${name}`), 'test/README.md'].map(
    (file) => {
      const text = readFileSync(join(ROOT, file), 'utf8');
      const fenced = [...text.matchAll(/^```(\w*)\n(.*?)^```$/gms)];
      return {
        file,
        text,
        blocks: fenced.map(([, language, body]) => ({ language: language!, text: body! })),
      };
    },
  );
}

/** The commands of a shell block: one a line, without comments. */
export function commands(block: Block): readonly string[] {
  if (block.language !== 'sh') return [];
  const lines = block.text.split('\n').map((line) => line.replace(/(^|\s)#.*$/, '').trim());
  return lines.filter((line) => line !== '').flatMap((line) => line.split(' && '));
}

/** What a table row says pins a statement: a test file, and the name of a test or group in it. */
export function pins(page: Page): readonly { file: string; name: string }[] {
  return [...page.text.matchAll(/\| `(test\/[\w./-]+\.test\.ts)`, "(.+)" \|$/gm)].map(([, file, name]) => ({
    file: file!,
    name: name!,
  }));
}

/** The arguments of a line that calls fct; undefined for other commands. */
export function fctArguments(command: string): readonly string[] | undefined {
  const called =
    /^(?:npx fct|npm run (?:--silent )?fct --|npm run (?:--silent )?(verify)(?: --)?)(?: (.*))?$/.exec(
      command,
    );
  if (called === null) return undefined;
  const [, verb, rest = ''] = called;
  return [...(verb === undefined ? [] : [verb]), ...rest.split(/\s+/).filter((word) => word !== '')];
}

/** What a reader sees printed below a block, if the page says so: the text block that follows, or follows the command that runs it. */
export function printed(page: Page, block: Block): string | undefined {
  const [next, afterwards] = page.blocks.slice(page.blocks.indexOf(block) + 1);
  const file = quoted(block)?.file;
  const runs = file !== undefined && next?.language === 'sh' && next.text === `npx tsx ${file}\n`;
  const last = runs ? afterwards : next;
  return last?.language === 'text' ? last.text : undefined;
}

/** The file that a TypeScript block quotes, named in its first line. */
export function quoted(block: Block): { file: string; excerpt: string } | undefined {
  const [first, ...rest] = block.text.split('\n');
  const file = /^\/\/ (examples\/\S+\.ts)$/.exec(first!)?.[1];
  return file === undefined ? undefined : { file, excerpt: rest.join('\n') };
}
