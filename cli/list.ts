/** `fct list`: what is claimed, all of it or a part, for a reader or as JSON. */
import { explored } from '../properties/explore/target.ts';
import type { Claim } from '../theorems/types.ts';
import { selectClaims } from './arguments.ts';
import { EXIT } from './exitCode.ts';
import type { LoadedSuite } from './suite.ts';
import { nearest, UsageError } from './usage.ts';

export interface ListArguments {
  readonly kind?: string;
  readonly study?: string;
  readonly json?: boolean;
}

/** Names, kind and study each leave out what is not asked for. */
export function list(suite: LoadedSuite, names: readonly string[], args: ListArguments): number {
  const { theorems, studies } = suite;
  const selected = selectClaims(suite, names);
  const kinds = [...new Set(theorems.flatMap((t) => t.claims.map((c) => c.kind)))];
  if (args.kind !== undefined) known('--kind', args.kind, kinds);
  if (args.study !== undefined) known('--study', args.study, Object.keys(studies));
  const wanted = (claim: Claim) =>
    selected.has(claim.id) &&
    (args.kind === undefined || claim.kind === args.kind) &&
    (args.study === undefined || studyOf(claim) === args.study);
  const found = theorems
    .map((theorem) => ({ theorem, claims: theorem.claims.filter(wanted) }))
    .filter(({ claims }) => claims.length > 0);
  const read = new Set(found.flatMap(({ claims }) => claims.flatMap((claim) => studyOf(claim) ?? [])));
  const shown = Object.values(studies).filter((study) => read.has(study.id));
  const data = {
    suite: suite.name,
    theorems: found.map(({ theorem: { id, title, statement, controls }, claims }) => ({
      id,
      title,
      mark: statement.mark,
      claims: claims.map((claim) => ({
        id: claim.id,
        title: claim.title,
        kind: claim.kind,
        mark: claim.mark,
        study: studyOf(claim),
        twins: controls.filter((control) => control.of === claim.id).map((control) => control.id),
      })),
    })),
    studies: shown.map(explored).map(({ id, title, axes = [] }) => ({
      id,
      title,
      axes: axes.map((axis) => axis.name),
    })),
  };
  console.log(args.json ? JSON.stringify(data, null, 2) : words(data));
  return found.length === 0 ? EXIT.nothing : EXIT.ok;
}

const studyOf = (claim: Claim): string | null => (claim.kind === 'exact' ? null : claim.study);

function known(option: string, name: string, names: readonly string[]): void {
  if (!names.includes(name))
    throw new UsageError(
      `unknown ${option} "${name}": did you mean "${nearest(name, names)}"? There are ${names.join(', ')}`,
    );
}

interface Listed {
  readonly theorems: readonly {
    readonly id: string;
    readonly title: string;
    readonly mark: string;
    readonly claims: readonly {
      readonly id: string;
      readonly title: string;
      readonly kind: string;
      readonly study: string | null;
      readonly twins: readonly string[];
    }[];
  }[];
  readonly studies: readonly {
    readonly id: string;
    readonly title: string;
    readonly axes: readonly string[];
  }[];
}

const KINDS: Readonly<Record<string, string>> = { withHighProbability: 'w.h.p.' };

function words({ theorems, studies }: Listed): string {
  if (theorems.length === 0) return 'Nothing of the suite is of that kind and that study.';
  return [
    ...theorems.flatMap(({ id, title, mark, claims }) => [
      `${id}  ${title}  [${mark}]`,
      ...claims.flatMap((claim) => [
        `  ${claim.id}  (${KINDS[claim.kind] ?? claim.kind}${claim.study === null ? '' : `, study ${claim.study}`})  ${claim.title}`,
        ...claim.twins.map((twin) => `    twin ${twin}`),
      ]),
    ]),
    ...studies
      .filter(({ axes }) => axes.length > 0)
      .map(({ id, title, axes }) => `study ${id}  ${title}\n  axes of \`fct explore\`: ${axes.join(', ')}`),
  ].join('\n');
}
