import { z } from 'zod';
import type { CardNotice } from '../cards/adaptive-card.ts';
import { type CommunicationNeedsFormView, communicationNeedsFormCard } from '../cards/communication-needs-form.card.ts';
import { viewMeeting } from '../services/meetings/view-meeting.ts';
import { viewCommunicationNeeds } from '../services/people/view-communication-needs.ts';
import { viewPerson } from '../services/register/view-person.ts';
import { needsWords } from '../wording/communication-needs.ts';
import { showMeetingForTeam } from './shown-cards/meeting-for-team.ts';
import { showEntryRefusal, showPerson } from './shown-cards/person.ts';
import { showRequestForTeam } from './shown-cards/request-for-team.ts';
import { showTeamRefusal } from './shown-cards/team-refusal.ts';
import type { ShownCard, Turn } from './turn.ts';

/** What a button about somebody's needs carries: the entry, or the meeting, on whose card it stands. */
export const aboutNeeds = z.object({
  entryId: z.guid().optional(),
  meetingId: z.guid().optional(),
  requestId: z.guid().optional(),
});
type About = z.infer<typeof aboutNeeds>;

type Again = Pick<CommunicationNeedsFormView, 'typed' | 'problems' | 'notice'>;

/** Whom a card is about, read from its record and never from what a button carries. */
async function personOf(
  { deps, actor }: Turn,
  about: About,
): Promise<{ personId: string; back: CommunicationNeedsFormView['about'] } | null> {
  if (about.entryId !== undefined) {
    const person = await viewPerson(deps, { actor, entryId: about.entryId });
    return person.ok ? { personId: person.value.personId, back: { entryId: about.entryId } } : null;
  }
  if (about.meetingId === undefined) return null;
  const meeting = await viewMeeting(deps, { actor, meetingId: about.meetingId });
  if (!meeting.ok || meeting.value.personId === null) return null;
  const { id: meetingId, requestId, personId } = meeting.value;
  return { personId, back: { meetingId, requestId } };
}

/** Opens the form in place of the card of the entry, or of the meeting. */
export async function showNeedsOf(turn: Turn, about: About, again: Again = {}): Promise<ShownCard> {
  const { deps, actor } = turn;
  const found = await personOf(turn, about);
  if (found === null) return refused(about);
  const person = await viewCommunicationNeeds(deps, { actor, personId: found.personId });
  if (!person.ok) return refused(about);
  const card = communicationNeedsFormCard({ ...again, person: person.value, about: found.back, press: deps.newId() });
  return { card, summary: needsWords.title };
}

function refused(about: About): ShownCard {
  return about.entryId === undefined
    ? showTeamRefusal({ reason: 'not-allowed' })
    : showEntryRefusal({ reason: 'not-allowed' });
}

/** Whom the needs of a card are recorded of; null where whoever presses may not see the card. */
export async function personOfNeeds(turn: Turn, about: About): Promise<string | null> {
  return (await personOf(turn, about))?.personId ?? null;
}

/** The card on which the form was opened, with what was just done. */
export function showAfterNeeds(turn: Turn, about: About, notice: CardNotice): Promise<ShownCard> | ShownCard {
  if (about.entryId !== undefined) return showPerson(turn, about.entryId, notice);
  if (about.requestId !== undefined) return showRequestForTeam(turn, about.requestId, notice);
  return about.meetingId === undefined ? refused(about) : showMeetingForTeam(turn, about.meetingId, notice);
}
