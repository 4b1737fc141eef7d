import type { InvitedMeetingView } from '../../services/meetings/invited-meeting.ts';
import type { Deps } from '../../services/platform/deps.ts';
import type { InviteeProposal } from '../../services/proposals/model.ts';
import type { TypedAnsweredBy } from '../../services/sign-in/answered-by.ts';
import type { Visitor } from '../../services/sign-in/model.ts';
import { reasonFor } from '../../wording/mails/cancellation-mail.ts';
import { answeredByLine, responseWords, whenWords, meetingWords as words } from '../../wording/pages/meeting.ts';
import { mineWords } from '../../wording/pages/mine.ts';
import { lengthWords } from '../../wording/team-request.ts';
import { answeredByFields } from '../site/answered-by.ts';
import { factRows } from '../site/facts.ts';
import { type ErrorView, errorsOf } from '../site/form.ts';
import type { PageView } from '../site/site.ts';
import { rsvpForm, type TypedResponse } from './rsvp.ts';
import { saidOfTimes, type TypedTimes, timesErrors, timesForm } from './times-form.ts';

export type Problem = { field: string; problem: string };

/** What came back with something typed that could not be taken. */
export type Again = { who: TypedAnsweredBy | null; problems: readonly Problem[] } & (
  | { form: 'times'; typed: TypedTimes }
  | { form: 'answer'; typed: TypedResponse }
);

export type InvitedPage = {
  meeting: InvitedMeetingView;
  /** The times that they are asked about, while the meeting is being arranged. */
  proposal: InviteeProposal | null;
  again?: Again | undefined;
  /** What was just done, or why nothing was. */
  saved?: string | undefined;
  refused?: string | undefined;
};

/** The page of a meeting for somebody of an agency, in whatever state the meeting is. */
export function invitedPage(deps: Deps, visitor: Visitor, page: InvitedPage): PageView {
  const { meeting, proposal, again, saved, refused } = page;
  const self = `/meetings/${meeting.inviteeId}`;
  const open = meeting.state === 'booked' && !meeting.ended;
  const arranging = meeting.state === 'being-arranged';
  const times =
    arranging && proposal?.canAnswer ? timesForm(proposal, again?.form === 'times' ? again : undefined) : null;
  const rsvp = open ? rsvpForm(meeting, again?.form === 'answer' ? again : undefined) : null;
  const who = answeredByFields(visitor, again?.who ?? null, again?.problems ?? []);
  const errors: ErrorView[] = [
    ...(times ? timesErrors(times) : errorsOf(rsvp?.fields ?? [])),
    ...(again ? errorsOf(who?.fields ?? []) : []),
  ];
  return {
    title: `${words.caption} ${meeting.reference}`,
    ...{ words, self, times, rsvp, who, errors, saved: saved ?? null, refused: refused ?? null },
    reference: meeting.reference,
    backUrl: '/mine',
    press: deps.newId(),
    contact: deps.organiser.address,
    lines: linesOf(meeting, proposal),
    facts: factRows(factsOf(meeting)),
    joinUrl: open ? meeting.joinUrl : null,
    joinLater: open && isOnline(meeting) && meeting.joinUrl === null ? words.joinLater : null,
    calendarUrl: open ? `${self}/calendar.ics` : null,
    notShown: notShownOf(deps, meeting),
    toBring: (open || arranging) && meeting.part.knows ? meeting.part.toBring : null,
    timesSaid: arranging && proposal !== null ? saidOfTimes(proposal) : null,
    standInUrl: open || times !== null ? `${self}/stand-in` : null,
    standInLink: meeting.standIns.length > 0 ? words.standIn.another : words.standIn.link,
    standInFirst: open && isWithoutStandIn(meeting),
    outcome: outcomeOf(meeting),
  };
}

/** They cannot come, and nobody comes in their place yet: to name somebody is what they are asked next. */
export function isWithoutStandIn({ response, standIns }: InvitedMeetingView): boolean {
  return response === 'declined' && standIns.length === 0;
}

function isOnline({ place, placeWithheld }: InvitedMeetingView): boolean {
  return place === null && !placeWithheld;
}

/** How the meeting stands, above everything else. */
function linesOf(meeting: InvitedMeetingView, proposal: InviteeProposal | null): string[] {
  const { states } = words;
  const standIn = meeting.isStandIn ? [states.standIn] : [];
  switch (meeting.state) {
    case 'being-arranged':
      if (proposal?.canAnswer) return standIn;
      return [
        ...standIn,
        proposal?.state === 'open' || proposal?.state === 'closed' ? states.closed : states.arranging,
      ];
    case 'booked':
      return meeting.ended ? [states.past] : standIn;
    case 'cancelled':
      return [`${states.cancelled}.`, ...whyCancelled(meeting), states.cancelledNext];
    case 'did-not-take-place':
      return [`${states.didNotTakePlace}.`];
    case 'took-place':
      return [states.tookPlace];
    case 'outcome-recorded':
      return [];
  }
}

/** Why it is off, in the words of the mail that told them. */
function whyCancelled({ cancelReason: reason, kind: receiver, part }: InvitedMeetingView): string[] {
  const words = reasonFor({ reason, receiver, mayKnow: part.knows });
  return words === null ? [] : [words];
}

function factsOf(meeting: InvitedMeetingView): [string, string][] {
  const { facts } = words;
  const { part, lengthMinutes, organisationName, response, responseNote, answeredBy, standIns } = meeting;
  const when = whenWords(meeting);
  const said = response === null ? [] : [responseWords[response], ...(answeredBy ? [answeredByLine(answeredBy)] : [])];
  const where = meeting.placeWithheld ? words.askForPlace : (meeting.place ?? words.online);
  const all: [string, string | null][] = [
    [facts.when, when],
    [facts.length, when === null ? lengthWords(lengthMinutes) : null],
    [facts.where, where],
    [facts.about, part.knows ? part.personName : null],
    [facts.purpose, part.knows ? part.purpose : null],
    [facts.invitedFor, organisationName],
    [facts.youSaid, said.length > 0 ? said.join('\n') : null],
    [facts.note, responseNote],
    [facts.standIn, standIns.length > 0 ? standIns.join('\n') : null],
  ];
  return all.flatMap(([name, value]) => (value === null ? [] : [[name, value]]));
}

function notShownOf({ policy }: Pick<Deps, 'policy'>, { part }: InvitedMeetingView) {
  if (part.knows) return null;
  const { notShown } = words;
  return {
    why: notShown[part.because],
    ask: notShown.ask(policy.team),
    agreed: part.outcomeRecorded ? notShown.agreed : null,
  };
}

function outcomeOf({ part }: InvitedMeetingView) {
  if (!part.knows || part.outcome === null) return null;
  const { actions, decisions, nextStep } = part.outcome;
  const colours = { 'under-way': 'yellow', done: 'green', cannot: 'grey' } as const;
  const { tags } = mineWords;
  return {
    decisions,
    nextStep,
    actions: actions.map(({ key, what, who, dueDay, state, overdue }) => ({
      title: { text: what },
      hint: { text: `${who}. ${words.outcome.by(dueDay)}` },
      href: `/actions/${key}`,
      status: {
        tag: overdue
          ? { text: tags.overdue, classes: 'nhsuk-tag--red' }
          : { text: tags[state ?? 'todo'], classes: `nhsuk-tag--${state === null ? 'blue' : colours[state]}` },
      },
    })),
  };
}
