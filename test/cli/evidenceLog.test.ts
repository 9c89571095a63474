/** The log is whole lines of whole trials, whatever the disk took of the last one. */
import { appendFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openLog, readEvidence } from '../../cli/evidenceLog.ts';
import { toLine, type Evidence } from '../../properties/trials/evidence.ts';
import { fullAt, patched, systemError } from '../support/faultyDisk.ts';
import { newFolder } from '../support/fct.ts';

const trial = (index: number, study = 'relu'): Evidence => ({
  key: { study, variant: 'main', purpose: 'main', index, d0: 16 },
  path: null,
  outcome: { status: 'measured', measurement: 'δ'.repeat(index) },
});
const STUDIES = ['relu', 'linear'];
const logOf = (run: string) => readFileSync(join(run, 'evidence/relu.jsonl'), 'utf8');
const lines = (...indices: number[]) => indices.map((index) => toLine(trial(index))).join('');

describe('the evidence log', () => {
  it('of a run without evidence is no file', () => {
    const run = newFolder();
    openLog(run, STUDIES).close();
    expect(readEvidence(run, STUDIES).size).toBe(0);
    expect(() => logOf(run)).toThrow('ENOENT');
  });

  it('takes back what a full disk took of a line, and takes no more of any study', async () => {
    for (const room of [0, 1, 60]) {
      const run = newFolder();
      const log = openLog(run, STUDIES);
      log.append(trial(1));
      log.append(trial(1, 'linear'));
      await expect(fullAt(0, room, () => log.append(trial(2)))).rejects.toThrow('ENOSPC');
      expect(logOf(run)).toBe(lines(1));
      // There is room again, but what was lost is not made good by what follows.
      for (const study of ['relu', 'linear', 'gradient'])
        expect(() => log.append(trial(3, study))).toThrow('ENOSPC');
      log.close();
      expect([...readEvidence(run, STUDIES).values()]).toEqual([trial(1, 'linear'), trial(1)]);
      const again = openLog(run, STUDIES);
      again.append(trial(2));
      again.close();
      expect(logOf(run)).toBe(lines(1, 2));
    }
  });

  it('on a disk that also refuses to take back is mended by the next opening, and only by a writer', async () => {
    const run = newFolder();
    const log = openLog(run, STUDIES);
    log.append(trial(1));
    const refuse = () => {
      throw systemError('EIO');
    };
    const failing = () => patched({ ftruncateSync: refuse }, () => log.append(trial(2)));
    await expect(fullAt(0, 40, failing)).rejects.toThrow('ENOSPC');
    log.close();
    const torn = logOf(run);
    expect(torn.length).toBeGreaterThan(lines(1).length);
    expect([...readEvidence(run, STUDIES).values()]).toEqual([trial(1)]);
    expect(logOf(run), 'reading changes nothing').toBe(torn);
    openLog(run, STUDIES).close();
    expect(logOf(run)).toBe(lines(1));
  });

  it('is cut after its last whole line, however long the torn one is', () => {
    for (const size of [1, 65_535, 65_536, 65_537, 200_000]) {
      for (const whole of ['', lines(1, 2)]) {
        const run = newFolder();
        mkdirSync(join(run, 'evidence'));
        writeFileSync(join(run, 'evidence/relu.jsonl'), whole);
        appendFileSync(join(run, 'evidence/relu.jsonl'), 'x'.repeat(size));
        openLog(run, STUDIES).close();
        expect(logOf(run)).toBe(whole);
      }
    }
  });

  it('is nobody else’s file', () => {
    const run = newFolder();
    mkdirSync(join(run, 'evidence'));
    const notes = join(run, 'evidence/notes.jsonl');
    writeFileSync(notes, 'mine, without an end');
    openLog(run, STUDIES).close();
    expect(readEvidence(run, STUDIES).size).toBe(0);
    expect(readFileSync(notes, 'utf8')).toBe('mine, without an end');
  });
});
