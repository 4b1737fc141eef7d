import { bookMeeting } from '../../services/meetings/book-meeting.ts';
import type { MeetingView, RegisterMeetingKind } from '../../services/meetings/model.ts';
import type { TypedRegisterMeeting } from '../../services/meetings/register-meeting-model.ts';
import { requestRegisterMeeting } from '../../services/meetings/request-register-meeting.ts';
import { saveOutcome } from '../../services/meetings/save-outcome.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { anOrganisation, type TestActor, type TestOrganisation } from './builders.ts';
import { granted } from './meeting-builders.ts';
import { anEntry } from './register-builders.ts';

/** Somebody on the register, with an agency that has an agreement and a coordinator who arranges meetings. */
export type OnRegister = { entryId: string; personId: string; actor: TestActor; agency: TestOrganisation };

/** What is typed for a meeting of the register: one agency and the person. */
export function typedMeeting(who: OnRegister, over: Partial<TypedRegisterMeeting> = {}): TypedRegisterMeeting {
  return {
    kind: 'cetr',
    organisationIds: [who.agency.id],
    people: ['person'],
    purposeCategory: 'placement',
    lengthMinutes: '60',
    neededBy: '',
    place: '',
    ...over,
  };
}

/** Puts somebody on the register. */
export async function someoneOnRegister(
  deps: Deps,
  actor: TestActor,
  as: Parameters<typeof anEntry>[1] = {},
): Promise<OnRegister> {
  const agency = await anOrganisation(deps);
  return { ...(await anEntry(deps, as)), actor, agency };
}

/** Asks for a meeting; whatever comes back. */
export function ask(deps: Deps, who: OnRegister, over: Partial<TypedRegisterMeeting> & { press?: string } = {}) {
  const { press = deps.newId(), ...typed } = over;
  const { actor, entryId } = who;
  return requestRegisterMeeting(deps, { actor, entryId, press, ...typedMeeting(who, typed) });
}

/** A meeting that is being arranged. */
export async function arranged(deps: Deps, who: OnRegister, kind: RegisterMeetingKind = 'cetr'): Promise<MeetingView> {
  return granted(await ask(deps, who, { kind }));
}

/** The same, booked for 20 January 2027 at ten. */
export async function bookedFor(deps: Deps, who: OnRegister, kind: RegisterMeetingKind = 'cetr'): Promise<MeetingView> {
  const { id: meetingId, version } = await arranged(deps, who, kind);
  const time = { day: '2027-01-20', at: '10:00' };
  return granted(await bookMeeting(deps, { actor: who.actor, meetingId, version, time, press: deps.newId() }));
}

/** Records that a booked meeting took place: everybody came. The clock must stand after its end. */
export function tookPlace(
  deps: Deps,
  who: OnRegister,
  meeting: MeetingView,
  over: { recommendedRating?: string } = {},
) {
  const attendance = meeting.invitees.map(({ id }) => ({ inviteeId: id, came: 'came' }));
  const { actor } = who;
  return saveOutcome(deps, { actor, meetingId: meeting.id, saves: 0, press: deps.newId(), attendance, ...over });
}
