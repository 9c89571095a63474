/** Mistakes in whose evidence is read, and in what is sealed of it. */
import type { Mutant } from '../../support/mutants/mutant.ts';

const foreign = (words: string) => ['test/properties/gather/foreign.test.ts', words] as const;
const seal = (words: string) =>
  ['test/properties/records/evidenceSeal.test.ts', `the seal > ${words}`] as const;

const FOREIGN = 'properties/gather/foreign.ts';
const JUDGED = 'properties/gather/judged.ts';
const SEAL = 'properties/records/evidenceSeal.ts';

export const evidence: readonly Mutant[] = [
  {
    name: 'evidence of another seed is read',
    file: FOREIGN,
    replace: 'JSON.stringify(path) === this.#pathOf(key)',
    by: 'path !== undefined',
    caughtBy: foreign('evidence > of another seed has other draws'),
  },
  {
    name: 'only every other draw of a log is looked at',
    file: FOREIGN,
    replace: 'Math.max(1, Math.floor(evidence.length / REDRAWN)) : 1',
    by: 'Math.max(1, Math.floor(evidence.length / REDRAWN)) : 2',
    caughtBy: foreign('evidence > every single trial with another draw is found, wherever it stands'),
  },
  {
    name: 'trials of another size are read',
    file: FOREIGN,
    replace: 'if (!sizes.includes(e.key.d0))',
    by: 'if (sizes.length === 0)',
    caughtBy: foreign('evidence > of another size is refused'),
  },
  {
    name: 'one ladder beyond the budget is read',
    file: FOREIGN,
    replace: '0 <= index && index < ladders',
    by: '0 <= index && index <= ladders',
    caughtBy: foreign('evidence > of a ladder beyond is refused'),
  },
  {
    name: 'a ninth second look is read',
    file: FOREIGN,
    replace: 'e.key.index < STABILITY_STREAMS',
    by: 'e.key.index <= STABILITY_STREAMS',
    caughtBy: foreign('evidence > of a ninth look is refused'),
  },
  {
    name: 'conditions on the instance are not asked of a draw',
    file: FOREIGN,
    replace: ': meets(study, root.regime, path, key.d0)',
    by: ': true',
    caughtBy: foreign(
      'under conditions on the instance > its own evidence is taken, and every draw that does not meet them refused',
    ),
  },
  {
    name: 'an exact claim checked on fewer instances than asked for is read',
    file: FOREIGN,
    replace: 'counterexample === null && instances < runs',
    by: 'counterexample === null && instances < 0',
    caughtBy: foreign(
      'the check of an exact claim > is refused with fewer, of a claim not selected, and in another shard',
    ),
  },
  {
    name: 'second looks are not sealed',
    file: SEAL,
    replace: 'add(stabilityKeys(campaign));',
    by: '',
    caughtBy: seal('is another where a second look is'),
  },
  {
    name: 'audits are not sealed',
    file: SEAL,
    replace: 'add(auditKeys(campaign));',
    by: '',
    caughtBy: seal('is another where an audit is'),
  },
  {
    name: 'exact claims are not sealed',
    file: SEAL,
    replace: 'add(exactIds(f).map(exactKey));',
    by: '',
    caughtBy: seal('is another where an exact claim is'),
  },
  {
    name: 'what is sealed ends with the fastest claim',
    file: JUDGED,
    replace: 'this.#readers.every(({ judge }) => judge.decided)',
    by: 'this.#readers.some(({ judge }) => judge.decided)',
    caughtBy: seal('goes as far as the slowest claim of a campaign'),
  },
  {
    name: 'what came after the verdict is sealed',
    file: JUDGED,
    replace: 'while (!this.decided && this.ladders < ladders)',
    by: 'while (this.ladders < ladders)',
    caughtBy: seal('is the same whatever a trial beyond the verdict says'),
  },
];
