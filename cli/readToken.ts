/** A replay token that was pasted: its content, or a refusal that says what is wrong with it. */
import { contentOf, TOKEN_PREFIX, type TokenContent, type TokenFields } from '../properties/trials/token.ts';
import { schemaProblem } from './foreignJson.ts';
import { UsageError } from './usage.ts';

export function readToken(text: string): TokenContent {
  const refusal = (what: string) =>
    new UsageError(`"${text.slice(0, 40)}" ${what}; copy a whole token from a report`);
  if (!text.startsWith(TOKEN_PREFIX))
    throw refusal(`is no replay token of this version (they start with ${TOKEN_PREFIX})`);
  let fields: unknown;
  try {
    fields = JSON.parse(Buffer.from(text.slice(TOKEN_PREFIX.length), 'base64url').toString('utf8'));
  } catch {
    throw refusal('is a damaged token');
  }
  const problem = schemaProblem('token', fields);
  if (problem !== undefined) throw refusal(`is a damaged token: ${problem}`);
  return contentOf(fields as TokenFields);
}
