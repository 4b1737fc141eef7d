import type { Actor } from '../../../services/access/actor.ts';
import { approveMbeRequest } from '../../../services/mbe-requests/approve-mbe-request.ts';
import type { RequestView, TypedRequest } from '../../../services/mbe-requests/model.ts';
import { submitMbeRequest } from '../../../services/mbe-requests/submit-mbe-request.ts';
import { bookMeeting } from '../../../services/meetings/book-meeting.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { viewMeeting } from '../../../services/meetings/view-meeting.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import type { CalendarDay } from '../../../services/platform/time.ts';
import type { cast } from '../tenant.ts';

export type Professional = Extract<Actor, { kind: 'professional' }>;
export type Cast = Record<keyof typeof cast, Professional>;

/** A use case that must succeed here: a refusal is a mistake in the sample. */
export function sure<T>(answer: { ok: true; value: T } | { ok: false; reason: string }): T {
  if (!answer.ok) throw new Error(`the sample data were refused: ${JSON.stringify(answer)}`);
  return answer.value;
}

/** What the sample is told with: people, organisations, and the past as a clock. */
export type Story = {
  people: Cast;
  organisations: Map<string, string>;
  today: CalendarDay;
  /** The deps of a moment, some working days from today; effects of the past are not sent again. */
  at(workingDays: number, time: string): Deps;
  /** The deps of a moment of a day, as `at`; a day that is still to come is now. */
  on(day: CalendarDay, time: string): Deps;
};

/** Asha's own details, given with her first request. They are asked anew in the demo: see `forgetAsha`. */
export const firstTime = {
  jobRole: 'Community nurse',
  organisation: 'Trust learning disability and autism team',
  phone: '01632 960101',
};

export function typedRequest(
  story: Story,
  about: { name: string; purpose: string; agencies: string[] } & TypedRequest,
): TypedRequest {
  const { name, agencies, ...typed } = about;
  return {
    personName: name,
    whyNoMdt:
      'Two MDT meetings were held. Education and housing did not come, and nothing could be agreed without them.',
    organisationIds: agencies.map((agency) => {
      const id = story.organisations.get(agency);
      if (!id) throw new Error(`the sample has no organisation ${agency}`);
      return id;
    }),
    individualAnswer: 'invite',
    individualDetail: `${name.split(' ')[0]?.toLowerCase()}@home.example.org`,
    carerAnswer: 'do-not-invite',
    carerDetail: 'The person asked that their parents are told afterwards.',
    basis: 'consents',
    jobRole: 'Social worker',
    organisation: 'Trust mental health team',
    phone: '01632 960102',
    ...typed,
  };
}

export async function submit(deps: Deps, actor: Professional, typed: TypedRequest): Promise<RequestView> {
  return sure(await submitMbeRequest(deps, { actor, draftId: deps.newId(), typed, press: deps.newId() }));
}

export async function approve(
  deps: Deps,
  actor: Professional,
  request: RequestView,
  purposeCategory: string,
): Promise<MeetingView> {
  const approved = sure(
    await approveMbeRequest(deps, {
      actor,
      requestId: request.id,
      version: request.version,
      purposeCategory,
      organisationIds: request.organisations.map((organisation) => organisation.id),
      furtherPeople: request.furtherPeople.map((person) => `${person.name}, ${person.email}`).join('\n'),
      lengthMinutes: String(request.lengthMinutes),
      neededBy: request.neededBy ?? '',
      place: request.place ?? '',
      press: deps.newId(),
    }),
  );
  if (!approved.meetingId) throw new Error('an approved request has a meeting');
  return sure(await viewMeeting(deps, { actor, meetingId: approved.meetingId }));
}

export async function book(
  deps: Deps,
  actor: Professional,
  meeting: MeetingView,
  day: CalendarDay,
  at: string,
): Promise<MeetingView> {
  const time = { day, at };
  return sure(
    await bookMeeting(deps, { actor, meetingId: meeting.id, version: meeting.version, time, press: deps.newId() }),
  );
}
