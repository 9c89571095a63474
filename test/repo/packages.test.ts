/** What package.json promises: the Node that it names runs every package, and no package is altered on the way. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { minVersion, satisfies } from 'semver';
import { describe, expect, it } from 'vitest';
import { ROOT } from '../support/fct.ts';

const read = (file: string) => JSON.parse(readFileSync(join(ROOT, file), 'utf8'));
const manifest = read('package.json');
const packages = Object.entries(
  read('package-lock.json').packages as Record<string, { engines?: { node?: string }; dev?: boolean }>,
);

describe('packages', () => {
  const oldest = minVersion(manifest.engines.node)!.version;

  it('run on the oldest Node that the README names, and on those of every later line', () => {
    expect(readFileSync(join(ROOT, 'README.md'), 'utf8')).toContain(
      `Node ${oldest.replace(/\.0$/, '')} or later`,
    );
    // A development tool may ask for a later release of a line than its first.
    for (const [node, tools] of [
      [oldest, true],
      ['21.0.0', false],
      ['22.0.0', false],
      ['22.13.0', true],
      ['24.0.0', true],
    ] as const) {
      const refused = packages
        .filter(([, { engines, dev }]) => (tools || dev !== true) && !satisfies(node, engines?.node ?? '*'))
        .map(([name, { engines }]) => `${name} wants ${engines!.node}`);
      expect(refused, `Node ${node}`).toEqual([]);
    }
    expect(packages.length).toBeGreaterThan(500);
  });

  it('are those that whoever installs the tarball gets: nothing is overridden', () => {
    for (const field of ['overrides', 'resolutions', 'pnpm']) expect(manifest).not.toHaveProperty(field);
  });

  it('that are part of the public types come from the project that uses them', () => {
    expect(manifest.peerDependencies).toHaveProperty('fast-check');
    expect(manifest.dependencies).not.toHaveProperty('fast-check');
  });

  it('are named without an address: any registry serves the lock file', () => {
    expect(readFileSync(join(ROOT, 'package-lock.json'), 'utf8')).not.toContain('"resolved"');
  });
});
