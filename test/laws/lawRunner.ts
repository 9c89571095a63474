/** Runs every law on every engine and backend of this machine, and keeps the table of the largest ratios. */
import * as fc from 'fast-check';
import { expect } from 'vitest';
import { loadAmbient } from '../../sim/engines/ambient.ts';
import { loadKernel } from '../../sim/engines/kernel.ts';
import { loadTfjs, tfjsBackends } from '../../sim/engines/tfjs.ts';
import { streamKey } from '../../sim/random/stream.ts';
import { instances, worst, type Instance, type Law, type Subject } from './engineLaws.ts';

/** Every engine on every backend that loads. */
export async function subjects(): Promise<Subject[]> {
  const found: Subject[] = [];
  const base = await loadTfjs('cpu');
  found.push({
    engine: loadKernel(),
    space: 'features',
    against: base,
    ownGateOnly: false,
    scalesTerms: false,
  });
  for (const { backend, available } of await tfjsBackends()) {
    if (!available) continue;
    const tfjs = await loadTfjs(backend);
    const autodiff = await loadAmbient({ gradient: 'autodiff' }, backend);
    const ambient = (dictionary: string) =>
      loadAmbient({ gradient: 'manual', dictionary: streamKey('law', dictionary) }, backend);
    // Against: cpu the kernel, other backends cpu, autodiff and the ambient space the manual gradient beside them.
    const other = backend === 'cpu' ? loadKernel() : base;
    found.push(
      { engine: tfjs, space: 'features', against: other, ownGateOnly: false, scalesTerms: false },
      { engine: autodiff, space: 'features', against: tfjs, ownGateOnly: true, scalesTerms: true },
      {
        engine: await ambient('one'),
        rotated: await ambient('two'),
        space: 'ambient',
        against: tfjs,
        ownGateOnly: true,
        scalesTerms: true,
      },
    );
  }
  return found;
}

export interface Row {
  readonly law: string;
  readonly engine: string;
  readonly against: string;
  checked: number;
  ratio: number;
  difference: number;
  bound: number;
}

/**
 * Checks one law on one engine, over `runs` instances from a fixed seed; throws with the smallest counterexample, or with the
 * first where `endOnFailure` is set.
 */
export function checkLaw(
  law: Law,
  subject: Subject,
  runs: number,
  seed: number,
  { endOnFailure = false } = {},
): Row {
  const { engine, against } = subject;
  const row = {
    law: law.id,
    engine: engine.name,
    against: against.name,
    checked: 0,
    ratio: 0,
    difference: 0,
    bound: 0,
  };
  const property = fc.property(instances, (drawn) => {
    const comparisons = law.check(subject, fitting(subject, drawn));
    if (comparisons === undefined) return;
    row.checked += 1;
    const found = worst(comparisons);
    if (found.ratio > row.ratio) Object.assign(row, found);
    const { ratio, difference, bound } = found;
    expect(
      ratio,
      `${law.words}: ${engine.name} is off by ${difference}, allowed is ${bound}`,
    ).toBeLessThanOrEqual(1);
  });
  fc.assert(property, { numRuns: runs, seed, endOnFailure });
  return row;
}

/** The table law x engine x largest difference / bound, as Markdown. */
export function table(rows: readonly Row[]): string {
  const engines = [...new Set(rows.map((row) => row.engine))];
  const laws = [...new Set(rows.map((row) => row.law))];
  const cell = (law: string, engine: string) => {
    const row = rows.find((r) => r.law === law && r.engine === engine);
    if (row === undefined || row.checked === 0) return '';
    return row.ratio === 0 ? '0' : row.ratio.toPrecision(2);
  };
  return [
    `| law | ${engines.join(' | ')} |`,
    `| --- |${engines.map(() => ' --- |').join('')}`,
    ...laws.map((law) => `| ${law} | ${engines.map((engine) => cell(law, engine)).join(' | ')} |`),
  ].join('\n');
}

function fitting({ ownGateOnly }: Subject, instance: Instance): Instance {
  return ownGateOnly ? { ...instance, setup: { ...instance.setup, gate: 'own', slope: 0 } } : instance;
}
