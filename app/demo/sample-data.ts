import type { Actor, DsrRole } from '../../services/access/actor.ts';
import { answerInformation } from '../../services/mbe-requests/answer-information.ts';
import { approveMbeRequest } from '../../services/mbe-requests/approve-mbe-request.ts';
import { askInformation } from '../../services/mbe-requests/ask-information.ts';
import { declineMbeRequest } from '../../services/mbe-requests/decline-mbe-request.ts';
import type { RequestView, TypedRequest } from '../../services/mbe-requests/model.ts';
import { saveDraft } from '../../services/mbe-requests/save-draft.ts';
import { submitMbeRequest } from '../../services/mbe-requests/submit-mbe-request.ts';
import { takeMbeRequest } from '../../services/mbe-requests/take-mbe-request.ts';
import { withdrawMbeRequest } from '../../services/mbe-requests/withdraw-mbe-request.ts';
import { bookMeeting } from '../../services/meetings/book-meeting.ts';
import { cancelMeeting } from '../../services/meetings/cancel-meeting.ts';
import type { MeetingView } from '../../services/meetings/model.ts';
import { previewSummaries } from '../../services/meetings/preview-summaries.ts';
import { saveOutcome } from '../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../services/meetings/send-summaries.ts';
import { viewMeeting } from '../../services/meetings/view-meeting.ts';
import type { Deps } from '../../services/platform/deps.ts';
import {
  addDays,
  addWorkingDays,
  type CalendarDay,
  dayOf,
  fixedClock,
  instantAt,
} from '../../services/platform/time.ts';
import { loadSampleAgencies } from './sample-agencies.ts';
import { cast } from './tenant.ts';

type Professional = Extract<Actor, { kind: 'professional' }>;
type Cast = Record<keyof typeof cast, Professional>;

/** A use case that must succeed here: a refusal is a mistake in the sample. */
function sure<T>(answer: { ok: true; value: T } | { ok: false; reason: string }): T {
  if (!answer.ok) throw new Error(`the sample data were refused: ${answer.reason}`);
  return answer.value;
}

/** Remembers the people of the demo. Asha is new: she is asked for her role, organisation and phone. */
async function loadCast(deps: Deps): Promise<Cast> {
  const now = deps.clock.now();
  const known: Record<string, { jobRole: string; organisation: string; phone: string }> = {
    ben: { jobRole: 'Social worker', organisation: 'Trust mental health team', phone: '01632 960102' },
  };
  const people = {} as Cast;
  for (const [key, { id: aadObjectId, name, email }] of Object.entries(cast)) {
    const data = { name, email, ...known[key], updatedAt: now };
    const row = await deps.db.professional.upsert({
      where: { aadObjectId },
      create: { id: deps.newId(), aadObjectId, createdAt: now, ...data },
      update: data,
    });
    people[key as keyof Cast] = { kind: 'professional', id: row.id, dsrRole: row.dsrRole as DsrRole | null };
  }
  return people;
}

/** What the sample is told with: people, organisations, and the past as a clock. */
type Story = {
  people: Cast;
  organisations: Map<string, string>;
  today: CalendarDay;
  /** The deps of a moment, some working days from today; effects of the past are not sent again. */
  at(workingDays: number, time: string): Deps;
};

function typedRequest(
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

async function submit(deps: Deps, actor: Professional, typed: TypedRequest): Promise<RequestView> {
  return sure(await submitMbeRequest(deps, { actor, draftId: deps.newId(), typed, press: deps.newId() }));
}

async function approve(
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
      press: deps.newId(),
    }),
  );
  if (!approved.meetingId) throw new Error('an approved request has a meeting');
  return sure(await viewMeeting(deps, { actor, meetingId: approved.meetingId }));
}

async function book(
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

/** Requests nobody has decided yet: new, overdue, waiting for an answer, and a draft. */
async function tellUndecided(story: Story): Promise<void> {
  const { asha, ben, cora, dev } = story.people;
  const draft = story.at(0, '08:40');
  sure(
    await saveDraft(draft, {
      actor: asha,
      draftId: draft.newId(),
      typed: { personName: 'Ollie Example', purpose: 'Agree who supports Ollie in the school holidays.' },
      check: 'nothing',
    }),
  );
  await submit(
    story.at(-1, '15:10'),
    ben,
    typedRequest(story, {
      name: 'Jordan Example',
      purpose: 'Jordan’s placement has given notice. Agree one plan for housing, school and support at night.',
      agencies: [
        'Trust learning disability and autism team',
        'Example City Council social care',
        'Oakfield Example School',
      ],
      nhsNumber: '999 000 0018',
      neededBy: addWorkingDays(story.today, 8),
    }),
  );
  const overdue = await submit(
    story.at(-5, '10:00'),
    asha,
    typedRequest(story, {
      name: 'Robin Example',
      purpose: 'Robin has called for an ambulance eleven times in a month. Agree who answers, and how.',
      agencies: ['Example Ambulance Service', 'Example Police', 'Trust mental health team'],
      basis: 'not-yet',
      basisDetail: 'Robin was too upset to talk about it this week.',
      ...firstTime,
    }),
  );
  const taking = story.at(-5, '11:30');
  sure(await takeMbeRequest(taking, { actor: dev, requestId: overdue.id, press: taking.newId() }));
  const asked = await submit(
    story.at(-2, '09:20'),
    asha,
    typedRequest(story, {
      name: 'Sam Example',
      purpose: 'Sam’s college place ends in six weeks and nobody has said what comes next.',
      agencies: ['Example County Council education', 'Willowbrook Support'],
      ...firstTime,
    }),
  );
  const asking = story.at(-1, '09:05');
  sure(
    await askInformation(asking, {
      actor: cora,
      requestId: asked.id,
      version: asked.version,
      question: 'Which college is it, and who there should we invite?',
      press: asking.newId(),
    }),
  );
}

/** Asha's own details, given with her first request. They are asked anew in the demo: see `forgetAsha`. */
const firstTime = {
  jobRole: 'Community nurse',
  organisation: 'Trust learning disability and autism team',
  phone: '01632 960101',
};

/** Requests that ended: declined, withdrawn, cancelled, and closed with an outcome that was sent. */
async function tellEnded(story: Story): Promise<void> {
  const { asha, ben, cora, ella } = story.people;
  const agencies = ['Trust mental health team', 'Example City Council social care'];
  const declined = await submit(
    story.at(-9, '13:00'),
    asha,
    typedRequest(story, { name: 'Alex Example', purpose: 'Plan Alex’s move to a new flat.', agencies, ...firstTime }),
  );
  const declining = story.at(-8, '10:15');
  const mdtFirst = 'The two teams can meet without us. Please tell us if that does not bring an answer.';
  sure(
    await declineMbeRequest(declining, {
      actor: ella,
      requestId: declined.id,
      version: declined.version,
      reason: 'hold-an-mdt-first',
      note: mdtFirst,
      press: declining.newId(),
    }),
  );
  const withdrawn = await submit(
    story.at(-7, '09:00'),
    ben,
    typedRequest(story, { name: 'Charlie Example', purpose: 'Agree respite for Charlie’s family.', agencies }),
  );
  const withdrawing = story.at(-6, '16:00');
  sure(
    await withdrawMbeRequest(withdrawing, {
      actor: ben,
      requestId: withdrawn.id,
      note: 'The council has agreed respite.',
      press: withdrawing.newId(),
    }),
  );
  const dropped = await submit(
    story.at(-12, '09:00'),
    ben,
    typedRequest(story, { name: 'Frankie Example', purpose: 'Agree support in the evenings.', agencies }),
  );
  const cancelled = await approve(story.at(-11, '09:30'), cora, dropped, 'support-at-home');
  const cancelling = story.at(-10, '12:00');
  sure(
    await cancelMeeting(cancelling, {
      actor: cora,
      meetingId: cancelled.id,
      version: cancelled.version,
      note: 'The teams agreed the support between them.',
      next: 'end-request',
      press: cancelling.newId(),
    }),
  );
  await tellClosed(story);
}

async function tellClosed(story: Story): Promise<void> {
  const { ben, cora } = story.people;
  const request = await submit(
    story.at(-20, '09:00'),
    ben,
    typedRequest(story, {
      name: 'Morgan Example',
      purpose: 'Morgan is ready to leave hospital and has nowhere to go.',
      agencies: ['Trust learning disability and autism team', 'Example City Council social care', 'Example Police'],
    }),
  );
  const meeting = await approve(story.at(-19, '10:00'), cora, request, 'leaving-hospital');
  await book(story.at(-18, '11:00'), cora, meeting, addWorkingDays(story.today, -14), '10:00');
  const deps = story.at(-14, '14:00');
  const council = meeting.invitees.find((invitee) => invitee.organisation?.name.includes('City Council'));
  const saved = sure(
    await saveOutcome(deps, {
      actor: cora,
      meetingId: meeting.id,
      saves: 0,
      attendance: meeting.invitees.map((invitee) => ({
        inviteeId: invitee.id,
        came: 'came' as const,
        standInName: null,
      })),
      decisions: [{ key: deps.newId(), text: 'Morgan leaves hospital on the first of next month.', parties: [] }],
      actions: [
        {
          key: deps.newId(),
          what: 'Confirm the flat and its start date in writing',
          party: council?.party ?? 'dsr-team',
          who: council?.name ?? 'Cora Example',
          dueDay: addWorkingDays(story.today, 3),
        },
      ],
      recommendedRating: 'blue',
      nextStep: 'DSR review in four weeks',
      themes: ['housing'],
      gaps: 'No flats with support at night.',
      press: deps.newId(),
    }),
  );
  const preview = sure(await previewSummaries(deps, { actor: cora, meetingId: meeting.id }));
  sure(
    await sendSummaries(deps, {
      actor: cora,
      meetingId: meeting.id,
      outcomeId: saved.outcome.id,
      saves: saved.outcome.saves,
      fingerprint: preview.fingerprint,
      press: deps.newId(),
    }),
  );
}

/** Meetings under way: a time to be picked, one booked, one over and waiting for its outcome. */
async function tellUnderWay(story: Story): Promise<string[]> {
  const { asha, ben, cora, dev } = story.people;
  const arranging = await submit(
    story.at(-3, '12:00'),
    ben,
    typedRequest(story, {
      name: 'Jordan Exampel',
      purpose: 'Jordan is being asked to leave the day centre. Agree what happens in the day.',
      agencies: ['Trust learning disability and autism team', 'Willowbrook Support'],
    }),
  );
  const toArrange = await approve(story.at(-2, '10:00'), dev, arranging, 'support-at-home');
  const told = await submit(
    story.at(-6, '09:00'),
    asha,
    typedRequest(story, {
      name: 'Taylor Example',
      purpose: 'Taylor has not been to school since September. Agree one plan for going back.',
      agencies: [
        'Trust learning disability and autism team',
        'Example County Council education',
        'Oakfield Example School',
      ],
      ...firstTime,
    }),
  );
  const question = story.at(-6, '10:00');
  sure(
    await askInformation(question, {
      actor: cora,
      requestId: told.id,
      version: told.version,
      question: 'Does Taylor have an advocate?',
      press: question.newId(),
    }),
  );
  const answer = story.at(-6, '13:00');
  const answered = sure(
    await answerInformation(answer, {
      actor: asha,
      requestId: told.id,
      answer: 'Not yet. We have asked Speak Up.',
      press: answer.newId(),
    }),
  );
  const booked = await approve(story.at(-5, '09:15'), cora, answered, 'school-or-college');
  await book(story.at(-4, '09:00'), cora, booked, addWorkingDays(story.today, 4), '10:00');
  const over = await submit(
    story.at(-8, '09:00'),
    ben,
    typedRequest(story, {
      name: 'Casey Example',
      purpose: 'Casey’s support team is leaving. Agree who supports Casey from next week.',
      agencies: ['Trust mental health team', 'Example City Council social care', 'Example Police'],
    }),
  );
  const held = await approve(story.at(-7, '09:00'), cora, over, 'support-at-home');
  await book(story.at(-6, '09:00'), cora, held, addWorkingDays(story.today, -1), '11:00');
  return [toArrange.id, booked.id];
}

/**
 * Fills an empty record with made-up people and requests in every state, dated around the demo's now. What would have
 * been sent in the past is put down as sent; the meetings still to come are looked for and invited to, for real.
 */
export async function loadSampleData(deps: Deps): Promise<void> {
  if ((await deps.db.organisation.count()) > 0) return;
  const today = dayOf(deps.clock.now());
  const people = await loadCast(deps);
  const story: Story = {
    people,
    organisations: await loadSampleAgencies(deps),
    today,
    at: (workingDays, time) => {
      const day = workingDays === 0 ? addDays(today, 0) : addWorkingDays(today, workingDays);
      const past = instantAt(day, time);
      const now = deps.clock.now();
      const silent = { enqueue: async () => undefined, wake: () => undefined };
      return { ...deps, clock: fixedClock(past < now ? past : now), jobs: silent };
    },
  };
  await tellEnded(story);
  const toCome = await tellUnderWay(story);
  await tellUndecided(story);
  await deps.db.delivery.updateMany({ where: { state: 'due' }, data: { state: 'sent', sentAt: deps.clock.now() } });
  await forgetAsha(deps, people.asha.id);
  await deps.db.$transaction(async (tx) => {
    await deps.jobs.enqueue(
      tx,
      toCome.flatMap((meetingId) => [
        { name: 'look-for-times' as const, data: { meetingId } },
        { name: 'sync-calendar' as const, data: { meetingId } },
      ]),
    );
  });
  deps.jobs.wake();
}

/** Asha has asked before, but is asked for her details once more, so that a visitor sees how. */
async function forgetAsha(deps: Deps, id: string): Promise<void> {
  await deps.db.professional.update({ where: { id }, data: { jobRole: null, organisation: null, phone: null } });
}
