/** Bad input gets one sentence and exit code 2 before any work, and nothing is overwritten. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fingerprint } from '../../cli/fingerprint.ts';
import { RUN_SCHEMA } from '../../cli/storedRun.ts';
import { FAILURE_SCHEMA } from '../../properties/hunt/failure.ts';
import { drawUnbiased } from '../../properties/trials/seeds.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { STUDIES } from '../../theorems/registry.ts';
import { PAPER } from '../support/paper.ts';
import { newFolder } from '../support/fct.ts';
import { fctHere } from '../support/fctHere.ts';

const SMOKE = ['--profile', 'smoke'];

async function refused(args: readonly string[], sentence: RegExp) {
  const cwd = newFolder();
  const { code, stdout, stderr } = await fctHere(args, cwd);
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
      /with --set dBackground=99 there is no instance at d0 = 16: dBackground must be a whole number from 1 to 16, got 99/,
    ],
    [
      'a setting that is impossible at one of its sizes',
      ['thm-4.3', ...SMOKE, '--set', 'd=20'],
      /with --set d=20 there is no instance at d0 = 32: d must be a whole number from d0 = 32 /,
    ],
    [
      'a width at which the measurement has no value',
      ['thm-4.3/joint', ...SMOKE, '--where', 'd0=16', '--set', 'm=1'],
      /no instance at d0 = 16: m must be a whole number from 2 \(what is measured is of the neurons of either sign\)/,
    ],
    [
      'settings that do not go together',
      ['thm-4.4', ...SMOKE, '--engine', 'tfjs-cpu', '--set', 's=0.1', '--set', 'h=0.2'],
      /with --set s=0.1 --set h=0.2 there is no instance at d0 = 16: h must lie in .*0.1\]/,
    ],
    [
      'a setting that is impossible for some draws only',
      ['thm-4.1/onset-d0', '--profile', 'quick', '--set', 'h=0.9'],
      /with --set h=0.9 there is no instance at d0 = 128: h must lie in/,
    ],
    [
      'what is impossible for enumerated gradients',
      ['lemma-1.2', ...SMOKE, '--set', 'd=5'],
      /with --set d=5 there is no instance at d0 = 6: d must be a whole number from d0 = 6 /,
    ],
    ['a shard beyond the last', ['--shard', '3/2'], /--shard needs i\/n with 1 <= i <= n/],
    ['a run to compare with that is none', ['--compare', '/no/such'], /has no summary.json to compare with/],
    ['a time without a unit', ['--max-time', '5'], /--max-time needs a number with s, m or h/],
  ])('%s', (_, args, sentence) => refused(['verify', ...args], sentence));
});

describe('a saved counterexample', () => {
  it('that is no instance is refused, and nothing is run', async () => {
    const cwd = newFolder();
    mkdirSync(join(cwd, 'fct-failures'));
    const path = drawUnbiased(STUDIES['relu']!.sampler, streamKey('a path'));
    const entry = {
      schema: FAILURE_SCHEMA,
      target: 'thm-4.1/asymmetry',
      study: 'relu',
      engine: 'kernel',
      fingerprint: 'another',
      purpose: 'hunt:thm-4.1/asymmetry:wide::rate',
      seed: 1,
      domain: 'wide',
      relaxed: null,
      broken: [],
      changed: {},
      confirmation: { trials: 9, failures: 9, level: 0.01, delta: 0.1, alpha: 0.05 },
      rate: { trials: 40, failures: 40, low: 0.91, high: 1 },
      shrinking: { steps: 0, asked: 0, cutShort: false },
      instance: { d0: 16, set: { d: 1 }, path },
      trials: [{ index: 0, digest: 'x', slack: -1 }],
    };
    writeFileSync(join(cwd, 'fct-failures/one.json'), JSON.stringify(entry));
    const { code, stdout, stderr } = await fctHere(['verify', 'thm-4.1', ...SMOKE], cwd);
    expect([code, stdout]).toEqual([2, '']);
    expect(stderr).toMatch(/one\.json is no saved counterexample \(d must be a whole number from d0 = 16 /);
    expect(readdirSync(cwd)).toEqual(['fct-failures']);
  });
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
    writeFileSync(join(out, 'run.json'), `{"schema":"${RUN_SCHEMA}","seed":8}\n`);
    await refused(run(out), /holds another run \(.*seed 8, now 1.*\); choose another --out, or --force/);
    expect(readFileSync(join(out, 'run.json'), 'utf8')).toContain('"seed":8');
  });
});

describe('other verbs refuse', () => {
  it.each<[string[], RegExp]>([
    [['replay'], /replay needs a token from a report, or --sample and the --out folder of a run/],
    [['replay', '--sample', '3'], /replay --sample needs the --out folder of a run/],
    [['help', 'verfy'], /unknown verb "verfy": did you mean "verify"\?/],
    [['replay', 'nonsense'], /is no replay token of this version/],
    [['replay', 'fct1_abc'], /is a damaged token/],
    [
      ['replay', tokenOf({ sources: '0123456789abcdef' })],
      /is from another version or another suite: it names sources 0123456789abcdef/,
    ],
    [['report', '/no/such/folder'], /is no folder; name the --out folder of an earlier run/],
    [['plan', '--profile', 'quik'], /did you mean "quick"/],
    [['figures', '--preset', 'theorie'], /unknown --preset "theorie": did you mean "theory"\?/],
    [['figures', '--loss', 'hinge'], /--loss belongs to --preset paper-code/],
    [
      ['figures', '--preset', 'paper-code', '--core', 'sphere'],
      /did you mean "spheres"\? There are spheres, linear/,
    ],
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
    [
      ['explore', 'thm-4.4/ood-risk-bound', '--x', 'dBackground/dCore=0.5:2', '--d0', '16', '--set', 'd=1'],
      /there is no instance at dBackground\/dCore = 0.454545: d must be a whole number from d0 = 16 /,
    ],
    [
      ['explore', 'thm-4.1', '--x', 'm/d0=0.03:8'],
      /there is no instance at m\/d0 = 0.03125: m must be a whole number from 2 .*leave it out of the range/,
    ],
    [
      ['explore', 'thm-4.1', '--x', 'coreMean=0.1:0.9', '--y', 'coreVariance=0.01:0.2'],
      /there is no instance at coreMean = 0.1, coreVariance = 0.\d+: no strength in \[0, 1\] has mean 0.1 /,
    ],
    [
      ['explore', 'thm-4.1', '--what-decides', '--set', 'd=1'],
      /none of 1000 broad draws at d0 = 32 is an instance: d must be a whole number from d0 = 32 /,
    ],
    [
      ['replay', tokenOf({ set: { d: 1 } })],
      /names a trial that no run has: d must be a whole number from d0 = 16/,
    ],
    [['explore', 'thm-4.1', '--x', 'h=0.1:1', '--d0', '2'], /--d0 needs a whole number from 4 to 4096/],
    [['hunt', 'thm-4.1', '--domain', 'papr'], /unknown domain "papr": did you mean "paper"\?/],
    [['hunt', 'thm-4.1', '--budget', '3'], /--budget needs a whole number from 50 to 1000000, got "3"/],
  ])('%j', (args, sentence) => refused(args, sentence));
});

/** A well-formed token: of these sources, unless `sources` says otherwise. */
function tokenOf({
  sources = fingerprint('kernel', PAPER),
  set = {},
}: {
  sources?: string;
  set?: object;
}): string {
  const fields = [
    1,
    sources,
    'relu',
    'main',
    'main',
    0,
    16,
    'kernel',
    'feedfacefeedface',
    { where: [], set },
  ];
  return `fct1_${Buffer.from(JSON.stringify(fields)).toString('base64url')}`;
}
