/** A suite: theorems, the studies that they read, and how much evidence its profiles gather. All that `fct` knows of a theory. */
import type { Study } from './study.ts';
import type { Theorem } from './theorem.ts';

/** How much evidence a run gathers. At which sizes a study is measured, the study says under the profile's name. */
export interface SuiteProfile {
  /** Chance of any false "supported" or "refuted", of a claim or of a broken twin, in the whole run. */
  readonly alpha: number;
  /** Allowed failure rate of a claim. */
  readonly delta: number;
  /** A smaller one at these sizes. */
  readonly deltaBySize?: Readonly<Record<number, number>>;
  /** Failure rate that power is planned for; below delta. */
  readonly delta0: number;
  /** Allowed share of ladders outside the range of a scaling claim, which needs four sizes; null: no such claim is judged. */
  readonly scaling: { readonly delta: number } | null;
  /** Most ladders of every study; a ladder is one draw of the sampler, measured at every size. */
  readonly ladders: number;
  /** Broken twins: at which sizes, as far as a study has them (else at its smallest), and at most how many ladders. */
  readonly controls: { readonly sizes: readonly number[]; readonly ladders: number };
  /** fast-check instances of every exact claim (times its share). */
  readonly exactRuns: number;
  /** What a stratum is: a size (when left out), or a size and a part of the study's sampler. */
  readonly strata?: 'size' | 'size-and-part';
}

/** A suite: the default export of `fct.config.ts`, or of the file that `--suite` names. */
export interface Suite {
  /** Shown in reports, and kept with every run. */
  readonly name: string;
  readonly theorems: readonly Theorem[];
  readonly studies: readonly Study[];
  readonly profiles: Readonly<Record<string, SuiteProfile>>;
  /** Figures that `fct figures` draws for it, of those that the package can train; none when left out. */
  readonly figures?: readonly FigureName[];
}

/** Figures whose networks the package trains: Figure 3 of the feature contamination paper, and analogues of its images. */
export const FIGURES = ['figure-3', 'figure-images', 'figure-gradcam'] as const;
/** One of them. */
export type FigureName = (typeof FIGURES)[number];

/** Names a file: of evidence, or the folder of a report. */
const NAME = /^[a-z0-9][a-z0-9.-]*$/;
/** Evidence of exact claims goes by this name. */
const TAKEN = 'exact';

/** Checks what a suite says of itself, and throws a RangeError with one sentence for the first mistake. */
export function defineSuite(suite: Suite): Suite {
  const fail = (what: string): never => {
    throw new RangeError(`suite ${suite.name}: ${what}`);
  };
  const { name, theorems, studies, profiles } = suite;
  if (typeof name !== 'string' || name.trim() === '' || /\p{Cc}/u.test(name))
    throw new RangeError(`a suite needs a name, a line of text, got ${JSON.stringify(name)}`);
  for (const [list, what] of [
    [theorems, 'theorems'],
    [studies, 'studies'],
  ] as const) {
    if (!Array.isArray(list)) fail(`${what} must be a list, got ${typeof list}`);
    const empty = list.findIndex((entry: unknown) => typeof entry !== 'object' || entry === null);
    if (empty !== -1)
      fail(
        `number ${empty + 1} of its ${what} is ${String(list[empty])}: is it exported, or do two modules import each other?`,
      );
  }
  if (theorems.length === 0) fail('has no theorem');
  const twice = (ids: readonly string[]) => ids.find((id, i) => ids.indexOf(id) !== i);
  const theorem = twice(theorems.map((t) => t.id));
  if (theorem !== undefined) fail(`two theorems have the id ${theorem}`);
  const study = twice(studies.map((s) => s.id));
  if (study !== undefined) fail(`two studies have the id ${study}`);
  for (const { id } of studies)
    if (!NAME.test(id) || id === TAKEN)
      fail(
        `study id "${id}" must name a file (small letters, digits, dots and hyphens) and not be "${TAKEN}"`,
      );
  if (typeof profiles !== 'object' || Object.keys(profiles ?? {}).length === 0) fail('has no profile');
  for (const profile of Object.keys(profiles))
    if (!NAME.test(profile))
      fail(`profile name "${profile}" needs small letters, digits, dots and hyphens only`);
  const figure = suite.figures?.find((name) => !FIGURES.includes(name));
  if (figure !== undefined) fail(`figure "${figure}" is unknown; there is ${FIGURES.join(', ')}`);
  for (const t of theorems) checkTheorem(t, studies, profiles, fail);
  return suite;
}

/** What a theorem says of the suite's studies. */
function checkTheorem(
  theorem: Theorem,
  studies: readonly Study[],
  profiles: Suite['profiles'],
  fail: (what: string) => never,
): void {
  for (const claim of theorem.claims) {
    if (claim.kind === 'exact') continue;
    const study = studies.find((s) => s.id === claim.study);
    if (study === undefined)
      return fail(`claim ${claim.id} reads study ${claim.study}, which is not among its studies`);
    for (const [profile, { scaling }] of Object.entries(profiles)) {
      const judged = claim.kind !== 'scaling' || scaling !== null;
      if (judged && (study.sizes?.[profile] ?? []).length === 0)
        fail(`study ${study.id} names no sizes for profile ${profile}, in which ${claim.id} reads it`);
    }
    for (const control of theorem.controls) {
      if (control.of !== claim.id || control.kind === 'exact') continue;
      if (!Object.hasOwn(study.variants, control.variant))
        fail(
          `twin ${control.id} needs variant ${control.variant}, which study ${study.id} does not have (it has ${Object.keys(study.variants).join(', ') || 'none'})`,
        );
    }
  }
}
