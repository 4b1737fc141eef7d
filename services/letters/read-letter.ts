import { familyContent, type OutcomeContent } from '../meetings/disclosure.ts';
import type { InviteeKind, MeetingState, MeetingView } from '../meetings/model.ts';
import { type OpenMeeting, readMeeting } from '../meetings/open-meeting.ts';
import { type WhoComes, whoComes } from '../meetings/who-comes.ts';
import { sentOutcomes } from '../notifications/facts-store.ts';
import { namesOfFamily, placeToWrite } from '../notifications/place-to-write.ts';
import type { DatabaseOrTransaction } from '../platform/database.ts';
import type { Deps } from '../platform/deps.ts';
import { findLetter, type LetterRow } from './letter-store.ts';
import { jobsOfInvitees } from './meeting-letter-store.ts';

/** A meeting as a letter to somebody of the family tells of it: as it stands when the letter is looked at. */
export type LetterMeeting = {
  state: MeetingState;
  startsAt: Date | null;
  endsAt: Date | null;
  /** null = online, or a place that may not be written down */
  place: string | null;
  placeWithheld: boolean;
  joinUrl: string | null;
  purposeCategory: string | null;
  kind: InviteeKind;
  who: WhoComes[];
  /** Their own part of what was agreed; null where the letter is not about that. */
  agreed: OutcomeContent | null;
  /** Somebody who may not know about the person reads the letter’s address too. */
  addressShared: boolean;
  /** Whether there is a ground for telling them at this moment. */
  mayTell: boolean;
};

/** A letter with everything its words and its delivery need. `meeting` is null where it is not about one. */
export type LetterRecord = LetterRow & { meeting: LetterMeeting | null };

type Reading = Pick<Deps, 'clock' | 'policy'> & { db: DatabaseOrTransaction };

/** Reads a letter and, where it is about a meeting, that meeting in its present state. */
export async function readLetter(deps: Reading, letterId: string): Promise<LetterRecord | undefined> {
  const letter = await findLetter(deps.db, letterId);
  if (letter === undefined) return undefined;
  const { meetingId, inviteeId } = letter;
  const meeting = meetingId === null ? null : await readMeeting(deps, meetingId);
  if (meeting === null || inviteeId === null) return { ...letter, meeting: null };
  return { ...letter, meeting: await meetingOf(deps, letter, meeting, inviteeId) };
}

async function meetingOf(
  deps: Reading,
  letter: LetterRow,
  { view, rows }: OpenMeeting,
  inviteeId: string,
): Promise<LetterMeeting | null> {
  const invitee = view.invitees.find(({ id }) => id === inviteeId);
  if (invitee === undefined) return null;
  const { subject } = letter;
  const outcomes = subject.kind === 'meeting-agreed' ? await sentOutcomes(deps.db, view.id) : [];
  const outcome = outcomes.find((one) => subject.kind === 'meeting-agreed' && one.id === subject.facts.outcomeId);
  const { state, startsAt, endsAt, joinUrl, purposeCategory } = view;
  return {
    ...{ state, startsAt, endsAt, joinUrl, purposeCategory },
    ...placeToWrite(view.place, namesOfFamily(view)),
    kind: invitee.kind,
    who: whoComes(view, await jobsOfInvitees(deps.db, rows.invitees), inviteeId),
    agreed: outcome === undefined ? null : familyContent(invitee, outcome.content),
    addressShared: isShared(view, letter.address),
    mayTell: view.sharing.may,
  };
}

function isShared({ invitees }: MeetingView, address: string | null): boolean {
  const small = address?.toLowerCase();
  return invitees.some(({ email, addressShared }) => addressShared && email !== null && email.toLowerCase() === small);
}
