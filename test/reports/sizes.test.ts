/** The size goes by the name that the study gives it, on the page, in the plan and in the sentences. */
import { expect, it } from 'vitest';
import { assembleRecords } from '../../properties/records/assemble.ts';
import { agendaOf } from '../../properties/gather/agenda.ts';
import { planOf } from '../../properties/power/plan.ts';
import { theoremPage } from '../../reports/html/theoremPage.ts';
import { terminalPlan } from '../../reports/terminal.ts';
import { sizeEquals, sizeName } from '../../reports/text.ts';
import { coinFindings, coinSelection, fails, gather } from '../support/coins.ts';

it('a symbol has its last digits below', () => {
  expect(['d0', 'n', 'x12', '1/eta', 'm2n'].map(sizeName)).toEqual(['d₀', 'n', 'x₁₂', '1/eta', 'm2n']);
  expect(sizeEquals('d0', [16, 2048])).toBe('d₀ = 16, 2048');
});

it('a study that calls its size t is told in t alone', async () => {
  const selection = coinSelection(fails(0));
  const studies = { coins: { ...selection.studies['coins']!, sizeSymbol: 't' } };
  const own = { ...selection, studies };
  const [record] = assembleRecords(coinFindings(own, await gather(own, 1)), { durationSeconds: 0 });
  const page = theoremPage(record!).replace(/<[^>]*>|\s+/g, ' ');
  expect(record!.claims[0]!.sentence).toMatch(/^Supported: at every t in \{/);
  expect(page).toMatch(/Its tightest trial: t = \d+, number/);
  expect(page).toMatch(/drawn, each trained at t = /);
  expect(page).not.toMatch(/d₀ =|d0 =/);
  expect(page).toMatch(/npx fct replay fct1_/);
  expect(terminalPlan(planOf(agendaOf(own)), [], 80)).toMatch(/ladders of t = /);
});

it('a run whose suite was named is replayed with its name', async () => {
  const selection = coinSelection(fails(0));
  const findings = coinFindings(selection, await gather(selection, 1));
  const [record] = assembleRecords(
    { ...findings, origin: { name: 'mine', file: 'a/mine.ts' } },
    { durationSeconds: 0 },
  );
  expect(theoremPage(record!)).toMatch(/npx fct --suite a\/mine\.ts replay fct1_/);
  expect(record!.run.suite).toBe('mine');
});
