/** JSON that was written elsewhere or long ago: met by its published schema, or refused with the first thing that is wrong. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

const compiled = new Map<string, ValidateFunction>();

/** What keeps a value from being what a schema describes; undefined where nothing does. */
export function schemaProblem(schema: 'failure' | 'run', value: unknown): string | undefined {
  const validate = compiled.get(schema) ?? compile(schema);
  if (validate(value)) return undefined;
  const [error] = validate.errors!;
  const where = error!.instancePath.slice(1).replaceAll('/', '.');
  return `${where === '' ? 'it' : where} ${error!.message}`;
}

function compile(schema: string): ValidateFunction {
  const file = new URL(`../reports/schemas/${schema}.schema.json`, import.meta.url);
  const validate = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(readFileSync(file, 'utf8')));
  compiled.set(schema, validate);
  return validate;
}
