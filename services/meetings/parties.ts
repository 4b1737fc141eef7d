import type { MeetingView, PartyView } from './model.ts';
import { DSR_TEAM } from './rules.ts';

/** The parties that decisions and actions of a meeting can be for: those invited, in their order, and the DSR team. */
export function partiesOf(meeting: Pick<MeetingView, 'invitees'>, team: string): PartyView[] {
  const labels = new Map<string, string>();
  for (const { party, organisation, name } of meeting.invitees) {
    if (!labels.has(party)) labels.set(party, organisation?.name ?? name);
  }
  labels.set(DSR_TEAM, team);
  return [...labels].map(([party, label]) => ({ party, label }));
}
