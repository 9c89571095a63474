import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/**',
      'node_modules/**',
      'sim/kernel/assembly/**',
      'fct-out/**',
      'coverage/**',
      '.stryker-tmp/**',
      '**/*.mjs',
      '**/*.cjs',
    ],
  },
  ...tseslint.configs.recommended,
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
