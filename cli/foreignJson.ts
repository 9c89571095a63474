/** Checks JSON that was written elsewhere or by an older version against its published schema, and refuses it with the first mistake. */
import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';

const compiled = new Map<string, ValidateFunction>();

/** The first way in which a value does not match a schema; undefined if it matches. */
export function schemaProblem(
  schema: 'failure' | 'history' | 'run' | 'token',
  value: unknown,
): string | undefined {
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
