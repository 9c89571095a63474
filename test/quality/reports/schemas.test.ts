/** The published schemas are those of the types: the TypeScript compiler takes seconds to say so. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { SCHEMAS, schemaOf } from '../../../scripts/schemas.mjs';
import { ROOT } from '../../support/fct.ts';

it.each(Object.entries(SCHEMAS))('%s: `npm run schemas` gives the committed one', (name, type) => {
  const published = readFileSync(join(ROOT, `reports/schemas/${name}.schema.json`), 'utf8');
  expect(schemaOf(type)).toBe(published);
});
