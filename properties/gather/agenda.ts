import { campaignsOf, type Campaign } from './campaign.ts';
import type { Selection } from './selection.ts';

/** A selection with the campaigns that it needs, made once for a run: whatever is asked of the run takes this. */
export interface Agenda extends Selection {
  readonly campaigns: readonly Campaign[];
}

export function agendaOf(selection: Selection): Agenda {
  return { ...selection, campaigns: campaignsOf(selection) };
}
