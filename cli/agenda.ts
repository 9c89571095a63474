/** What a verification asks of the suite. */
import { agendaOf, type Agenda } from '../properties/gather/agenda.ts';
import type { Profile } from '../properties/judge/profile.ts';
import type { Regime } from '../properties/trials/regime.ts';
import { STUDIES, THEOREMS } from '../theorems/registry.ts';

export function suiteAgenda(selected: Iterable<string>, profile: Profile, regime: Regime): Agenda {
  return agendaOf({ suite: THEOREMS, studies: STUDIES, selected: new Set(selected), profile, regime });
}
