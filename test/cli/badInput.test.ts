/** Bad input gets one sentence and exit code 2 before any work, and nothing is overwritten. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { copyOfSources, fct, newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';

const SMOKE = ['--profile', 'smoke'];

/** Other sources are another process, and show that a process ends as it does here. */
async function refused(args: readonly string[], sentence: RegExp, root?: string) {
  const cwd = newFolder();
  const { code, stdout, stderr } = await (root === undefined ? fctHere(args, cwd) : fct(args, { cwd, root }));
  expect(stderr).toMatch(sentence);
  expect(stderr.trim().split('\n'), 'one sentence').toHaveLength(1);
  expect(stdout).toBe('');
  expect(code).toBe(2);
  expect(readdirSync(cwd), 'no folder was made').toEqual([]);
}

describe('fct verify refuses', () => {
  it.each<[string, string[], RegExp]>([
    [
      'an unknown theorem, and offers the nearest',
      ['thm-4.33'],
      /unknown theorem "thm-4.33": did you mean "thm-4.3"\?/,
    ],
    ['an unknown claim', ['thm-4.3/jiont'], /did you mean "thm-4.3\/joint"/],
    [
      'a seed that is no number',
      ['--seed', 'abc'],
      /--seed needs a whole number from 0 to 9007199254740991, got "abc"/,
    ],
    ['a negative seed', ['--seed', '-1'], /--seed needs a whole number/],
    ['no workers', ['--jobs', '0'], /--jobs needs a whole number from 1 to 1024, got "0"/],
    ['an unknown profile', ['--profile', 'x'], /unknown profile "x"/],
    ['an unknown engine', ['--engine', 'gpu'], /unknown engine "gpu"/],
    ['an unknown option', ['--sede', '3'], /unknown option '--sede'.*Did you mean --seed/],
    ['a condition on an unknown field', [...SMOKE, '--where', 'dd0=3'], /--where dd0: did you mean "d0"/],
    ['a condition that leaves no size', [...SMOKE, '--where', 'd0=5'], /leaves no size/],
    [
      'a regime that no draw meets',
      [...SMOKE, '--where', 'N=7'],
      /none of 10000 draws at d0 = 16 meets N=7; widen/,
    ],
    [
      'an impossible setting',
      [...SMOKE, '--set', 'dBackground=99'],
      /dBackground must be a whole number from 0 to d0/,
    ],
    ['a shard beyond the last', ['--shard', '3/2'], /--shard needs i\/n with 1 <= i <= n/],
    ['a run to compare with that is none', ['--compare', '/no/such'], /has no summary.json to compare with/],
    ['a time without a unit', ['--max-time', '5'], /--max-time needs a number with s, m or h/],
  ])('%s', (_, args, sentence) => refused(['verify', ...args], sentence));
});

describe('fct verify --out refuses', () => {
  const run = (out: string, more: readonly string[] = []) => ['verify', ...SMOKE, '--out', out, ...more];

  it('a file', async () => {
    const file = join(newFolder(), 'taken');
    writeFileSync(file, 'mine');
    await refused(run(file), /is a file; name a folder for the run alone/);
    expect(readFileSync(file, 'utf8')).toBe('mine');
  });

  it('a folder that cannot be written', () =>
    refused(run('/proc/fct'), /cannot be written \(ENOENT\); name a folder/));

  it('a folder that holds something else', async () => {
    const out = newFolder();
    writeFileSync(join(out, 'thesis.tex'), 'mine');
    await refused(run(out), /holds thesis.tex and no run of fct; choose another --out$/m);
    expect(readdirSync(out)).toEqual(['thesis.tex']);
    await refused(['figures', '--out', out], /holds thesis.tex and no run of fct; choose another --out$/m);
    expect(readdirSync(out)).toEqual(['thesis.tex']);
  });

  it("another run's folder, naming what differs", async () => {
    const out = newFolder();
    mkdirSync(join(out, 'evidence'));
    writeFileSync(join(out, 'run.json'), '{"schema":"fct-run/2","seed":8}\n');
    await refused(run(out), /holds another run \(.*seed 8, now 1.*\); choose another --out, or --force/);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toContain('"seed":8');
  });
});

describe('a constants file', () => {
  it.each<[string, (file: { constants: Record<string, Record<string, unknown>> }) => void, RegExp]>([
    [
      'without an entry',
      (f) => delete f.constants['oodGap'],
      /needs a finite number at constants.oodGap.value, got undefined/,
    ],
    ['with a NaN', (f) => (f.constants['oodGap']!['value'] = 'NaN'), /constants.oodGap.value, got "NaN"/],
  ])('%s is refused', async (_, spoil, sentence) => {
    const root = copyOfSources();
    const name = join(root, 'theorems/constants.json');
    const file = JSON.parse(readFileSync(name, 'utf8'));
    spoil(file);
    writeFileSync(name, JSON.stringify(file));
    await refused(['verify', ...SMOKE], sentence, root);
  });
});

describe('other verbs refuse', () => {
  it.each<[string[], RegExp]>([
    [['replay', 'nonsense'], /is no replay token of this version/],
    [['replay', 'fct1_abc'], /is a damaged token/],
    [['replay', foreignToken()], /is from another version: it names sources 0123456789abcdef/],
    [['report', '/no/such/folder'], /is no folder; name the --out folder of an earlier run/],
    [['plan', '--profile', 'quik'], /did you mean "quick"/],
    [['figures', '--preset', 'theorie'], /unknown --preset "theorie": did you mean "theory"\?/],
    [['figures', '--loss', 'hinge'], /--loss belongs to --preset paper-code/],
    [['figures', '--preset', 'paper-code', '--core', 'sphere'], /did you mean "spheres"\? There are linear/],
    [['figures', '--seeds', '0'], /--seeds needs a whole number from 1 to 1000, got "0"/],
    [['figures', '--out', '/proc/fct'], /cannot be written \(ENOENT\); name a folder/],
    [['nothing'], /unknown command 'nothing'/],
    [['explore', 'thm-4.9', '--x', 'h=0.1:1'], /unknown theorem "thm-4.9": did you mean "thm-4/],
    [['explore', 'lemma-1.1', '--x', 'h=0.1:1'], /lemma-1.1 has no single study with axes to explore/],
    [
      ['explore', 'thm-4.1'],
      /name an axis, such as --x dBackground\/dCore=0.125:8, or ask for --what-decides/,
    ],
    [['explore', 'thm-4.1', '--x', 'kapa=0.1:1'], /--x kapa: did you mean "kappa"\? There are d0, /],
    [['explore', 'thm-4.1', '--x', 'kappa=1:0.1'], /--x needs AXIS=LOW:HIGH with numbers, LOW below HIGH/],
    [['explore', 'thm-4.1', '--x', 'kappa=0:1'], /kappa needs a range low:high within 1e-9 to 100, got 0:1/],
    [
      ['explore', 'thm-4.1', '--x', 'kappa=0.1:1', '--set', 'kappa=0.1'],
      /kappa and --set both set kappa; leave one of them out/,
    ],
    [
      ['explore', 'thm-4.1', '--x', 'mean=0.2:0.8', '--y', 'coreMean=0.2:0.8'],
      /coreMean and mean both set coreMean/,
    ],
    [['explore', 'thm-4.1', '--what-decides', '--x', 'h=0.1:1'], /leave out --x and --y/],
    [['explore', 'thm-4.1', '--x', 'h=0.1:1', '--d0', '2'], /--d0 needs a whole number from 4 to 4096/],
    [['hunt', 'thm-4.1', '--domain', 'papr'], /unknown domain "papr": did you mean "paper"\?/],
    [['hunt', 'thm-4.1', '--budget', '3'], /--budget needs a whole number from 50 to 1000000, got "3"/],
  ])('%j', (args, sentence) => refused(args, sentence));
});

/** A well-formed token whose sources are not these. */
function foreignToken(): string {
  const fields = [
    1,
    '0123456789abcdef',
    'relu',
    'main',
    'main',
    0,
    16,
    'kernel',
    'feedfacefeedface',
    { where: [], set: {} },
  ];
  return `fct1_${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
}
