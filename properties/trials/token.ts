/** Replay tokens: everything needed to run one trial again, alone, and to tell whether the bits are the same. */
import type { Regime } from './regime.ts';
import type { SeedRoot, TrialKey } from './seeds.ts';

export interface TokenContent {
  readonly root: SeedRoot;
  readonly key: TrialKey;
  readonly engine: string;
  /** Digest of the trial's outcome. */
  readonly digest: string;
}

export class TokenError extends Error {
  override readonly name = 'TokenError';
}

const PREFIX = 'fct1_';

export function toToken({ root, key, engine, digest }: TokenContent): string {
  const { study, variant, purpose, index, d0 } = key;
  const fields = [
    root.seed,
    root.fingerprint,
    study,
    variant,
    purpose,
    index,
    d0,
    engine,
    digest,
    root.regime,
  ];
  return PREFIX + Buffer.from(JSON.stringify(fields)).toString('base64url');
}

/** Throws a TokenError with one sentence when the text is no token of this format. */
export function fromToken(text: string): TokenContent {
  const fail = (what: string): never => {
    throw new TokenError(`"${text.slice(0, 40)}" ${what}; copy a whole token from a report`);
  };
  if (!text.startsWith(PREFIX)) fail(`is no replay token of this version (they start with ${PREFIX})`);
  let fields: unknown;
  try {
    fields = JSON.parse(Buffer.from(text.slice(PREFIX.length), 'base64url').toString('utf8'));
  } catch {
    fail('is a damaged token');
  }
  if (!Array.isArray(fields) || fields.length !== 10) return fail('is a damaged token');
  const [seed, fingerprint, study, variant, purpose, index, d0, engine, digest, regime] = fields as unknown[];
  const strings = [fingerprint, study, variant, purpose, engine, digest];
  const numbers = [seed, index, d0];
  if (!strings.every((s) => typeof s === 'string') || !numbers.every(Number.isSafeInteger)) {
    return fail('is a damaged token');
  }
  if (typeof regime !== 'object' || !Array.isArray((regime as Partial<Regime> | null)?.where)) {
    return fail('is a damaged token');
  }
  return {
    root: { seed, fingerprint, regime } as SeedRoot,
    key: { study, variant, purpose, index, d0 } as TrialKey,
    engine: engine as string,
    digest: digest as string,
  };
}
