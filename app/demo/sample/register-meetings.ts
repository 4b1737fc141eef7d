import { bookMeeting } from '../../../services/meetings/book-meeting.ts';
import type { RegisterMeetingKind } from '../../../services/meetings/model.ts';
import { previewSummaries } from '../../../services/meetings/preview-summaries.ts';
import { requestRegisterMeeting } from '../../../services/meetings/request-register-meeting.ts';
import { saveOutcome } from '../../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../../services/meetings/send-summaries.ts';
import { viewMeeting } from '../../../services/meetings/view-meeting.ts';
import type { Deps } from '../../../services/platform/deps.ts';
import { addDays, addWorkingDays, type CalendarDay } from '../../../services/platform/time.ts';
import { recordActionProgress } from '../../../services/register/record-action-progress.ts';
import { recordPanelDiscussion } from '../../../services/register/record-panel-discussion.ts';
import { type OnRegister, onEntry } from './register-story.ts';
import { type Story, sure } from './story.ts';

/** Meetings of the register: one booked so near that the clinical lead decides about it, one booked, one being arranged. */
export async function tellRegisterMeetings(
  story: Story,
  who: Record<'aled' | 'zoe' | 'rosa' | 'imran' | 'kit', OnRegister>,
): Promise<string[]> {
  await panel(story, who.kit);
  const near = await arrange(who.aled, -6, 'cetr', ['Trust mental health team', 'Example City Council social care']);
  await book(story, near, addDays(story.today, 1), '14:00');
  const booked = await arrange(who.rosa, -3, 'cetr', ['Trust mental health team']);
  await book(story, booked, addWorkingDays(story.today, 6), '10:30');
  const organisations = ['Example County Council education', 'Trust learning disability and autism team'];
  const toArrange = await arrange(who.zoe, -1, 'dsr-review', organisations);
  return [near, booked, toArrange];
}

function idsOf(story: Story, organisations: readonly string[]): string[] {
  return organisations.map((name) => {
    const id = story.organisations.get(name);
    if (!id) throw new Error(`the sample has no organisation ${name}`);
    return id;
  });
}

async function arrange(
  { story, entryId }: OnRegister,
  workingDays: number,
  kind: RegisterMeetingKind,
  organisations: readonly string[],
): Promise<string> {
  const deps = story.at(workingDays, '11:10');
  const meeting = await requestRegisterMeeting(deps, {
    ...{ actor: story.people.cora, entryId, press: deps.newId(), kind, people: [] },
    ...{ organisationIds: idsOf(story, organisations), purposeCategory: 'agencies-working-together' },
    ...{ lengthMinutes: '60', neededBy: '', place: '' },
  });
  return sure(meeting).id;
}

async function book(story: Story, meetingId: string, day: CalendarDay, at: string): Promise<void> {
  const deps = story.at(-1, '09:50');
  const { cora: actor } = story.people;
  const { version } = sure(await viewMeeting(deps, { actor, meetingId }));
  sure(await bookMeeting(deps, { actor, meetingId, version, time: { day, at }, press: deps.newId() }));
}

/** The panel discussed somebody with two agencies; one action is late, one is under way, one is still to come. */
async function panel(story: Story, who: OnRegister): Promise<void> {
  const { today, people } = story;
  const day = addDays(today, -16);
  const actor = people.cora;
  const organisationIds = idsOf(story, [
    'Trust learning disability and autism team',
    'Example City Council social care',
  ]);
  const { meetingId } = await onEntry(who, day, (deps, about) =>
    recordPanelDiscussion(deps, {
      ...{ ...about, organisationIds, more: true },
      note: 'Kit knows three of the support workers well. Everything is done to keep them.',
    }),
  );
  if (meetingId === null) throw new Error('the panel of the sample held no meeting');
  const deps = story.on(day, '12:30');
  await conclude(deps, story, meetingId, [
    ['Name two support workers who stay', 'City Council', addDays(today, -5)],
    ['Write down what new people should know about Kit', 'learning disability', addDays(today, 3)],
    ['Visit Kit’s day centre together', 'learning disability', addDays(today, 24)],
  ]);
  const action = await deps.db.agreedAction.findFirstOrThrow({
    where: { outcome: { meetingId }, what: { startsWith: 'Write down' } },
    select: { key: true },
  });
  await onEntry(who, addDays(today, -2), (at, about) =>
    recordActionProgress(at, { ...about, actionKey: action.key, state: 'under-way', note: 'A first page is there.' }),
  );
  sure(await viewMeeting(deps, { actor, meetingId }));
}

/** The outcome of a meeting, with what was agreed, is recorded and sent. */
async function conclude(
  deps: Deps,
  story: Story,
  meetingId: string,
  actions: readonly [what: string, organisation: string, dueDay: CalendarDay][],
): Promise<void> {
  const { cora: actor } = story.people;
  const meeting = sure(await viewMeeting(deps, { actor, meetingId }));
  const saved = sure(
    await saveOutcome(deps, {
      ...{ actor, meetingId, saves: 1, press: deps.newId() },
      actions: actions.map(([what, organisation, dueDay]) => {
        const invitee = meeting.invitees.find((one) => one.organisation?.name.includes(organisation));
        return { key: deps.newId(), what, party: invitee?.party ?? 'dsr-team', who: invitee?.name ?? '', dueDay };
      }),
      decisions: [{ key: deps.newId(), text: 'Nobody new starts before January.', parties: [] }],
      nextStep: 'The panel talks about Kit again next month.',
      themes: ['staffing'],
    }),
  );
  const { fingerprint } = sure(await previewSummaries(deps, { actor, meetingId }));
  const { id: outcomeId, saves } = saved.outcome;
  sure(await sendSummaries(deps, { actor, meetingId, outcomeId, saves, fingerprint, press: deps.newId() }));
}
