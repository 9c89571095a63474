/** What a failing test says of a claim: each line from the field that it is of. */
import { describe, expect, it } from 'vitest';
import { checkTheorem, openCheck } from '../../../properties/checkTheorem.ts';
import { whyFailed } from '../../../properties/records/whyFailed.ts';
import { coinStudy, coinTheorem, fails } from '../../support/coins.ts';

const told = async (...[study, options]: readonly [ReturnType<typeof coinStudy>, object?]) => {
  const record = await checkTheorem(coinTheorem(), { studies: [study], seed: 7, ...options });
  const [claim] = record.claims;
  return { record, claim: claim!, lines: whyFailed(record, claim!).split('\n') };
};

describe('why a claim failed', () => {
  it('has its sentence, its worst trial with what it drew and measured, and the seed', async () => {
    const { record, claim, lines } = await told(coinStudy(fails(1)));
    if (claim.kind === 'exact') throw new Error('a coin is no exact claim');
    const { worst } = claim;
    expect(lines[0]).toBe(`${claim.id} is refuted. ${claim.sentence}`);
    expect(lines[1]).toBe(
      `Worst trial: number ${worst!.index} at ${worst!.size} = ${worst!.d0}, slack ${worst!.slack!.toPrecision(4)}.`,
    );
    const shown = record.shownTrials.find(({ token }) => token === worst!.token)!;
    expect(lines[2]).toBe(`  instance ${JSON.stringify(shown.instance)}`);
    expect(lines[3]).toBe(`  measurement ${JSON.stringify(shown.measurement)}`);
    expect(lines.at(-1)).toBe('The same trials again: seed 7.');
  });

  it('has what was thrown first, where nothing was measured', async () => {
    const { lines } = await told(
      coinStudy(() => {
        throw new Error('no coin today');
      }),
    );
    expect(lines[0]).toMatch(/is errored\..*no coin today/);
    expect(lines[1]).toMatch(/no measurement\.$/);
  });

  it('shows ladders that fail before those that hold, and no more than three', () => {
    const ladder = (index: number, holds: boolean | null) => ({
      index,
      holds,
      slope: index / 8,
      values: [
        { variable: 16, value: 2 },
        { variable: 32, value: 4 },
      ],
    });
    const claim = {
      kind: 'scaling',
      id: 'c',
      verdict: 'refuted',
      sentence: 'It bends.',
      worst: null,
      quantity: 'q',
      variable: 'n',
      ladders: [ladder(1, true), ladder(2, null), ladder(3, false), ladder(4, true)],
    };
    const record = { shownTrials: [], run: { seed: 1 } };
    expect(whyFailed(record as never, claim as never).split('\n')).toEqual([
      'c is refuted. It bends.',
      'Ladder 2 does not say, slope 0.2500; q by n: 16.00: 2.000, 32.00: 4.000',
      'Ladder 3 fails, slope 0.3750; q by n: 16.00: 2.000, 32.00: 4.000',
      'Ladder 1 holds, slope 0.1250; q by n: 16.00: 2.000, 32.00: 4.000',
      'The same trials again: seed 1.',
    ]);
  });

  it('has the calculation of a counterexample', () => {
    const claim = {
      kind: 'exact',
      id: 'c',
      verdict: 'refuted',
      sentence: 'No.',
      counterexample: { explanation: '1 + 1 = 3' },
    };
    expect(whyFailed({ shownTrials: [], run: { seed: 2 } } as never, claim as never)).toBe(
      'c is refuted. No.\n1 + 1 = 3\nThe same trials again: seed 2.',
    );
  });
});

describe('claims one by one', () => {
  it('have the verdicts that they have together, and draw no trial twice', async () => {
    let trials = 0;
    const counted = () => {
      trials = 0;
      return coinStudy((at) => {
        trials++;
        return fails(0)(at);
      });
    };
    const theorem = coinTheorem(2);
    const whole = await checkTheorem(theorem, { studies: [counted()], seed: 5 });
    const together = trials;
    const recordOf = openCheck(theorem, { studies: [counted()], seed: 5 });
    for (const { id, verdict, sentence } of whole.claims)
      expect((await recordOf([id])).claims).toMatchObject([{ id, verdict, sentence }]);
    expect(trials).toBe(together);
    await recordOf(theorem.claims.map(({ id }) => id));
    expect(trials).toBe(together);
  });
});
