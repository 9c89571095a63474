/** Whether a run's draws are instances at all: asked of every draw before the first of them is run. */
import { NoInstanceError, type InstanceInput, type Study } from '../../theorems/types.ts';
import { trialKey, type Campaign } from './campaign.ts';
import { regimeWords } from '../trials/regime.ts';
import { drawPath, type SeedRoot } from '../trials/seeds.ts';

/**
 * Makes the instance of every trial that the run may ask for, twins included. Throws a NoInstanceError that names the size and
 * the rule where one does not exist. Conditions on the instance are left out: they choose among such draws. Where nothing is
 * set, one draw a size is enough: what a sampler draws is an instance wherever its study has any.
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

/** What a study says where it makes no instance; undefined where it makes one. Any other error is left to the trial, which keeps it. */
export function whyNoInstance(study: Study, at: InstanceInput): string | undefined {
  try {
    study.instance(at);
    return undefined;
  } catch (error) {
    return error instanceof NoInstanceError ? error.message : undefined;
  }
}
