/** What every theorem carries for its reader and for the runner: words, marks, sources, twins. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { HYPOTHESES } from '../../theorems/hypotheses.ts';
import { STUDIES, THEOREMS } from '../../theorems/registry.ts';
import type { Theorem } from '../../theorems/types.ts';

/** Every twin, and the variant of its study that breaks it; exact twins break their own check. */
const TWINS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'thm-4.1': {
    'asymmetry~random-labels': 'random-labels',
    'asymmetry~no-core': 'no-core',
    'onset-d0~no-core': 'no-core',
    'onset-weaker~wide-start': 'wide-start',
    'onset-equal~wide-start': 'wide-start',
    'wrong-class-rate~random-labels': 'random-labels',
  },
  'thm-4.2': {
    'core-band~no-core': 'no-core',
    'background-band~identity': 'identity',
    'background-band~class-average': 'class-average',
    'same-neurons~apart': 'apart',
    'same-neurons~core-permuted': 'core-permuted',
    'core-exponent~growing-decay': 'growing-decay',
    'core-exponent~no-core': 'no-core',
    'background-exponent~identity': 'identity',
    'time-d0~shrinking-strengths': 'shrinking-strengths',
    'time-d0~no-core': 'no-core',
  },
  'thm-4.3': {
    'id-risk-bound~random-labels': 'random-labels',
    'ood-risk-band~identity': 'identity',
    'ood-risk-band~class-average': 'class-average',
    'joint~identity': 'identity',
    'id-risk-exponent~no-core': 'no-core',
    'ood-risk-exponent~identity': 'identity',
    'time-d0~shrinking-strengths': 'shrinking-strengths',
    'time-d0~no-core': 'no-core',
  },
  'thm-4.4': {
    'background-weight-bound~relu': 'relu',
    'ood-risk-bound~relu': 'relu',
    'background-weight-exponent~relu': 'relu',
    'risks-exponent~relu': 'relu',
  },
  'thm-4.1-repaired': {
    'asymmetry~stronger-background': 'stronger-background',
    'asymmetry~random-labels': 'random-labels',
  },
  'thm-4.2-repaired': {
    'same-neurons~weak-background': 'weak-background',
    'same-neurons~too-short': 'too-short',
  },
  'thm-4.3-repaired': {
    'risks~weak-background': 'weak-background',
    'risks~too-short': 'too-short',
  },
  'thm-4.4-repaired': { 'linear~too-short': 'too-short' },
  'lemma-1.1': {
    'gradient~activation-dropped': 'exact',
    'gradient~label-dropped': 'exact',
    'gradient~hinge-reversed': 'exact',
  },
  'lemma-1.2': {
    'uniform-gap~quarter-radius': 'quarter-radius',
    'uniform-gap~reused-batch': 'reused-batch',
    'spread~paired-batch': 'paired-batch',
    'spread~second-moment': 'second-moment',
    'variance~reused-batch': 'exact',
    'variance~mean-kept': 'exact',
  },
  'population-gradient': {
    'core~minus-for-plus': 'exact',
    'core~hinge-reversed': 'exact',
    'background~plus-for-minus': 'exact',
    'background~activation-dropped': 'exact',
  },
  'figure-2': {
    'linear-cancels~relu': 'exact',
    'linear-cancels~past-margin': 'exact',
    'relu-residue~plus-for-minus': 'exact',
    'relu-residue~class-average': 'exact',
    'relu-residue~independent-gate': 'exact',
  },
  'definition-3.1': {
    'orthonormal~independent': 'exact',
    'orthonormal~doubled': 'exact',
    'moments~any-interval': 'exact',
    'correlation~label-everywhere': 'exact',
    'correlation~no-label': 'exact',
    'shift~all-shifted': 'exact',
    'shift~not-shifted': 'exact',
  },
  symmetries: {
    'label-flip~output-kept': 'exact',
    'neurons~output-kept': 'exact',
    'features~weights-kept': 'exact',
    'scaling~c-cubed': 'exact',
    'width~eta-kept': 'exact',
  },
};

const named = THEOREMS.map((theorem) => [theorem.id, theorem] as const);

/** All that a reader sees of a theorem, by where it is. */
function sentences(theorem: Theorem): Readonly<Record<string, string>> {
  const found: Record<string, string> = { title: theorem.title, source: theorem.source };
  const add = (where: string, parts: Readonly<Record<string, string>>) => {
    for (const [name, text] of Object.entries(parts)) found[`${where} ${name}`] = text;
  };
  const { statement, reading, notCovered, hypotheses, claims, controls } = theorem;
  add('statement', { words: statement.words, latex: statement.latex });
  for (const [i, { words }] of reading.entries()) add(`reading ${i}`, { words });
  for (const [i, words] of notCovered.entries()) add(`not covered ${i}`, { words });
  for (const { id, words } of hypotheses) add(id, { words });
  for (const { id, words } of controls) add(id, { words });
  for (const claim of claims) {
    const { id, title, words, latex } = claim;
    add(id, { title, words, latex });
    if (claim.kind !== 'scaling') continue;
    add(id, { quantity: claim.quantity, variable: claim.variable.name, path: claim.path.words });
    if (claim.law.kind === 'exponent') add(id, { tolerance: claim.law.toleranceWords });
  }
  return found;
}

describe('the suite', () => {
  it('has the theorems of the README, in their order', () => {
    expect(THEOREMS.map((t) => t.id)).toEqual(Object.keys(TWINS));
  });

  it('has the studies that its claims read', () => {
    const read = THEOREMS.flatMap((t) => t.claims).flatMap((c) => (c.kind === 'exact' ? [] : [c.study]));
    expect(new Set(Object.keys(STUDIES))).toEqual(new Set(read));
    for (const [id, study] of Object.entries(STUDIES)) expect(study.id).toBe(id);
  });
});

describe('every identity', () => {
  const identities = THEOREMS.flatMap((theorem) => theorem.identities ?? []);

  it('says its quantity and why, and is checked by an exact claim', () => {
    const exact = THEOREMS.flatMap(({ claims }) => claims).filter(({ kind }) => kind === 'exact');
    for (const { quantity, why, claim } of identities) {
      expect([quantity, why]).not.toContain('');
      expect(exact.map(({ id }) => id)).toContain(claim);
    }
  });

  it('is written down here', () => {
    expect(identities.map(({ quantity, exponent }) => `${quantity}: ${exponent}`)).toEqual([
      'onset T₀ of Theorem 4.1 in d: −1/2',
      'onset T₀ of Theorem 4.1 in m: 1',
      'onset T₀ of Theorem 4.1 in η: −1',
      'standard deviation of the gap of Lemma 1.2 in N: −1/2',
    ]);
  });
});

describe('every theorem', () => {
  it.each(named)('%s says everything in words', (_, theorem) => {
    for (const [where, text] of Object.entries(sentences(theorem)))
      expect(text.trim().length, where).toBeGreaterThan(where.endsWith('variable') ? 0 : 3);
    expect(theorem.reading.length).toBeGreaterThan(0);
    expect(theorem.notCovered.length).toBeGreaterThan(0);
  });

  it.each(named)('%s says where it and each of its parts is from', (id, theorem) => {
    expect(theorem.source).toMatch(/^Feature contamination: .*ICML 2024, arXiv 2406\.03345\), .{4,}/);
    const statementIsOurs = ['population-gradient', 'symmetries'].includes(id) || id.endsWith('-repaired');
    expect(theorem.statement.mark).toBe(statementIsOurs ? 'ours' : 'recalled');
    for (const { mark } of [...theorem.reading, ...theorem.hypotheses]) expect(mark).toBe('ours');
    const recalled = ['lemma-1.1/gradient', 'lemma-1.2/uniform-gap'];
    for (const claim of theorem.claims)
      expect(claim.mark, claim.id).toBe(recalled.includes(claim.id) ? 'recalled' : 'ours');
  });

  it.each(named)('%s has the twins written down here', (id, theorem) => {
    const twins = theorem.controls.map((c) => [
      c.id.slice(id.length + 1),
      c.kind === 'exact' ? 'exact' : c.variant,
    ]);
    expect(Object.fromEntries(twins)).toEqual(TWINS[id]);
    for (const control of theorem.controls) {
      const claim = theorem.claims.find((c) => c.id === control.of)!;
      expect(control.id.startsWith(`${claim.id}~`)).toBe(true);
      if (claim.kind !== 'exact' && control.kind !== 'exact')
        expect(Object.keys(STUDIES[claim.study]!.variants)).toContain(control.variant);
    }
  });

  it.each(named)('%s uses all of a profile’s exact runs', (_, theorem) => {
    for (const claim of theorem.claims) if (claim.kind === 'exact') expect(claim.runsShare).toBe(1);
  });

  it.each(named)('%s shows each of its constants once, of a study that its claims read', (_, theorem) => {
    const ids = theorem.constants.map((c) => c.id);
    expect(new Set(ids).size).toBe(ids.length);
    const read = theorem.claims.flatMap((c) => (c.kind === 'exact' ? [] : [c.study]));
    for (const { study } of theorem.constants) expect(read).toContain(study);
  });
});

describe('the page of statements', () => {
  const page = readFileSync(new URL('../../docs/statements.md', import.meta.url), 'utf8');
  const sections = page.split('\n## ').slice(1);

  it.each(named)('has %s beside its place, with its mark and boxes to tick', (id, theorem) => {
    const [section] = sections.filter((text) => text.split('\n')[0]!.includes(`(\`${id}\`)`));
    const { mark, words } = theorem.statement;
    expect(section).toContain(`- mark: ${mark}\n`);
    expect(section).toContain(`- statement: ${words}\n`);
    expect(theorem.source.endsWith(/- place: (.+)\n/.exec(section!)![1]!)).toBe(true);
    expect(section!.match(/- \[ \] /g)!.length).toBe(mark === 'recalled' ? 3 : 1);
  });

  it('has a section for each, and the hypotheses', () => {
    expect(sections.length).toBe(THEOREMS.length + 1);
    for (const { words } of HYPOTHESES) expect(sections.at(-1)).toContain(`- [ ] ${words}\n`);
  });
});

describe('every study', () => {
  it.each(Object.entries(STUDIES))('%s says in words what it is, draws and breaks', (_, study) => {
    expect(study.title.length).toBeGreaterThan(10);
    expect(study.samplerWords.length).toBeGreaterThan(4);
    expect(new Set(study.samplerWords).size).toBe(study.samplerWords.length);
    const variants = Object.values(study.variants).map(({ words }) => words);
    const axes = (study.axes ?? []).map(({ words }) => words);
    for (const words of [...study.samplerWords, ...variants, ...axes])
      expect(words.length).toBeGreaterThan(6);
    expect(new Set(axes).size).toBe(axes.length);
    for (const field of Object.keys(study.fieldWords ?? {})) expect(study.fields).toContain(field);
  });

  it('says of its sampler what is its own', () => {
    const words = (id: string) => STUDIES[id]!.samplerWords.join('; ');
    // At equal feature counts no ratio is drawn; the onset has a step of its own.
    expect(words('balanced')).toMatch(/^as many background as core features; strengths/);
    expect(words('balanced')).not.toContain('ratio');
    expect(words('onset')).toMatch(/step h = 0\.1 sqrt\(d0\/d\), trained to s = 64 sqrt\(d0\/d\)$/);
    expect(words('onset')).not.toContain('0.04');
    for (const id of ['relu', 'linear', 'onset', 'region-4.1'])
      expect(words(id)).toContain('ratio dBackground/dCore');
  });
});
