import type { RegisterMeetingView } from '../services/meetings/register-meeting-model.ts';
import { formatDay } from '../services/platform/time.ts';
import type { AreaPolicy } from '../services/policies/model.ts';
import { labelOf } from '../services/policies/model.ts';
import { sharingWords } from '../wording/basis.ts';
import { clockLabel, whyThisDate } from '../wording/clocks.ts';
import { neededByWords } from '../wording/needed-by.ts';
import { registerMeetingLabels, registerMeetingSummary, rolesOf } from '../wording/register-meeting.ts';
import { teamMeetingState } from '../wording/team-request.ts';
import { type ActionButton, actionButton } from './action-button.ts';
import type { AdaptiveCard, CardElement, CardNotice } from './adaptive-card.ts';
import { fitCard, MEASURES, type Measure } from './card-size.ts';
import { noticeBox } from './card-top.ts';
import { nothingToArrange } from './meeting-arranging.ts';
import { plain } from './plain-text.ts';
import { cutText } from './prose.ts';
import { meetingButtons } from './request-for-team-buttons.ts';
import { meetingSection } from './request-for-team-meeting.ts';
import { cardTemplate } from './template.ts';
import { oneLine } from './typed-field.ts';

export type MeetingForTeamView = {
  view: RegisterMeetingView;
  policy: Pick<AreaPolicy, 'purposeCategories'>;
  now: Date;
  notice?: CardNotice | undefined;
};

const NAME_ON_CARD = 80;
/** Teams shows six actions of a card and leaves out the rest without a word. */
const MAX_ACTIONS = 6;
/** Lines of "why this date?" beneath the day; the person's card has them all. */
const WHY_LINES = 2;

const expand = cardTemplate(import.meta.dirname, 'meeting-for-team');

/** A meeting for somebody on the register, for the whole of its life: what it is, by when, who must be there, what to do. */
export function meetingForTeamCard(view: MeetingForTeamView): AdaptiveCard {
  return fitCard(MEASURES, (measure) => render(view, measure));
}

function render({ view, policy, now, notice }: MeetingForTeamView, measure: Measure): AdaptiveCard {
  const { meeting, clock } = view;
  const state = teamMeetingState(meeting);
  const isAhead = meeting.state === 'being-arranged' || (meeting.state === 'booked' && !meeting.ended);
  return expand({
    summary: registerMeetingSummary(meeting),
    notice: noticeBox(notice),
    reference: meeting.reference,
    state,
    kind: registerMeetingLabels[meeting.kind],
    person: `${view.personReference} · ${plain(cutText(meeting.personName, NAME_ON_CARD).text)}`,
    keyFacts: keyFacts(view, policy, isAhead ? now : null, measure),
    why: isAhead && clock !== null ? whyThisDate(clock).slice(0, WHY_LINES).map(plain) : [],
    held: meeting.sharing.may && meeting.sharing.because !== 'clinical-lead' ? null : sharingWords(meeting.sharing),
    meeting: section(view, measure),
    actions: buttons(view),
  });
}

/** Nobody was invited to a discussion at the panel: who took part stands among the facts. */
function section({ meeting, atPanel }: RegisterMeetingView, measure: Measure) {
  const state = teamMeetingState(meeting);
  const shown = meetingSection(meeting, measure, { state, endNote: null });
  if (!atPanel) return shown;
  return { ...shown, facts: [], invited: null, invitees: [], more: null, arranging: nothingToArrange };
}

function whoOf({ meeting, atPanel }: RegisterMeetingView, measure: Measure): string | null {
  const organisations = meeting.invitees.map(({ organisation, name }) =>
    oneLine(organisation?.name ?? name, NAME_ON_CARD),
  );
  const who = atPanel ? organisations.map(plain) : rolesOf(meeting.invitees);
  return who.length === 0 ? null : who.slice(0, measure.rows).join('; ');
}

/** @param now null once it is no longer ahead: then by when it had to happen says nothing any more */
function keyFacts(
  view: RegisterMeetingView,
  policy: MeetingForTeamView['policy'],
  now: Date | null,
  measure: Measure,
): { title: string; value: string }[] {
  const { meeting, clock, atPanel } = view;
  const by = now === null ? null : neededByWords(meeting.neededBy, now);
  const due = now === null || clock === null ? null : `${clockLabel(clock.kind)}: ${formatDay(clock.due)}`;
  const category = meeting.purposeCategory;
  const entries: [string, string | null][] = [
    ['Must happen by', by],
    ['Due', due],
    [atPanel ? 'Took part' : 'Must be there', whoOf(view, measure)],
    ['Purpose', category === null ? null : plain(labelOf(policy.purposeCategories.value, category))],
  ];
  return entries.flatMap(([title, value]) => (value === null ? [] : [{ title, value }]));
}

function buttons({ meeting, atPanel }: RegisterMeetingView): CardElement[] {
  const data = { meetingId: meeting.id };
  const entry = { entryId: meeting.entryId };
  const isOpen = meeting.state !== 'cancelled' && meeting.state !== 'did-not-take-place';
  const ended = meeting.state === 'booked' && meeting.ended;
  const all: ActionButton[] = [
    ...meetingButtons(meeting, data),
    ...(ended ? [{ title: 'It did not take place', verb: 'open-did-not-happen', data, secondary: true }] : []),
    ...(atPanel ? [{ title: 'Next person at the panel', verb: 'next-panel-person', data: {} }] : []),
    ...(isOpen && !meeting.sharing.may
      ? [{ title: 'Share without consent (clinical lead)', verb: 'open-share-without-consent', data, secondary: true }]
      : []),
    { title: 'Show person', verb: 'show-person', data: entry, secondary: true },
  ];
  return all.slice(0, MAX_ACTIONS).map(actionButton);
}
