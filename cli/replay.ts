/** `fct replay <token>`: one trial again, alone. 0 same bits, 1 different, 2 foreign token. */
import { digestOf } from '../properties/evidence.ts';
import { runTask } from '../properties/task.ts';
import { fromToken, TokenError } from '../properties/token.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';
import { loadEngine } from './engines.ts';
import { fingerprint } from './fingerprint.ts';
import { UsageError } from './usage.ts';

export async function replay(token: string): Promise<number> {
  const { root, key, engine, digest } = readToken(token);
  if (root.fingerprint !== fingerprint(engine)) {
    throw new UsageError(
      `the token is from another version: it names sources ${root.fingerprint}, these are ${fingerprint(engine)}; check out the version that made it`,
    );
  }
  if (STUDIES[key.study] === undefined)
    throw new UsageError(`the token names study "${key.study}", which is unknown`);
  const evidence = await runTask({ root, key, engine, runs: 0 }, STUDIES, THEOREMS, await loadEngine(engine));
  const now = digestOf(evidence.outcome);
  console.log(JSON.stringify({ key, path: evidence.path, outcome: evidence.outcome }, null, 2));
  console.log(now === digest ? `same bits: ${now}` : `different: digest ${now}, the token says ${digest}`);
  return now === digest ? 0 : 1;
}

function readToken(token: string) {
  try {
    return fromToken(token);
  } catch (error) {
    if (error instanceof TokenError) throw new UsageError(error.message);
    throw error;
  }
}
