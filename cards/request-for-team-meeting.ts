import type { InviteeView, MeetingView } from '../services/meetings/model.ts';
import { formatSpan } from '../services/platform/time.ts';
import { answersInBrief, inviteeStatus } from '../wording/invitee-status.ts';
import { lengthWords, type StateWords, teamMeetingState } from '../wording/team-request.ts';
import type { Measure } from './card-size.ts';
import { plain } from './plain-text.ts';
import { cutProse } from './prose.ts';

type Fact = { title: string; value: string };

/** The meeting as a section of the request's card. */
export type MeetingSection = {
  when: string;
  facts: Fact[];
  invited: string;
  invitees: { name: string; of: string | null; status: StateWords }[];
  more: string | null;
};

export function meetingSection(meeting: MeetingView, measure: Measure): MeetingSection {
  const shown = meeting.invitees.slice(0, measure.rows);
  const left = meeting.invitees.length - shown.length;
  return {
    when: when(meeting),
    facts: facts(meeting, measure),
    invited: meeting.startsAt === null ? 'Who will be invited' : `Who is invited: ${answersInBrief(meeting.invitees)}`,
    invitees: shown.map((invitee) => ({
      name: plain(invitee.name),
      of: standing(invitee),
      status: inviteeStatus(invitee),
    })),
    more: left > 0 ? `… and ${left} more: Show all` : null,
  };
}

/** Its time; before there is one, how far the search for times has come. */
function when(meeting: MeetingView): string {
  const state = teamMeetingState(meeting).words;
  if (meeting.startsAt !== null && meeting.endsAt !== null) {
    const span = formatSpan(meeting.startsAt, meeting.endsAt);
    return meeting.state === 'booked' && !meeting.ended ? span : `${span}. ${state}`;
  }
  if (meeting.state !== 'being-arranged') return state;
  if (meeting.proposedTimes === null) return 'Looking for times when people are free';
  const found = meeting.proposedTimes.length;
  if (found === 0) return 'No time found: choose one yourself';
  return found === 1 ? '1 time found' : `${found} times found`;
}

function facts(meeting: MeetingView, measure: Measure): Fact[] {
  const entries: [string, string | null][] = [
    ['Where', where(meeting, measure)],
    ['Length', meeting.startsAt === null ? lengthWords(meeting.lengthMinutes) : null],
    ['Chair', meeting.chair && plain(meeting.chair.name)],
    ['Note', meeting.endNote && cutProse(meeting.endNote, measure.text)],
  ];
  return entries.flatMap(([title, value]) => (value ? [{ title, value }] : []));
}

function where(meeting: MeetingView, measure: Measure): string {
  if (meeting.place !== null) return cutProse(meeting.place, measure.text);
  const link = meeting.joinUrl === null ? null : linkTarget(meeting.joinUrl);
  return link === null ? 'Online' : `Online: [join link](${link})`;
}

/** An https address that cannot break out of a Markdown link; anything else is not made a link. */
function linkTarget(url: string): string | null {
  if (!URL.canParse(url) || new URL(url).protocol !== 'https:') return null;
  return new URL(url).href.replace(/[()\s]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

const kinds: Partial<Record<InviteeView['kind'], string>> = { individual: 'The individual', carer: 'Parent or carer' };

/** Whom they stand for, and whether an agreement is missing: then they are told the time and the reference alone. */
function standing(invitee: InviteeView): string | null {
  if (invitee.organisation === null) return kinds[invitee.kind] ?? 'No organisation: told the time and reference only';
  const name = plain(invitee.organisation.name);
  return invitee.organisation.agreementInForce
    ? name
    : `${name} · No sharing agreement: told the time and reference only`;
}
