/** Who gets colours and lines that are written over: by the conventions of NO_COLOR, FORCE_COLOR and TERM. */
import { afterEach, describe, expect, it, vi } from 'vitest';
import { createProgress } from '../../cli/progress.ts';
import { columnsOf, takesColor, takesEscapes } from '../../cli/terminal.ts';

afterEach(() => vi.unstubAllEnvs());

describe('colours', () => {
  it.each<[boolean, Record<string, string>, boolean]>([
    [true, { TERM: 'xterm' }, true],
    [true, {}, true],
    [false, { TERM: 'xterm' }, false],
    [true, { TERM: 'dumb' }, false],
    [true, { TERM: 'xterm', NO_COLOR: '1' }, false],
    // no-color.org: an empty value is none.
    [true, { TERM: 'xterm', NO_COLOR: '' }, true],
    [false, { FORCE_COLOR: '1' }, true],
    [false, { FORCE_COLOR: 'true', TERM: 'dumb' }, true],
    [false, { FORCE_COLOR: '' }, false],
    [true, { FORCE_COLOR: '0' }, false],
    [true, { FORCE_COLOR: 'false' }, false],
    [true, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
    [false, { CI: 'true' }, false],
  ])('on a terminal: %j, with %j: %j', (isTTY, env, colors) => {
    expect(takesColor({ isTTY }, env)).toBe(colors);
  });
});

describe('a line that is written over', () => {
  it('needs a terminal that is not dumb, whatever colours are asked for', () => {
    expect(takesEscapes({ isTTY: true }, { TERM: 'xterm' })).toBe(true);
    expect(takesEscapes({ isTTY: true }, { TERM: 'dumb', FORCE_COLOR: '1' })).toBe(false);
    expect(takesEscapes({}, { TERM: 'xterm', FORCE_COLOR: '1' })).toBe(false);
  });

  it.each(['dumb', 'xterm'])('of progress on %s', (term) => {
    vi.stubEnv('TERM', term);
    vi.stubEnv('CI', undefined);
    let text = '';
    const out = { isTTY: true, columns: 80, write: (written: string) => void (text += written) };
    const progress = createProgress(out as never);
    progress.update({ what: 'relu', trials: 1, costDone: 0, costLeft: 1 });
    progress.end();
    const live = '\r\x1b[2Krelu: 1 trial, 0 s\r\x1b[2K';
    expect(text).toBe(term === 'dumb' ? 'relu: 1 trial, 0 s\n' : live);
  });
});

describe('the width', () => {
  it.each([
    ['a pipe', { columns: 200 }, 80],
    ['a terminal of 200 columns', { isTTY: true, columns: 200 }, 200],
    ['a terminal of 60 columns', { isTTY: true, columns: 60 }, 60],
    ['a terminal that is narrower than fifty', { isTTY: true, columns: 20 }, 50],
    ['a terminal that does not tell', { isTTY: true }, 80],
    ['a terminal that says nothing with a number', { isTTY: true, columns: 0 }, 80],
  ] as const)('%s', (_, out, columns) => {
    expect(columnsOf(out)).toBe(columns);
  });
});
