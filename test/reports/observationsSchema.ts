/**
 * The published format of PBT observations as a JSON schema, restated: same keys, types and required fields as
 * `schema_observations.json` of Hypothesis (its manual, "Observability"; hypothesis-python/docs/reference in its repository,
 * commit 1929aca0940fb2484a398f4c982cbec994e3cd66), without its descriptions.
 */
const ORIGIN = { property: { type: 'string' }, run_start: { type: 'number' } };

const TEST_CASE = {
  type: { const: 'test_case' },
  status: { enum: ['passed', 'failed', 'gave_up'] },
  status_reason: { type: 'string' },
  representation: { type: 'string' },
  arguments: { type: 'object' },
  how_generated: { type: ['string', 'null'] },
  features: { type: 'object' },
  coverage: {
    type: ['object', 'null'],
    additionalProperties: { type: 'array', items: { type: 'integer', minimum: 1 }, uniqueItems: true },
  },
  timing: { type: 'object', additionalProperties: { type: 'number', minimum: 0 } },
  metadata: { type: 'object' },
  ...ORIGIN,
};

const MESSAGE = {
  type: { enum: ['info', 'alert', 'error'] },
  title: { type: 'string' },
  content: { type: ['string', 'object'] },
  ...ORIGIN,
};

/** No field may be missing, none added. */
const closed = (properties: object) => ({
  type: 'object',
  properties,
  required: Object.keys(properties),
  additionalProperties: false,
});

export const OBSERVATION_SCHEMA = { oneOf: [closed(TEST_CASE), closed(MESSAGE)] };
