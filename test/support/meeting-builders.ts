import type { EventTexts } from '../../services/calendar/words-port.ts';
import { bookMeeting } from '../../services/meetings/book-meeting.ts';
import { markAddressSecure } from '../../services/meetings/mark-address-secure.ts';
import type { InviteeView, MeetingView, OutcomeView } from '../../services/meetings/model.ts';
import type { TypedOutcome } from '../../services/meetings/outcome-model.ts';
import { type SavedOutcome, saveOutcome } from '../../services/meetings/save-outcome.ts';
import { syncCalendar } from '../../services/meetings/sync-calendar.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { dayOf } from '../../services/platform/time.ts';
import { aCoordinator, anApprovedRequest, anOrganisation, aProfessional, type TestActor } from './builders.ts';
import type { FakeCalendar } from './fake-calendar.ts';

/** The job that runs by itself. */
export const theService = { kind: 'system' } as const;

/** Event words that show what they were told. */
export const plainEventTexts: EventTexts = ({ reference, purpose, place }) => ({
  subject: purpose === null ? reference : `${reference} ${purpose}`,
  body: reference,
  location: place,
});

/** The value of an answer; a refusal fails the test with its reason. */
export function granted<T>(answer: { ok: true; value: T } | { ok: false; reason: string }): T {
  if (!answer.ok) throw new Error(`Refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

export type ArrangedMeeting = {
  meetingId: string;
  requestId: string;
  reference: string;
  requester: TestActor;
  coordinator: TestActor;
  council: { id: string; name: string };
  /** Has no sharing agreement. */
  school: { id: string; name: string };
};

/**
 * A meeting that is being arranged, with one invitee of every sort: a council with an agreement, a school without one,
 * Sam Example who belongs to no organisation, the individual with an email address and the carer with a phone alone.
 */
export async function anArrangedMeeting(
  deps: Deps,
  as: { basis?: 'consents' | 'not-yet'; neededBy?: string } = {},
): Promise<ArrangedMeeting> {
  const council = await anOrganisation(deps);
  const school = await anOrganisation(deps, { kind: 'school', agreement: null });
  const request = await anApprovedRequest(deps, {
    typed: {
      organisationIds: [council.id, school.id],
      carerAnswer: 'invite',
      carerDetail: 'Grace Example, 07700 900123',
      basis: as.basis ?? 'consents',
      ...(as.basis === 'not-yet' ? { basisDetail: 'Jamie is away until Friday' } : {}),
      ...(as.neededBy === undefined ? {} : { neededBy: as.neededBy }),
    },
  });
  const { meetingId, id: requestId, reference, coordinator, requesterActor: requester } = request;
  return { meetingId, requestId, reference, requester, coordinator, council, school };
}

/** The meeting in its present state. */
export async function meetingNow(deps: Deps, meetingId: string): Promise<MeetingView> {
  return granted(await viewMeeting(deps, { actor: theService, meetingId }));
}

/** Books it for a day and a time as typed. */
export async function book(
  deps: Deps,
  { meetingId, coordinator }: Pick<ArrangedMeeting, 'meetingId' | 'coordinator'>,
  time = { day: '2027-01-20', at: '10:00' },
): Promise<MeetingView> {
  const { version } = await meetingNow(deps, meetingId);
  return granted(await bookMeeting(deps, { actor: coordinator, meetingId, version, time, press: deps.newId() }));
}

/** Runs the job that brings the calendar in step. */
export async function sync(deps: Deps, calendar: FakeCalendar, meetingId: string): Promise<MeetingView> {
  return granted(
    await syncCalendar({ ...deps, calendar, eventTexts: plainEventTexts }, { actor: theService, meetingId }),
  );
}

/** The clinical lead of the DSR team. */
export function aClinicalLead(deps: Deps): Promise<TestActor> {
  return aProfessional(deps, { name: 'Clara Lead', dsrRole: 'clinical-lead' });
}

/** Another coordinator. */
export function anotherCoordinator(deps: Deps): Promise<TestActor> {
  return aCoordinator(deps, 'Colin Coordinator');
}

/** The invitee of a kind; of two agencies the one whose organisation is named. */
export function inviteeOf(view: MeetingView, kind: InviteeView['kind'], organisationId?: string): InviteeView {
  const found = view.invitees.find(
    (one) => one.kind === kind && (organisationId === undefined || one.organisation?.id === organisationId),
  );
  if (!found) throw new Error(`Nobody of kind ${kind} is invited`);
  return found;
}

/** An outcome that is complete: everybody came, and there is one decision for all and one action of the first invitee. */
export function typedOutcome(view: MeetingView, over: TypedOutcome = {}): TypedOutcome {
  return {
    attendance: view.invitees.map(({ id }) => ({ inviteeId: id, came: 'came' })),
    decisions: [{ key: null, text: 'Jamie stays where they live', parties: [] }],
    actions: [
      {
        key: null,
        what: 'Find support for weekends',
        party: view.invitees[0]?.party ?? '',
        who: 'Asha Contact',
        dueDay: view.startsAt ? dayOf(view.startsAt) : '',
      },
    ],
    recommendedRating: 'amber',
    nextStep: 'Meet again in March',
    themes: [],
    gaps: '',
    ...over,
  };
}

/** What is saved, as it would be typed again: rows keep their keys. */
export function asTyped(outcome: OutcomeView): Required<Pick<TypedOutcome, 'decisions' | 'actions'>> {
  return { decisions: outcome.decisions, actions: outcome.actions };
}

/** Books the meeting, lets it pass, marks the council's address secure and saves an outcome. */
export async function aSavedOutcome(
  deps: Deps & { clock: { moveTo(instant: Date): void } },
  arranged: ArrangedMeeting,
  over: (view: MeetingView) => TypedOutcome = () => ({}),
): Promise<SavedOutcome> {
  const { coordinator: actor, meetingId } = arranged;
  const booked = await book(deps, arranged);
  await markSecure(deps, arranged, inviteeOf(booked, 'agency', arranged.council.id).email ?? '');
  if (booked.endsAt) deps.clock.moveTo(booked.endsAt);
  const typed = { ...typedOutcome(booked), ...over(booked) };
  return granted(await saveOutcome(deps, { actor, meetingId, saves: 0, press: deps.newId(), ...typed }));
}

/** Marks an address as secure, or no longer. */
export async function markSecure(
  deps: Deps,
  { coordinator: actor }: Pick<ArrangedMeeting, 'coordinator'>,
  address: string,
  secure = true,
): Promise<void> {
  granted(await markAddressSecure(deps, { actor, address, secure, press: deps.newId() }));
}
