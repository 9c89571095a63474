/** Stopped at random moments by Ctrl-C or killed outright, then resumed: the record of an undisturbed run. */
import { describe, expect, it } from 'vitest';
import { parseLog } from '../../../properties/trials/evidence.ts';
import { pageOf, streamKey, wordAt } from '../../../sim/random/stream.ts';
import { fct, newFolder, startFct } from '../../support/fct.ts';
import { evidenceLines, recordsOf } from '../../support/records.ts';

const KILLS = 50;
const STOPS = 10;
/** Moments spread over more than the start-up and a good part of the run, in milliseconds. */
const EARLIEST = 300;
const LATEST = 2800;
/** A process that has not ended by then hangs: it is killed, which fails the test. The waits themselves are printed, not asserted. */
const PATIENCE = 20_000;

const args = (out: string) => ['verify', 'thm-4.4', '--profile', 'smoke', '--seed', '5', '--out', out];
const moments = (name: string, count: number) => {
  const words = pageOf(streamKey('interruption', name), 0);
  return Array.from({ length: count }, (_, i) => EARLIEST + (wordAt(words, i) % (LATEST - EARLIEST)));
};
const pause = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

describe('a run that is stopped again and again', async () => {
  const undisturbed = newFolder();
  expect((await fct(args(undisturbed))).code).toBe(0);
  const expected = recordsOf(undisturbed);

  it(`killed ${KILLS} times at random moments, then resumed: same record, nothing lost or counted twice`, async () => {
    let out = newFolder();
    let killed = 0;
    let lines = 0;
    for (const moment of moments('kill', KILLS)) {
      const { child, ended } = startFct(args(out));
      await Promise.race([pause(moment), ended]);
      child.kill('SIGKILL');
      const { signal, code } = await ended;
      if (signal === 'SIGKILL') killed++;
      else expect(code).toBe(0);
      const now = evidenceLines(out).length;
      expect(now, 'evidence only grows').toBeGreaterThanOrEqual(lines);
      lines = now;
      if (signal !== null) continue;
      // It finished before its moment came: start the next campaign.
      expect(recordsOf(out)).toEqual(expected);
      [out, lines] = [newFolder(), 0];
    }
    expect(killed, 'most moments lie within the run').toBeGreaterThan(KILLS / 2);
    expect((await fct(args(out))).code).toBe(0);
    expect(recordsOf(out)).toEqual(expected);
    const keys = parseLog(evidenceLines(out), 'evidence').map((e) => JSON.stringify(e.key));
    expect(new Set(keys).size).toBe(keys.length);
  });

  it(`stopped by Ctrl-C ${STOPS} times: 130 before patience ends, resumable`, async () => {
    let out = newFolder();
    const waits: number[] = [];
    for (const moment of moments('stop', STOPS)) {
      const { child, ended } = startFct(args(out));
      await pause(moment);
      const asked = performance.now();
      child.kill('SIGINT');
      const patience = setTimeout(() => child.kill('SIGKILL'), PATIENCE);
      const { code, signal } = await ended;
      clearTimeout(patience);
      waits.push(Math.round(performance.now() - asked));
      // Before the handler is there, the signal itself ends the process; shells show that as 130 too.
      expect(code === 130 || signal === 'SIGINT' || code === 0, `code ${code}, signal ${signal}`).toBe(true);
      parseLog(evidenceLines(out), 'evidence');
      if (code === 0) out = newFolder();
    }
    console.log(`from Ctrl-C to the end: ${waits.sort((a, b) => a - b).join(', ')} ms`);
    const last = await fct(args(out));
    expect(last.code).toBe(0);
    expect(recordsOf(out)).toEqual(expected);
  });

  it('SIGTERM ends it with 143, --max-time with an interrupted verdict and 4', async () => {
    const out = newFolder();
    const { child, ended } = startFct(args(out));
    // Before the first trial the handler may not be there yet, and the signal itself ends the process.
    while (evidenceLines(out).length === 0) await pause(50);
    child.kill('SIGTERM');
    const { code, stdout } = await ended;
    expect(code).toBe(143);
    expect(stdout).toContain('Stopped. What was gathered is kept; the same command goes on.');
    const timed = await fct([...args(newFolder()), '--max-time', '0.6s']);
    expect(timed.code).toBe(4);
    expect(timed.stdout).toContain('interrupted');
    expect(timed.stdout, 'its time was up').not.toContain('Stopped.');
  });
});
