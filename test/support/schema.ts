/** Does a value meet a published schema? What it says where not. */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';

export function problemsWith(schema: string, value: unknown): string {
  const file = new URL(`../../reports/schemas/${schema}.schema.json`, import.meta.url);
  const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
    JSON.parse(readFileSync(file, 'utf8')),
  );
  return validate(JSON.parse(JSON.stringify(value))) ? '' : JSON.stringify(validate.errors);
}
