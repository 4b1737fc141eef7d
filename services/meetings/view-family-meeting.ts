import { recordDisclosure } from '../disclosures/disclosure-store.ts';
import { jobsOfInvitees, releasedAgreed } from '../letters/meeting-letter-store.ts';
import { formatOf } from '../letters/meeting-letters.ts';
import { peopleToTell } from '../letters/store.ts';
import { namesOfFamily, placeToWrite } from '../notifications/place-to-write.ts';
import type { Deps } from '../platform/deps.ts';
import { type NotAllowed, type NotFound, ok, type Result } from '../platform/result.ts';
import { labelOf } from '../policies/model.ts';
import type { FamilyMeetingView, FamilySlot, FamilyStage } from './family-meeting.ts';
import type { InviteeView, MeetingView } from './model.ts';
import { openAsFamily } from './open-as-family.ts';
import type { AsInvitee } from './open-as-invitee.ts';
import type { OpenMeeting } from './open-meeting.ts';
import { whoComes } from './who-comes.ts';

/**
 * A meeting as the person, a parent or a carer sees it on their page: when, where, who will be there, what it is for, and
 * afterwards the words of the letter that a coordinator has released. What it says is put on record before it is shown.
 *
 * @param input.address as it was confirmed
 */
export async function viewFamilyMeeting(
  deps: Deps,
  input: AsInvitee,
): Promise<Result<FamilyMeetingView, NotAllowed | NotFound>> {
  const opened = await openAsFamily(deps, 'view-family-meeting', input);
  if (!opened.ok) return opened;
  const { meeting, invitee } = opened.value;
  const { view, rows } = meeting;
  // Whoever else reads the address reads this page: somebody who may not know about the person is told nothing on it.
  const mayRead = view.sharing.may && !invitee.addressShared;
  const [agreed, jobs, people] = await Promise.all([
    mayRead ? releasedAgreed(deps.db, invitee.id) : null,
    jobsOfInvitees(deps.db, rows.invitees),
    rows.personId === null ? null : peopleToTell(deps.db, rows.personId),
  ]);
  const shown = view.state === 'cancelled' || !mayRead ? null : view.purposeCategory;
  await recordDisclosure(deps.db, deps, {
    ...{ meetingId: view.id, entryId: view.entryId, inviteeId: invitee.id, address: input.address },
    // What the letter says of the person was put on record when it was released.
    what: shown === null ? [] : ['purpose'],
    via: 'page',
    basis: 'family',
  });
  const purpose = shown === null ? null : labelOf(deps.policy.purposeCategories.value, shown);
  const format = formatOf(invitee, view.needs, people);
  const who = whoComes(view, jobs, invitee.id);
  return ok(familyView(meeting, invitee, { purpose, format, who, agreed, now: deps.clock.now() }));
}

type Shown = Pick<FamilyMeetingView, 'purpose' | 'format' | 'who' | 'agreed'> & { now: Date };

function familyView({ view }: OpenMeeting, invitee: InviteeView, { now, ...shown }: Shown): FamilyMeetingView {
  const { reference, startsAt, endsAt, lengthMinutes, joinUrl, proposal } = view;
  const stage = stageOf(view, shown.agreed !== null);
  return {
    inviteeId: invitee.id,
    kind: invitee.kind === 'individual' ? 'individual' : 'carer',
    ...shown,
    ...{ reference, stage, startsAt, endsAt, lengthMinutes, joinUrl },
    ...placeToWrite(view.place, namesOfFamily(view)),
    response: invitee.response,
    bringing: invitee.bringing,
    words: view.advanceWords.find(({ inviteeId }) => inviteeId === invitee.id)?.text ?? null,
    begun: startsAt !== null && startsAt <= now,
    slots: stage === 'asked' ? slotsOf(view, invitee.id) : [],
    answerBy: stage === 'asked' ? (proposal?.deadline ?? null) : null,
  };
}

function slotsOf({ proposal }: MeetingView, inviteeId: string): FamilySlot[] {
  return (proposal?.slots ?? []).map(({ id, startsAt, endsAt, answers }) => {
    const mine = answers.find((one) => one.inviteeId === inviteeId)?.answer ?? null;
    return { id, startsAt, endsAt, mine };
  });
}

function stageOf({ state, ended, proposal }: MeetingView, told: boolean): FamilyStage {
  switch (state) {
    case 'being-arranged':
      return proposal?.state === 'open' ? 'asked' : 'being-arranged';
    case 'booked':
      return ended ? 'over' : 'booked';
    case 'took-place':
    case 'outcome-recorded':
      return told ? 'told' : 'over';
    case 'cancelled':
      return 'cancelled';
    case 'did-not-take-place':
      return 'did-not-happen';
  }
}
