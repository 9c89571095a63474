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

/**
 * @asType integer
 * @minimum 0
 * @maximum 9007199254740991
 */
type Whole = number;

/** What a token is the text of. */
export type TokenFields = readonly [
  seed: Whole,
  fingerprint: string,
  study: string,
  variant: string,
  purpose: string,
  index: Whole,
  d0: Whole,
  engine: string,
  digest: string,
  regime: Regime,
];

export const TOKEN_PREFIX = 'fct1_';

export function toToken({ root, key, engine, digest }: TokenContent): string {
  const { study, variant, purpose, index, d0 } = key;
  const fields: TokenFields = [
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
  return TOKEN_PREFIX + Buffer.from(JSON.stringify(fields)).toString('base64url');
}

export function contentOf(fields: TokenFields): TokenContent {
  const [seed, fingerprint, study, variant, purpose, index, d0, engine, digest, regime] = fields;
  return {
    root: { seed, fingerprint, regime },
    key: { study, variant, purpose, index, d0 },
    engine,
    digest,
  };
}
