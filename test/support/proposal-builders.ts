import type { Actor } from '../../services/access/actor.ts';
import type { MeetingView } from '../../services/meetings/model.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { answerProposal } from '../../services/proposals/answer-proposal.ts';
import type { ProposalView, SlotAnswerCode } from '../../services/proposals/model.ts';
import { sendProposal } from '../../services/proposals/send-proposal.ts';
import { type ArrangedMeeting, granted, meetingNow } from './meeting-builders.ts';

/** Wednesday 20 January at 10 and Thursday 21 January at 14:30, each of an hour. */
export const twoTimes = [
  { day: '2027-01-20', at: '10:00' },
  { day: '2027-01-21', at: '14:30' },
];
/** Friday 15 January at midday: three days after the ordinary morning. */
export const untilFriday = { day: '2027-01-15', at: '12:00' };

type Sending = Omit<Parameters<typeof sendProposal>[1], 'actor' | 'meetingId' | 'version' | 'press'>;

/** Asks everybody about two times, until Friday midday. */
export async function propose(
  deps: Deps,
  { coordinator: actor, meetingId }: Pick<ArrangedMeeting, 'coordinator' | 'meetingId'>,
  over: Partial<Sending> = {},
): Promise<MeetingView> {
  const { version } = await meetingNow(deps, meetingId);
  const sending = { slots: twoTimes, deadline: untilFriday, autoBook: false, ...over };
  return granted(await sendProposal(deps, { actor, meetingId, version, press: deps.newId(), ...sending }));
}

/** The latest proposal of a meeting; a meeting without one fails the test. */
export function proposalOf({ proposal }: MeetingView): ProposalView {
  if (proposal === null) throw new Error('Nothing was proposed');
  return proposal;
}

/** Somebody on the web pages who has confirmed this address. */
export async function aVisitor(deps: Deps, address: string): Promise<Actor> {
  const confirmedAddress = address.toLowerCase();
  const now = deps.clock.now();
  const row = await deps.db.professional.upsert({
    where: { confirmedAddress },
    create: { id: deps.newId(), confirmedAddress, name: '', createdAt: now, updatedAt: now },
    update: {},
  });
  return { kind: 'professional', id: row.id, dsrRole: null, outside: true };
}

/** What somebody invited answers on their page: one answer for each time, in their order. */
export async function answering(
  deps: Deps,
  meeting: MeetingView,
  inviteeId: string,
  answers: readonly SlotAnswerCode[],
  over: Partial<Parameters<typeof answerProposal>[1]> = {},
): Promise<Parameters<typeof answerProposal>[1]> {
  const address = meeting.invitees.find(({ id }) => id === inviteeId)?.email ?? '';
  const { slots } = proposalOf(meeting);
  return {
    actor: await aVisitor(deps, address),
    address,
    inviteeId,
    answers: Object.fromEntries(slots.map(({ id }, at) => [id, answers[at] ?? 'no'])),
    note: '',
    answeredBy: null,
    press: deps.newId(),
    ...over,
  };
}

/** Answers the latest proposal of a meeting, and looks at the meeting. */
export async function answer(
  deps: Deps,
  meetingId: string,
  inviteeId: string,
  ...answers: SlotAnswerCode[]
): Promise<MeetingView> {
  granted(await answerProposal(deps, await answering(deps, await meetingNow(deps, meetingId), inviteeId, answers)));
  return meetingNow(deps, meetingId);
}
