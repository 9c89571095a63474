import tseslint from 'typescript-eslint';

/** Imports go one way: a folder imports from those before it. */
const FOLDERS = ['sim', 'theorems', 'properties', 'reports', 'cli', 'bench'];

/** The rooms of properties/, likewise; two of one line know nothing of each other. */
const ROOMS = [['trials', 'judge'], ['gather'], ['power'], ['records'], ['explore'], ['hunt']];

/** What those outside properties/ import first; no room does. */
const DOOR = ['checkProbability.ts', 'checkTheorem.ts', 'index.ts', 'vitest.ts'];

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
const roomPatterns = (room) => [afterFolder('properties'), afterRoom(room), door];

const ARROWS = [
  ...FOLDERS.map((folder) => oneWay(folder, afterFolder(folder))),
  ...ROOMS.flat().map((room) => oneWay(`properties/${room}`, ...roomPatterns(room))),
  // Statistics know nothing of verdicts.
  oneWay('properties/judge/statistics', ...roomPatterns('judge'), {
    regex: '^\\.\\./[^.]',
    message: MESSAGE,
  }),
];

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'sim/kernel/assembly/**',
      'fct-out/**',
      'coverage/**',
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
);
