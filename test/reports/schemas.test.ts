/** Real records meet the published schemas, spoilt ones do not (test/quality/reports/schemas.test.ts: they are those of the types). */
import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { describe, expect, it } from 'vitest';
import { smokeResults } from '../support/smokeRun.ts';

const published = (name: string) =>
  readFileSync(new URL(`../../reports/schemas/${name}.schema.json`, import.meta.url), 'utf8');
const json = (value: unknown) => JSON.parse(JSON.stringify(value));

describe('the JSON schemas', async () => {
  const { records, summary } = await smokeResults('thm-4.4', 12);
  const values = { report: json(records[0]), summary: json(summary) };

  it.each(Object.keys(values) as (keyof typeof values)[])(
    'a real %s meets it, a spoilt one does not',
    (name) => {
      const validate = new Ajv({ allErrors: true, allowUnionTypes: true }).compile(
        JSON.parse(published(name)),
      );
      expect(validate(values[name]), JSON.stringify(validate.errors)).toBe(true);
      for (const spoilt of [
        { ...values[name], seal: 3 },
        { ...values[name], extra: true },
        { ...values[name], timing: {} },
        { ...values[name], schema: 'fct-report/0' },
      ]) {
        expect(validate(spoilt)).toBe(false);
      }
    },
  );
});
