/** Checks, before anything is run, that every draw of a run has an instance. */
import { NoInstanceError, type InstanceInput, type Study } from '../../theorems/types.ts';
import { trialKey, type Campaign } from './campaign.ts';
import { regimeWords } from '../trials/regime.ts';
import { drawPath, type SeedRoot } from '../trials/seeds.ts';

/**
 * Makes the instance of every trial that the run may ask for, twins included. Throws a NoInstanceError that names the size and
 * the rule where one does not exist. Conditions on the instance are not checked, because they only choose among such draws. Where
 * nothing is set, one draw for each size is enough: if a study has any instance at a size, every draw has one.
 */
export function checkInstances(campaigns: readonly Campaign[], root: SeedRoot): void {
  const { set } = root.regime;
  const own = regimeWords({ where: [], set }).set.map((words) => `--set ${words}`);
  const given = own.length === 0 ? '' : `with ${own.join(' ')} `;
  const drawn = { ...root, regime: { where: [], set } };
  for (const campaign of campaigns) {
    const { study, variant, budget } = campaign;
    const draws = own.length === 0 ? 1 : budget.ladders;
    for (const d0 of budget.sizes) {
      for (let index = 0; index < draws; index++) {
        const path = drawPath(study, drawn, trialKey(campaign, index, d0));
        const fault = whyNoInstance(study, { path, d0, variant, set });
        if (fault !== undefined)
          throw new NoInstanceError(`${given}there is no instance at d0 = ${d0}: ${fault}`);
      }
    }
  }
}

/** Why a study makes no instance of a draw; undefined where it makes one. Any other error is recorded by the trial itself. */
export function whyNoInstance(study: Study, at: InstanceInput): string | undefined {
  try {
    study.instance(at);
    return undefined;
  } catch (error) {
    return error instanceof NoInstanceError ? error.message : undefined;
  }
}
