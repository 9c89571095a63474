/** The one script of a page, inline, and the hash by which the page's policy allows it and nothing else. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';

export const SCRIPT = readFileSync(new URL('client.js', import.meta.url), 'utf8');

/** As a content policy names an inline script. */
export const hashOf = (script: string): string =>
  `'sha256-${createHash('sha256').update(script).digest('base64')}'`;
