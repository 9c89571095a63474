/** What a map, a ranking and a hunt say alike: what was searched, by which sources, and how to do it again. */
import type { Timing } from '../trials/incident.ts';
import type { SeedRoot } from '../trials/seeds.ts';
import type { Target } from './target.ts';

export interface SearchRecord extends Pick<Target, 'theorem' | 'claim' | 'title' | 'latex'> {
  /** False: it was stopped before its end. */
  readonly complete: boolean;
  readonly seed: number;
  readonly engine: string;
  readonly fingerprint: string;
  readonly command: string;
  readonly timing: Timing;
}

/** What was searched, and under which streams. */
export interface Searched {
  readonly target: Target;
  readonly root: SeedRoot;
  readonly engine: string;
}

export function searchRecord(
  { target, root, engine }: Searched,
  complete: boolean,
  command: string,
  timing: Timing,
): SearchRecord {
  const { theorem, claim, title, latex } = target;
  const { seed, fingerprint } = root;
  return { theorem, claim, title, latex, complete, seed, engine, fingerprint, command, timing };
}
