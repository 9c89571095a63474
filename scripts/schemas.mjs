/** `npm run schemas`: the published JSON schemas of what `fct` writes as JSON, made from their types. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { createGenerator } from 'ts-json-schema-generator';

const file = (path) => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const SCHEMAS = {
  report: 'TheoremRecord',
  summary: 'Summary',
  explore: 'ExploreRecord',
  'what-decides': 'DecidesRecord',
  history: 'HistoryLine',
  hunt: 'HuntRecord',
  failure: 'FailureEntry',
  run: 'Configuration',
  token: 'TokenFields',
};

/** Where the types are. */
const FILES = {
  TheoremRecord: 'properties/records/theoremRecord.ts',
  Summary: 'properties/records/summaryRecord.ts',
  ExploreRecord: 'properties/explore/record.ts',
  DecidesRecord: 'properties/explore/decidesRecord.ts',
  HistoryLine: 'properties/records/historyRecord.ts',
  HuntRecord: 'properties/hunt/record.ts',
  FailureEntry: 'properties/hunt/failure.ts',
  Configuration: 'cli/storedRun.ts',
  TokenFields: 'properties/trials/token.ts',
};

let generator;

/** The schema's text. */
export function schemaOf(type) {
  // Of all types at once: a program is compiled for a generator.
  generator ??= createGenerator({
    path: file(`{${Object.values(FILES).join(',')}}`),
    tsconfig: file('tsconfig.json'),
    skipTypeCheck: true,
    additionalProperties: false,
  });
  return `${JSON.stringify(generator.createSchema(type), null, 2)}\n`;
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  mkdirSync(file('reports/schemas'), { recursive: true });
  for (const [name, type] of Object.entries(SCHEMAS)) {
    writeFileSync(file(`reports/schemas/${name}.schema.json`), schemaOf(type));
  }
}
