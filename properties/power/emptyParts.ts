/** Parts of a sampler that a user's conditions leave without draws. A claim that asks for trials in each part has no verdict then. */
import { sizeSymbol } from '../../theorems/types.ts';
import { trialKey, type Campaign } from '../gather/campaign.ts';
import { pathConditions } from '../trials/regime.ts';
import { drawPath, type SeedRoot } from '../trials/seeds.ts';

/** So many draws of the run are looked at, at each size. */
export const LOOKED_AT = 64;

export interface EmptyPart {
  readonly study: string;
  readonly part: string;
  /** What the study calls the size. */
  readonly size: string;
  readonly sizes: readonly number[];
}

/** The parts in which none of the first draws of a run lies, with the sizes at which that is so. */
export function emptyParts(campaigns: readonly Campaign[], root: SeedRoot): readonly EmptyPart[] {
  if (pathConditions(root.regime).length === 0) return [];
  return campaigns
    .filter(
      ({ parts, readers }) => parts.length > 1 && readers.some((r) => r.claim.kind === 'withHighProbability'),
    )
    .flatMap((campaign) => {
      const without = campaign.budget.sizes.map((d0) => ({
        d0,
        parts: partsWithoutDraw(campaign, root, d0),
      }));
      return campaign.parts.flatMap((part) => {
        const sizes = without.filter(({ parts }) => parts.has(part)).map(({ d0 }) => d0);
        return sizes.length === 0
          ? []
          : [{ study: campaign.study.id, part, size: sizeSymbol(campaign.study), sizes }];
      });
    });
}

function partsWithoutDraw(campaign: Campaign, root: SeedRoot, d0: number): ReadonlySet<string> {
  const left = new Set<string>(campaign.parts);
  for (let index = 0; index < LOOKED_AT && left.size > 0; index++)
    left.delete(campaign.study.partOf(drawPath(campaign.study, root, trialKey(campaign, index, d0))));
  return left;
}
