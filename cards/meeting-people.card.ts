import type { InviteeView, MeetingView } from '../services/meetings/model.ts';
import { attendeeList } from '../wording/attendee-list.ts';
import { inviteeStatus, proposalStatus } from '../wording/invitee-status.ts';
import { disclosureBasisLabels, needWords } from '../wording/people.ts';
import { groupWords, quorumWords } from '../wording/quorum.ts';
import type { ActionButton } from './action-button.ts';
import type { AdaptiveCard, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { saidWith } from './meeting-arranging.ts';
import { backToMeeting, meetingIds } from './meeting-form.ts';
import { line, type MeetingRow, meetingRowsCard, type RowLine } from './meeting-rows.ts';
import { type Page, pageOf, pageWords } from './pages.ts';
import { plain } from './plain-text.ts';
import { cutProse, cutText } from './prose.ts';
import { oneLine } from './typed-field.ts';

export type MeetingPeopleView = { meeting: MeetingView; page: number; notice?: CardNotice | undefined };

const ON_A_PAGE = 8;
const LONGEST_NAME = 100;
const SHORT_NAME = 40;
const LONGEST_RULE = 600;

/** Everybody invited to a meeting: whether they must be there, what they said, what they bring and may know; and the quorum. */
export function meetingPeopleCard({ meeting, page, notice }: MeetingPeopleView): AdaptiveCard {
  const shown = pageOf(meeting.invitees, page, ON_A_PAGE);
  return fitCard(MEASURES, (measure) =>
    meetingRowsCard({
      heading: 'People and quorum',
      summary: `${meeting.reference}: people and quorum`,
      about: { reference: meeting.reference, name: meeting.personName },
      notice,
      said: [...rule(meeting, measure), line(pageWords(shown, 'person invited', 'people invited'))],
      rows: shown.items.map((invitee) => row(invitee, meeting, measure)),
      actions: actions(meeting, shown),
    }),
  );
}

function rule(meeting: MeetingView, measure: Measure): RowLine[] {
  const { quorum, invitees } = meeting;
  const short = (text: string) => plain(cutText(text, Math.min(measure.text * 2, LONGEST_RULE)).text);
  const groups = quorum.groups.map((group) => line(`• ${short(groupWords(group, invitees))}`));
  const heading = line(quorum.set ? 'These must be there:' : 'Everybody who is required must be there:');
  const state = quorumWords(meeting);
  return [
    ...(meeting.startsAt === null && quorum.groups.length > 0 ? [] : [{ ...state, text: short(state.words) }]),
    ...(groups.length === 0 ? [] : [heading, ...groups.slice(0, ON_A_PAGE)]),
  ].map(({ text, tone }) => ({ text, tone }));
}

function row(invitee: InviteeView, meeting: MeetingView, measure: Measure): MeetingRow {
  const organisation = invitee.organisation?.name;
  const status = proposalStatus(invitee, meeting) ?? inviteeStatus(invitee);
  const said = saidWith(invitee, measure);
  const lines: (RowLine | null)[] = [
    line(plain(cutText(needWords(invitee, meeting.invitees), Math.min(LONGEST_NAME, measure.text)).text)),
    { text: status.words, tone: status.tone },
    said === null ? null : line(said),
    invitee.toBring === null ? null : line(`Asked to bring: ${cutProse(invitee.toBring, measure.text)}`),
    invitee.bringing === null ? null : line(`Brings: ${cutProse(invitee.bringing, measure.text)}`),
    knows(invitee),
  ];
  return {
    title: oneLine(organisation ? `${invitee.name}, ${organisation}` : invitee.name, measure.text * 2),
    lines: lines.filter((one) => one !== null),
    buttons: [...answerButtons(invitee, meeting), ...disclosureButtons(invitee, meeting)],
  };
}

/** Somebody who is asked on the phone: a coordinator enters what they say. */
function answerButtons(invitee: InviteeView, meeting: MeetingView): ActionButton[] {
  const { state, proposal } = meeting;
  if (state !== 'being-arranged' || proposal?.state !== 'open') return [];
  if (proposal.answered.some(({ inviteeId }) => inviteeId === invitee.id)) return [];
  const title = 'Enter their answer';
  const data = { ...meetingIds(meeting), inviteeId: invitee.id };
  return [{ title, tooltip: `${title}: ${oneLine(invitee.name, SHORT_NAME)}`, verb: 'open-answer-for', data }];
}

const hasNoAgreement = ({ kind, organisation }: InviteeView) =>
  kind !== 'individual' && kind !== 'carer' && !(organisation?.agreementInForce ?? false);

function knows(invitee: InviteeView): RowLine | null {
  if (invitee.mayKnow !== null) return line(`May know about the person: ${disclosureBasisLabels[invitee.mayKnow]}`);
  return hasNoAgreement(invitee) ? line('No sharing agreement: told the time and reference only') : null;
}

function disclosureButtons(invitee: InviteeView, meeting: MeetingView): ActionButton[] {
  if (!hasNoAgreement(invitee) || meeting.state === 'cancelled' || meeting.state === 'did-not-take-place') return [];
  const title = invitee.mayKnow === null ? 'Let them know more' : 'Let them know no more';
  const tooltip = `${title}: ${oneLine(invitee.name, SHORT_NAME)}`;
  return [{ title, tooltip, verb: 'open-disclosure', data: { ...meetingIds(meeting), inviteeId: invitee.id } }];
}

function actions(meeting: MeetingView, { page, pages }: Page<unknown>): ActionButton[] {
  const data = meetingIds(meeting);
  const isAhead = meeting.state === 'being-arranged' || (meeting.state === 'booked' && !meeting.ended);
  const turn = (title: string, to: number) => ({ title, verb: 'show-people', data: { ...data, page: to } });
  return [
    ...(isAhead ? [{ title: 'Who must be there', verb: 'open-needs', data }] : []),
    { title: 'What was told to whom', verb: 'show-disclosures', data },
    ...(isAhead ? [{ title: attendeeList(meeting).open, verb: 'open-attendee-list', data }] : []),
    ...(page > 1 ? [turn('Previous page', page - 1)] : []),
    ...(page < pages ? [turn('Next page', page + 1)] : []),
    backToMeeting(meeting),
  ];
}
