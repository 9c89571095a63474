/** A file is what it was or what it should be, whatever happens while it is written. */
import fs, { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { isTorn, writeWhole } from '../../cli/wholeFile.ts';
import { dyingAt, fullAt, patched } from '../support/faultyDisk.ts';
import { newFolder } from '../support/fct.ts';

const TEXT = 'δ'.repeat(100_000);

describe('writeWhole', () => {
  it('writes a new file, replaces an old one and leaves nothing else', () => {
    const folder = newFolder();
    for (const text of ['one', TEXT, '']) {
      writeWhole(join(folder, 'a.html'), text);
      expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe(text);
      expect(readdirSync(folder)).toEqual(['a.html']);
    }
  });

  it.each([0, 1, 77_777])(
    'on a disk with room for %d bytes leaves the old file and nothing else',
    async (room) => {
      const folder = newFolder();
      writeFileSync(join(folder, 'a.html'), 'old');
      await expect(fullAt(0, room, () => writeWhole(join(folder, 'a.html'), TEXT))).rejects.toThrow('ENOSPC');
      expect(readFileSync(join(folder, 'a.html'), 'utf8')).toBe('old');
      expect(readdirSync(folder)).toEqual(['a.html']);
    },
  );

  it('by a process that dies at any step leaves the old file or the new one', async () => {
    const seen = new Set<string>();
    for (let n = 0, died = true; died; n++) {
      const folder = newFolder();
      writeFileSync(join(folder, 'a.html'), 'old');
      died = await dyingAt(n, () => writeWhole(join(folder, 'a.html'), TEXT));
      const text = readFileSync(join(folder, 'a.html'), 'utf8');
      expect(['old', TEXT]).toContain(text);
      seen.add(text);
      expect(readdirSync(folder).filter((name) => name !== 'a.html' && !isTorn(name))).toEqual([]);
    }
    expect(seen.size).toBe(2);
  });

  it('takes a part for no more than it is: a system that takes a byte at a time gets all', async () => {
    const file = join(newFolder(), 'a.html');
    const write = fs.writeSync;
    const oneByte = (fd: number, bytes: Uint8Array, at: number) => write(fd, bytes, at, 1);
    await patched({ writeSync: oneByte }, () => writeWhole(file, 'all of it'));
    expect(readFileSync(file, 'utf8')).toBe('all of it');
  });

  it('where there is no folder, or a folder is in the way, is the system’s error', () => {
    const folder = newFolder();
    expect(() => writeWhole(join(folder, 'no/a'), '')).toThrow('ENOENT');
    mkdirSync(join(folder, 'a/b'), { recursive: true });
    expect(() => writeWhole(join(folder, 'a'), '')).toThrow(/EISDIR|ENOTEMPTY|EEXIST/);
    expect(readdirSync(folder)).toEqual(['a']);
  });
});
