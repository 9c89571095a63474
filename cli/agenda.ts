/** What a verification asks of a suite. */
import { agendaOf, type Agenda } from '../properties/gather/agenda.ts';
import type { ReadySuite } from '../properties/gather/suite.ts';
import type { Profile } from '../properties/judge/profile.ts';
import type { Regime } from '../properties/trials/regime.ts';

export function suiteAgenda(
  { theorems, studies }: ReadySuite,
  selected: Iterable<string>,
  profile: Profile,
  regime: Regime,
): Agenda {
  return agendaOf({ suite: theorems, studies, selected: new Set(selected), profile, regime });
}
