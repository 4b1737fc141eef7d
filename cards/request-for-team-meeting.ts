import type { InviteeView, MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { needsLines } from '../wording/communication-needs.ts';
import { answersInBrief, inviteeStatus, proposalStatus } from '../wording/invitee-status.ts';
import { needWords } from '../wording/people.ts';
import { lengthWords, type StateWords, teamMeetingState } from '../wording/team-request.ts';
import type { Measure } from './card-size.ts';
import { type ArrangingSection, arrangingSection, saidWith } from './meeting-arranging.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';

type Fact = { title: string; value: string };

/** The meeting as a section of the request's card. */
export type MeetingSection = {
  when: string;
  facts: Fact[];
  /** null once nobody is to come any more: the summaries, and Show all, name who was there. */
  invited: string | null;
  invitees: { name: string; of: string; said: string | null; status: StateWords }[];
  more: string | null;
  arranging: ArrangingSection;
};

/** @param said what the card says elsewhere: the state on top, and how the request ended */
export function meetingSection(
  meeting: MeetingView,
  measure: Measure,
  said: { state: StateWords; endNote: string | null },
): MeetingSection {
  const isOver = overStates.has(meeting.state);
  const shown = isOver ? [] : meeting.invitees.slice(0, measure.rows);
  const left = isOver ? 0 : meeting.invitees.length - shown.length;
  return {
    when: when(meeting, said.state),
    facts: facts(meeting, measure, said.endNote),
    invited: isOver ? null : invited(meeting),
    invitees: shown.map((invitee) => ({
      name: plain(invitee.name),
      of: `${plain(needWords(invitee, meeting.invitees))} · ${standing(invitee, measure)}`,
      said: saidWith(invitee, measure),
      status: proposalStatus(invitee, meeting) ?? inviteeStatus(invitee),
    })),
    more: left > 0 ? `… and ${left} more: Show all` : null,
    arranging: arrangingSection(meeting, measure),
  };
}

const overStates: ReadonlySet<MeetingView['state']> = new Set(['outcome-recorded', 'did-not-take-place', 'cancelled']);

function invited(meeting: MeetingView): string {
  return meeting.startsAt === null ? 'Who will be invited' : `Who is invited: ${answersInBrief(meeting.invitees)}`;
}

/** Its time; before there is one, how far the search for times has come. */
function when(meeting: MeetingView, saidOnTop: StateWords): string {
  const state = teamMeetingState(meeting).words;
  if (meeting.startsAt !== null && meeting.endsAt !== null) {
    const span = formatSpan(meeting.startsAt, meeting.endsAt);
    return state === saidOnTop.words ? span : `${span}. ${state}`;
  }
  if (meeting.state !== 'being-arranged') return `Meeting: ${state}`;
  if (meeting.proposal?.state === 'open') return 'No time booked yet';
  if (meeting.proposedTimes === null) return 'Looking for times when people are free';
  const found = meeting.proposedTimes.length;
  if (found === 0) return 'No time found: choose one yourself';
  return found === 1 ? '1 time found' : `${found} times found`;
}

function facts(meeting: MeetingView, measure: Measure, endNote: string | null): Fact[] {
  const note = meeting.endNote === endNote ? null : meeting.endNote;
  const entries: [string, string | null][] = [
    ['Where', where(meeting, measure)],
    ['Length', meeting.startsAt === null ? lengthWords(meeting.lengthMinutes) : null],
    ['Chair', meeting.chair && plain(meeting.chair.name)],
    ['Needs', needs(meeting, measure)],
    ['Note', note && cutProse(note, measure.text)],
  ];
  return entries.flatMap(([title, value]) => (value ? [{ title, value }] : []));
}

/** What the person needs to take part: whoever runs the meeting must know. */
function needs(meeting: MeetingView, measure: Measure): string | null {
  const said = overStates.has(meeting.state) ? [] : needsLines(meeting.needs);
  return said.length === 0 ? null : cutProse(said.join(' · '), measure.text);
}

function where(meeting: MeetingView, measure: Measure): string {
  if (meeting.place !== null) return cutProse(meeting.place, measure.text);
  const link = meeting.joinUrl === null || overStates.has(meeting.state) ? null : linkTarget(meeting.joinUrl);
  return link === null ? 'Online' : `Online: [join link](${link})`;
}

/** An https address that cannot break out of a Markdown link; anything else is not made a link. */
function linkTarget(url: string): string | null {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return null;
  return new URL(url).href.replace(/[()\s]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

const kinds: Partial<Record<InviteeView['kind'], string>> = { individual: 'The person', carer: 'Parent or carer' };

/** Whom they stand for, how to reach them by hand, and whether they are told the time and the reference alone. */
function standing(invitee: InviteeView, measure: Measure): string {
  const contact =
    invitee.email === null && invitee.otherContact ? ` · ${cutProse(invitee.otherContact, measure.text)}` : '';
  if (invitee.organisation === null) {
    return `${kinds[invitee.kind] ?? 'No organisation: told the time and reference only'}${contact}`;
  }
  const name = plain(invitee.organisation.name);
  const told = invitee.organisation.agreementInForce ? '' : ' · No sharing agreement: told the time and reference only';
  return `${name}${told}${contact}`;
}
