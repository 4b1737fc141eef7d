import { cancelMeeting } from '../../services/meetings/cancel-meeting.ts';
import type { InviteeView, MeetingView } from '../../services/meetings/model.ts';
import type { TypedOutcome } from '../../services/meetings/outcome-model.ts';
import { previewSummaries } from '../../services/meetings/preview-summaries.ts';
import { saveOutcome } from '../../services/meetings/save-outcome.ts';
import { sendSummaries } from '../../services/meetings/send-summaries.ts';
import type { Deps } from '../../services/platform/deps.ts';
import { dayOf } from '../../services/platform/time.ts';
import { sendProposal } from '../../services/proposals/send-proposal.ts';
import {
  type ArrangedMeeting,
  anArrangedMeeting,
  granted,
  inviteeOf,
  meetingNow,
  typedOutcome,
} from './meeting-builders.ts';

type MovableDeps = Deps & { clock: { moveTo(instant: Date): void } };

/** A meeting with a council that may know and a school that may not, and the ways into its pages. */
export type AgencyMeeting = ArrangedMeeting & {
  reference: string;
  council: ArrangedMeeting['council'];
  councilInvitee: InviteeView;
  schoolInvitee: InviteeView;
  /** In small letters, as they sign in. */
  councilAddress: string;
  schoolAddress: string;
};

/** A meeting being arranged, whose council and school have each an address. */
export async function anAgencyMeeting(deps: Deps): Promise<AgencyMeeting> {
  const arranged = await anArrangedMeeting(deps);
  const view = await meetingNow(deps, arranged.meetingId);
  const councilInvitee = inviteeOf(view, 'agency', arranged.council.id);
  const schoolInvitee = inviteeOf(view, 'agency', arranged.school.id);
  const addressOf = ({ email }: InviteeView) => (email ?? '').toLowerCase();
  return {
    ...arranged,
    ...{ councilInvitee, schoolInvitee },
    councilAddress: addressOf(councilInvitee),
    schoolAddress: addressOf(schoolInvitee),
  };
}

/** The team asks about three times, until Friday. */
export async function propose(deps: Deps, { meetingId, coordinator: actor }: ArrangedMeeting): Promise<MeetingView> {
  const { version } = await meetingNow(deps, meetingId);
  return granted(
    await sendProposal(deps, {
      ...{ actor, meetingId, version, autoBook: false, press: deps.newId() },
      slots: [
        { day: '2027-01-20', at: '10:00' },
        { day: '2027-01-21', at: '14:30' },
        { day: '2027-01-22', at: '09:00' },
      ],
      deadline: { day: '2027-01-15', at: '17:00' },
    }),
  );
}

/** The team cancels it. */
export async function cancel(deps: Deps, { meetingId, coordinator: actor }: ArrangedMeeting): Promise<void> {
  const { version } = await meetingNow(deps, meetingId);
  const about = { actor, meetingId, version, press: deps.newId() };
  granted(
    await cancelMeeting(deps, { ...about, cancelReason: 'too-few', note: 'Nobody could come', next: 'end-request' }),
  );
}

/** A booked meeting is over, its outcome is recorded and sent: with an action of the council, one of the school and one of the team. */
export async function recordOutcome(
  deps: MovableDeps,
  arranged: ArrangedMeeting,
  over: TypedOutcome = {},
): Promise<{ councilAction: string; schoolAction: string; teamAction: string }> {
  const { meetingId, coordinator: actor } = arranged;
  const view = await meetingNow(deps, meetingId);
  if (view.endsAt === null) throw new Error('The meeting is not booked');
  deps.clock.moveTo(view.endsAt);
  const dueDay = '2027-02-02';
  const of = (id: string) => `organisation:${id}`;
  const typed = typedOutcome(view, {
    decisions: [
      { key: null, text: 'Jamie Example stays where they live', parties: [] },
      { key: null, text: 'The council looks at the support plan again', parties: [of(arranged.council.id)] },
    ],
    actions: [
      {
        key: null,
        what: 'Find support for Jamie at weekends',
        party: of(arranged.council.id),
        who: 'Asha Contact',
        dueDay,
      },
      { key: null, what: 'Send Jamie’s timetable', party: of(arranged.school.id), who: 'Ms Example', dueDay },
      { key: null, what: 'Tell Jamie what was agreed', party: 'dsr-team', who: 'Cora', dueDay: dayOf(view.endsAt) },
    ],
    ...over,
  });
  const saved = granted(await saveOutcome(deps, { actor, meetingId, saves: 0, press: deps.newId(), ...typed }));
  const { outcome, fingerprint } = granted(await previewSummaries(deps, { actor, meetingId }));
  const shown = { outcomeId: outcome.id, saves: saved.outcome.saves, fingerprint };
  granted(await sendSummaries(deps, { actor, meetingId, ...shown, press: deps.newId() }));
  const keyOf = (party: string) => outcome.actions.find((one) => one.party === party)?.key ?? '';
  return {
    councilAction: keyOf(of(arranged.council.id)),
    schoolAction: keyOf(of(arranged.school.id)),
    teamAction: keyOf('dsr-team'),
  };
}

/** Several people of the council read the invited address. */
export async function shareInbox(deps: Deps, { council, councilAddress }: AgencyMeeting): Promise<void> {
  await deps.db.organisation.update({ where: { id: council.id }, data: { dutyEmail: councilAddress } });
}
