/** Single trials: their instances, and the curves that their study draws of a measurement. */
import type { ShownTrial } from '../../properties/records/theoremRecord.ts';
import type { Json } from '../../theorems/types.ts';
import { sizeEquals, typesetNumber as num } from '../text.ts';
import { jsonBlock } from './counterexample.ts';
import { curvePanels, curveNumbers } from './curves.ts';
import { html, type Html } from './html.ts';
import { command, facts } from './page.ts';

const ROLES: Readonly<Record<string, string>> = {
  worst: 'The worst trial: the smallest slack over all claims',
  median: 'The median trial beside it: same claim, same size',
  typical: 'A typical trial: the median slack at the largest size',
};

export function trialCards(trials: readonly ShownTrial[]): Html {
  return html`${trials.map((trial, i) => trialCard(trial, `trial-${i + 1}`))}`;
}

function trialCard(trial: ShownTrial, name: string): Html {
  const { curves } = trial;
  return html`<section class="card" aria-labelledby="${name}">
    <h3 id="${name}">${ROLES[trial.role] ?? `Trial: ${trial.role}`}</h3>
    <p>
      ${sizeEquals(trial.size, trial.d0)}, number ${num(trial.index)}, for <code>${trial.claim}</code>:
      ${
        trial.slack === null
          ? 'it has no slack, for it has no measurement'
          : html`slack ${num(trial.slack)} (${trial.slack < 0 ? 'the event fails' : 'the event holds'})`
      }.
    </p>
    ${instanceFacts(trial.instance)}
    ${
      curves === undefined
        ? jsonBlock(trial.measurement)
        : html`${curvePanels(curves, name)} ${curveNumbers(curves, name)}`
    }
    <p class="small">To run it again, alone:</p>
    ${command(`npx ${trial.replay}`)}
  </section>`;
}

export function instanceFacts(instance: Json): Html {
  if (typeof instance !== 'object' || instance === null || Array.isArray(instance))
    return jsonBlock(instance);
  return facts(
    Object.entries(instance as { readonly [key: string]: Json }).map(([key, value]) => [
      key,
      valueText(value),
    ]),
  );
}

export const valueText = (value: Json | undefined): string =>
  typeof value === 'number' ? num(value) : typeof value === 'string' ? value : (JSON.stringify(value) ?? '–');
