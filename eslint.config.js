import tseslint from 'typescript-eslint';

/** Imports go one way: a folder imports from those before it. */
const FOLDERS = ['sim', 'theorems', 'properties', 'reports', 'cli', 'bench'];

/** The rooms of properties/, likewise; two of one line know nothing of each other. */
const ROOMS = [['trials', 'judge'], ['gather'], ['power'], ['records'], ['explore'], ['hunt']];

/** What those outside properties/ import first; no room does. */
const DOOR = ['checkProbability.ts', 'checkTheorem.ts', 'index.ts', 'uniforms.ts', 'vitest.ts'];

const MESSAGE = 'Imports go one way: see eslint.config.js.';
const inside = (names) => ({ regex: `^(\\.\\./)+(${names.join('|')})/`, message: MESSAGE });

const oneWay = (files, ...patterns) => ({
  files: [`${files}/**/*.ts`],
  rules: { 'no-restricted-imports': ['error', { patterns }] },
});

const afterFolder = (folder) =>
  inside([...FOLDERS.slice(FOLDERS.indexOf(folder) + 1), 'test', 'examples', 'docs']);
const afterRoom = (room) => {
  const at = ROOMS.findIndex((line) => line.includes(room));
  return inside([...ROOMS[at].filter((other) => other !== room), ...ROOMS.slice(at + 1).flat()]);
};
const door = { regex: `^(\\.\\./)+(${DOOR.join('|')})$`, message: MESSAGE };
/** Suites are loaded (cli/suite.ts names the default), never imported: the paper's is one among others. */
const suites = {
  regex: '^(\\.\\./)+theorems/(?!types\\.ts$)',
  message:
    'The paper is one suite among others: import theorems/types.ts, and load suites with cli/suite.ts.',
};
const KNOW_NO_SUITE = ['properties', 'reports', 'cli'];
/** Figures of the paper are no part of a suite. */
const FIGURES = [
  'properties/records/figure',
  'properties/records/imageFigure',
  'reports/figures/caption',
  'cli/figures/*',
];

const folderPatterns = (folder) => [afterFolder(folder), ...(KNOW_NO_SUITE.includes(folder) ? [suites] : [])];
const roomPatterns = (room) => [...folderPatterns('properties'), afterRoom(room), door];

const ARROWS = [
  ...FOLDERS.map((folder) => oneWay(folder, ...folderPatterns(folder))),
  ...ROOMS.flat().map((room) => oneWay(`properties/${room}`, ...roomPatterns(room))),
  // Statistics know nothing of verdicts.
  oneWay('properties/judge/statistics', ...roomPatterns('judge'), {
    regex: '^\\.\\./[^.]',
    message: MESSAGE,
  }),
  ...FIGURES.map((file) => ({
    files: [`${file}.ts`],
    rules: { 'no-restricted-imports': ['error', { patterns: [afterFolder(file.split('/')[0])] }] },
  })),
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'sim/kernel/assembly/**',
      'fct-out/**',
      'coverage/**',
      'docs/api/**',
      '.stryker-tmp/**',
      '**/*.cjs',
    ],
  },
  ...tseslint.configs.recommended,
  {
    languageOptions: {
      parserOptions: {
        projectService: {
          // Those with declarations beside them are no part of a TypeScript project.
          allowDefaultProject: ['bench/limit.mjs', 'scripts/build-kernel.mjs', 'scripts/schemas.mjs'],
        },
      },
    },
    rules: {
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-unnecessary-type-assertion': 'error',
    },
  },
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Math', property: 'random', message: 'Draw from a named stream (sim/random).' },
      ],
    },
  },
  ...ARROWS,
  {
    files: ['sim/**/*.ts', 'theorems/**/*.ts', 'properties/**/*.ts'],
    rules: {
      'no-restricted-globals': [
        'error',
        { name: 'Date', message: 'No clock below the command line.' },
        { name: 'performance', message: 'No clock below the command line.' },
      ],
      'no-console': 'error',
    },
  },
  // The door to vitest: what a test prints is what it is for.
  { files: ['properties/vitest.ts'], rules: { 'no-console': 'off' } },
);
