/** Reading the command line: every mistake is one sentence with the value, the rule and the way out. */
import { sizeSymbol, type Json, type Theorem } from '../theorems/types.ts';
import type { Profile } from '../properties/judge/profile.ts';
import { studiesRead, whyNotJudged } from '../properties/gather/selection.ts';
import { SAMPLER_REGIME, sizesIn, type Condition, type Regime } from '../properties/trials/regime.ts';
import { WHOLE, type Shard } from '../properties/gather/shard.ts';
import type { ReadySuite } from '../properties/gather/suite.ts';
import { availableCores } from './cores.ts';
import { ENGINES, engineThatLoads, loadEngine } from './engines.ts';
import { nearest, UsageError } from './usage.ts';

const claimIds = (theorems: readonly Theorem[]) => theorems.flatMap((t) => t.claims.map((c) => c.id));

/** Claim ids for names of theorems or claims; all when none is named. */
export function selectClaims({ theorems }: ReadySuite, names: readonly string[]): ReadonlySet<string> {
  const known = [...theorems.map((t) => t.id), ...claimIds(theorems)];
  const chosen = names.length === 0 ? theorems.map((t) => t.id) : names;
  for (const name of chosen) {
    if (!known.includes(name)) {
      throw new UsageError(
        `unknown theorem "${name}": did you mean "${nearest(name, known)}"? \`fct list\` shows all`,
      );
    }
  }
  return new Set(
    theorems.flatMap((t) =>
      t.claims.filter((c) => chosen.includes(t.id) || chosen.includes(c.id)).map((c) => c.id),
    ),
  );
}

/** The shortest list of names that selects the same claims; empty for all. */
export function namesOf(theorems: readonly Theorem[], selected: readonly string[]): readonly string[] {
  if (selected.length === claimIds(theorems).length) return [];
  return theorems.flatMap((t) => {
    const own = t.claims.map((c) => c.id).filter((id) => selected.includes(id));
    return own.length === t.claims.length ? [t.id] : own;
  });
}

/** The profile that a command means when it names none, where the suite has it; else the suite's first. */
const USUAL_PROFILE = 'quick';

export function profileOf({ profiles }: ReadySuite, asked: string | undefined): Profile {
  const names = Object.keys(profiles);
  const name = asked ?? (names.includes(USUAL_PROFILE) ? USUAL_PROFILE : names[0]!);
  if (!names.includes(name)) {
    throw new UsageError(
      `unknown profile "${name}": did you mean "${nearest(name, names)}"? There are ${names.join(', ')}`,
    );
  }
  return profiles[name]!;
}

export function integer(option: string, text: string, least: number, most: number): number {
  const value = Number(text);
  if (!/^\d+$/.test(text) || !(value >= least && value <= most)) {
    throw new UsageError(`${option} needs a whole number from ${least} to ${most}, got "${text}"`);
  }
  return value;
}

/** `--jobs`; all cores when left out. */
export function jobsOf(text: string | undefined): number {
  return text === undefined ? availableCores() : integer('--jobs', text, 1, 1024);
}

/** Loads the engine once, so that a choice that cannot work fails before any work. Returns its own name. */
export async function engineName(choice: string): Promise<string> {
  if (!(ENGINES as readonly string[]).includes(choice)) {
    throw new UsageError(
      `unknown engine "${choice}": did you mean "${nearest(choice, ENGINES)}"? There are ${ENGINES.join(', ')}`,
    );
  }
  try {
    return (await loadEngine(choice)).name;
  } catch (error) {
    const other = await engineThatLoads();
    throw new UsageError(
      `engine "${choice}" does not load here (${whyItDoesNotLoad(error as Error)}); ` +
        (other === undefined ? 'nor does any other' : `--engine ${other} does`) +
        ', `fct doctor` says more',
    );
  }
}

/** The cause and, where one is known, the remedy. */
function whyItDoesNotLoad({ message }: Error): string {
  const reserved = 'WebAssembly reserves some 10 GB of address space: is it limited, as by `ulimit -v`?';
  return /out of memory/i.test(message) ? `${message}; ${reserved}` : message;
}

/** `--where d0=64..128 --where dBackground=32 --set N=1000`, for the studies that the selection reads. */
export function regimeOf(
  { theorems, studies: known }: ReadySuite,
  where: readonly string[],
  set: readonly string[],
  selected: ReadonlySet<string>,
  profile: Profile,
): Regime {
  const read = (regime: Regime) =>
    [...studiesRead({ suite: theorems, selected, profile, regime })].map((id) => known[id]!);
  const studies = read(SAMPLER_REGIME);
  if (studies.length === 0 && where.length + set.length > 0) {
    checkJudged(theorems, selected, profile, SAMPLER_REGIME);
    throw new UsageError(
      '--where and --set need a claim that trials decide; exact claims draw their own instances',
    );
  }
  const regime: Regime = {
    where: where.map((text) => condition(text)),
    set: Object.fromEntries(
      set.map((text) =>
        assignment(
          text,
          studies.flatMap((s) => s.settable),
        ),
      ),
    ),
  };
  for (const study of read(regime)) {
    const sizes = profile.studies[study.id]!.sizes;
    if (sizesIn(regime, sizes).length === 0) {
      throw new UsageError(
        `--where leaves no size: profile ${profile.name} has ${sizeSymbol(study)} in {${sizes.join(', ')}}`,
      );
    }
  }
  const fields = studies.flatMap((s) => s.fields);
  for (const { field } of regime.where) {
    if (field !== 'd0' && !fields.includes(field)) {
      throw new UsageError(
        `--where ${field}: did you mean "${nearest(field, fields)}"? There are ${[...new Set(fields)].join(', ')}`,
      );
    }
  }
  return regime;
}

/** It is bad input to name a theorem of which the profile judges nothing; single claims that it does not judge are only listed. */
export function checkJudged(
  theorems: readonly Theorem[],
  selected: ReadonlySet<string>,
  profile: Profile,
  regime: Regime,
): void {
  for (const theorem of theorems) {
    const claims = theorem.claims.filter((c) => selected.has(c.id));
    const reasons = claims.map((c) => (c.kind === 'scaling' ? whyNotJudged(c, profile, regime) : null));
    if (claims.length > 0 && reasons.every((why) => why !== null)) {
      throw new UsageError(
        `nothing of ${claims.map((c) => c.id).join(', ')} can be judged: ${reasons[0]}; try another --profile`,
      );
    }
  }
}

function condition(text: string): Condition {
  const [, field, low, , high] = /^([A-Za-z]\w*)=([^.]+(\.\d+)?)(?:\.\.(.+))?$/.exec(text) ?? [];
  const range = [Number(low), Number(high ?? low)] as const;
  if (field === undefined || !(range[0] <= range[1])) {
    throw new UsageError(`--where needs FIELD=VALUE or FIELD=LOW..HIGH with numbers, got "${text}"`);
  }
  return { field, low: range[0], high: range[1] };
}

/** `FIELD=VALUE` of `--set`. */
export function assignment(text: string, settable: readonly string[]): [string, Json] {
  const [, field, value] = /^([A-Za-z]\w*)=(.+)$/.exec(text) ?? [];
  if (field === undefined || value === undefined)
    throw new UsageError(`--set needs FIELD=VALUE, got "${text}"`);
  if (!settable.includes(field)) {
    throw new UsageError(
      `--set ${field}: did you mean "${nearest(field, settable)}"? There are ${[...new Set(settable)].join(', ')}`,
    );
  }
  const number = Number(value);
  return [field, Number.isFinite(number) ? number : value];
}

/** `--shard i/n`. */
export function shardOf(text: string | undefined): Shard {
  if (text === undefined) return WHOLE;
  const [, index, count] = /^(\d+)\/(\d+)$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (!(1 <= shard.index && shard.index <= shard.count && shard.count <= 1000)) {
    throw new UsageError(`--shard needs i/n with 1 <= i <= n <= 1000, got "${text}"`);
  }
  return shard;
}

/** `90s | 5m | 2h` in milliseconds; undefined when there is no limit. */
export function timeOf(text: string | undefined, option = '--max-time'): number | undefined {
  if (text === undefined) return undefined;
  const [, amount, unit] = /^(\d+(?:\.\d+)?)(s|m|h)$/.exec(text) ?? [];
  const milliseconds = Number(amount) * { s: 1000, m: 60_000, h: 3_600_000 }[unit as 's' | 'm' | 'h'];
  if (!(milliseconds > 0 && milliseconds < 2 ** 31)) {
    throw new UsageError(
      `${option} needs a number with s, m or h (such as 90s, 5m, 2h; at most 596h), got "${text}"`,
    );
  }
  return milliseconds;
}
