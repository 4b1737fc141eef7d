import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../cards/adaptive-card.ts';
import { disclosureFormCard } from '../../../cards/disclosure-form.card.ts';
import { disclosuresCard } from '../../../cards/disclosures.card.ts';
import { invitationForInviteeCard } from '../../../cards/invitation-for-invitee.card.ts';
import { meetingPeopleCard } from '../../../cards/meeting-people.card.ts';
import { needsFormCard, quorumFormCard } from '../../../cards/needs-form.card.ts';
import { proposalAnswersCard } from '../../../cards/proposal-answers.card.ts';
import { proposalForInviteeCard } from '../../../cards/proposal-for-invitee.card.ts';
import { proposeFormCard } from '../../../cards/propose-form.card.ts';
import { quorumLostCard } from '../../../cards/quorum-lost.card.ts';
import { requestForTeamCard } from '../../../cards/request-for-team.card.ts';
import type { MeetingView } from '../../../services/meetings/model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import {
  askedMeeting,
  askedOf,
  crowdedMeeting,
  invitedTo,
  lostMeeting,
  sampleProposal,
} from '../../support/arranging-views.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import { approvedRequest, SAMPLE_NOW as now } from '../../support/team-views.ts';

const press = '00000000-0000-4000-8000-000000000999';
const newId = () => press;
const policy = loadPolicy();
const keys = { press, standInPress: press, team: policy.team };
const none = { typed: {}, problems: [], press };
const titles = (card: AdaptiveCard) => buttonsOf(card).map(({ title }) => title);
const valueIn = (card: AdaptiveCard, id: string) => inputsOf(card).find((input) => input.id === id)?.value;

/** Everything that the team reads and fills in about one meeting. */
function ofMeeting(meeting: MeetingView, typed: Record<string, string> = {}): AdaptiveCard[] {
  const form = { meeting, typed, problems: [], press };
  const proposal = sampleProposal();
  const [invitee] = meeting.invitees;
  if (invitee === undefined) throw new Error('Nobody is invited');
  return [
    meetingPeopleCard({ meeting, page: 1 }),
    needsFormCard({ ...form, page: 1 }),
    quorumFormCard({ ...form, groups: 4 }),
    proposeFormCard({ ...form, now }),
    proposalAnswersCard({ meeting, proposal, now, newId }),
    quorumLostCard({ meeting }),
    disclosureFormCard({ ...form, invitee }),
    requestForTeamCard({ request: approvedRequest(), meeting, policy, now, newId }),
  ];
}

describe('the cards about times and people', () => {
  it('keep every rule of a card, whatever was typed', () => {
    const name = nastyText.map((text) => text.trim().slice(0, 120).trim() || 'x');
    fc.assert(
      fc.property(name, nastyText, nastyText, (named, one, two) => {
        const answeredBy = { name: named, jobRole: one.slice(0, 120), phone: two.slice(0, 120) };
        const invitees = lostMeeting().invitees.map((invitee) => ({
          ...{ ...invitee, name: named, responseNote: one, toBring: two, bringing: one, answeredBy },
        }));
        const words = [{ inviteeId: invitees[0]?.id ?? '', text: one, at: now }];
        const typed = { 'day-1': one, 'at-1': two, deadlineDay: one, deadlineAt: two, times: one, options: two };
        const said = { note: one, standInName: two, standInEmail: one, response: two, name: one };
        const cards = [
          ...ofMeeting(askedMeeting({ invitees, personName: named, advanceWords: words }), typed),
          ...ofMeeting(lostMeeting({ invitees, personName: named, advanceWords: words }), typed),
          proposalForInviteeCard({ proposal: askedOf({ note: one, place: two }), typed: said, problems: [], ...keys }),
          invitationForInviteeCard({
            ...{ invitation: invitedTo({ responseNote: one, place: two, standIns: [named] }), ...keys },
            ...{ typed: said, problems: [{ field: 'phone', problem: 'missing' }] },
          }),
          disclosuresCard({
            ...{ meeting: lostMeeting({ personName: named }), page: 1 },
            disclosures: Array.from({ length: 30 }, (_empty, place) => ({
              ...{ id: String(place), what: ['name', 'purpose'], via: 'mail', basis: 'agreement', at: now },
              ...{ to: { name: named, organisation: one || null, address: two || null }, thisMeeting: false },
            })),
          }),
        ];
        const broken = cards.flatMap((card) => brokenCardRules(card).map((rule) => `${card.fallbackText}: ${rule}`));
        expect(broken).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });

  it('leave no expression of a template standing', () => {
    const cards = [...ofMeeting(askedMeeting()), ...ofMeeting(lostMeeting()), ...ofMeeting(crowdedMeeting(3))];
    expect(cards.flatMap(unfilledExpressions)).toEqual([]);
  });

  it('hold 40 people with long names', () => {
    const meeting = crowdedMeeting(40);
    const ids = meeting.invitees.map(({ id }) => id);
    const asked = sampleProposal({
      waitingFor: ids,
      slots: sampleProposal().slots.map((slot) => ({
        ...slot,
        answers: ids.map((inviteeId) => ({ inviteeId, answer: 'no' })),
      })),
    });
    const cards = [
      ...ofMeeting(meeting),
      proposalAnswersCard({ meeting, proposal: asked, now, newId }),
      ...[1, 2, 3, 4, 5].flatMap((page) => [
        meetingPeopleCard({ meeting, page }),
        needsFormCard({ meeting, page, ...none }),
      ]),
    ];
    expect(cards.flatMap(brokenCardRules)).toEqual([]);
  });
});

describe('the team’s card of a meeting', () => {
  const card = (meeting: MeetingView) =>
    requestForTeamCard({ request: approvedRequest(), meeting, policy, now, newId });

  it('says who must be there, how each time stands, and who has not answered', () => {
    const said = textOf(card(askedMeeting()));
    expect(said).toContain('Must be there: Moorland County Council social care; at least 2 of Riverbank Support Ltd');
    expect(said).toContain('2 yes, 1 if need be, 0 no, 2 not answered. ✓ Quorate');
    expect(said).toContain('1 yes, 2 no, 2 not answered. ✕ Not quorate');
    expect(said).toContain('○ Not answered yet');
    expect(said).toContain('! No email: ask them yourself');
    expect(said).toContain('Stands in for Owen Example');
  });

  it('says in words whether it is quorate once it is booked, and what is missing', () => {
    expect(textOf(card(lostMeeting()))).toContain(
      '! Not quorate yet. Still needed: at least 2 of Riverbank Support Ltd, Hilltop Academy, Dr Mina Example',
    );
  });

  it('says what would help where no time was found, and nothing where one was', () => {
    const timesAdvice = { change: 'shorter', lengthMinutes: 45 } as const;
    const help = 'What would help most: a shorter meeting of 45 minutes.';
    expect(textOf(card(askedMeeting({ timesAdvice, proposedTimes: [] })))).toContain(help);
    expect(textOf(card(askedMeeting({ timesAdvice })))).not.toContain(help);
  });

  it('shows who answered from an inbox that several people read', () => {
    expect(textOf(card(lostMeeting()))).toContain('Answered by Noor Example, Duty worker, 01632 960 777');
  });

  it('leads to what the family wants to say, and to the answers', () => {
    expect(titles(card(lostMeeting()))).toContain('What they want to say');
    expect(titles(card(askedMeeting()))).toEqual(expect.arrayContaining(['See the answers', 'People and quorum']));
    expect(titles(card(askedMeeting({ proposal: null })))).toContain('Ask about times');
  });
});

describe('the answers about times', () => {
  const card = (over = {}) =>
    proposalAnswersCard({ meeting: askedMeeting(), proposal: sampleProposal(over), now, newId });

  it('name who said what, and let each time be booked', () => {
    expect(textOf(card())).toContain('✓ Yes: Priya Example, Ms Example');
    expect(textOf(card())).toContain('~ If need be: Owen Example');
    expect(textOf(card())).toContain('Not answered yet: Dr Mina Example, Bea Example');
    expect(titles(card()).filter((title) => title === 'Book this time')).toHaveLength(3);
  });

  it('can be withdrawn while they are open, and booked from also when they are closed', () => {
    expect(titles(card())).toContain('Withdraw the question');
    expect(titles(card({ state: 'closed' }))).not.toContain('Withdraw the question');
    expect(titles(card({ state: 'closed' }))).toContain('Book this time');
    expect(titles(card({ state: 'withdrawn' }))).not.toContain('Book this time');
  });
});

describe('the forms about people', () => {
  it('ask so many a page, with what is recorded put in', () => {
    const card = needsFormCard({ meeting: askedMeeting(), page: 1, ...none });
    const [first, , third] = askedMeeting().invitees;
    expect(valueIn(card, `need-${first?.id}`)).toBe('required');
    expect(valueIn(card, `bring-${first?.id}`)).toBe('The housing assessment');
    expect(valueIn(card, `need-${third?.id}`)).toBe('useful');
    expect(inputsOf(needsFormCard({ meeting: crowdedMeeting(40), page: 5, ...none }))).toHaveLength(16);
  });

  it('do not ask about a stand-in, who fills the role of another', () => {
    const card = needsFormCard({ meeting: askedMeeting(), page: 1, ...none });
    expect(textOf(card)).not.toContain('Bea Example');
  });

  it('keep what was typed when they come back', () => {
    const typed = { 'seats-0': '', 'at-least-0': '3' };
    const problems = [{ field: 'seats-0', problem: 'missing' }];
    const card = quorumFormCard({ meeting: askedMeeting(), groups: 3, typed, problems, press });
    expect(valueIn(card, 'at-least-0')).toBe('3');
    expect(valueIn(card, 'at-least-1')).toBe('2');
    expect(textOf(card)).toContain('Error: Tick who belongs to this.');
  });

  it('let know more only those who may not know already', () => {
    const card = meetingPeopleCard({ meeting: lostMeeting(), page: 1 });
    expect(titles(card).filter((title) => title === 'Let them know more')).toHaveLength(2);
  });
});

describe('the cards of somebody invited', () => {
  it('put back what was answered before, and say until when it can be changed', () => {
    const slots = askedOf().slots.map((slot) => ({ ...slot, mine: 'no' as const }));
    const card = proposalForInviteeCard({ proposal: askedOf({ slots }), typed: {}, problems: [], ...keys });
    expect(valueIn(card, `slot-${slots[0]?.id}`)).toBe('no');
    expect(textOf(card)).toContain('You can change your answer until then.');
    expect(titles(card)).toEqual(['Change my answer', 'My invitations']);
  });

  it('say nothing about the person to somebody who may not know', () => {
    const part = { knows: false, because: 'no-agreement', outcomeRecorded: false } as const;
    const card = invitationForInviteeCard({ invitation: invitedTo({ part }), typed: {}, problems: [], ...keys });
    expect(JSON.stringify(card)).not.toMatch(/Jamie|breaking down|housing/);
  });

  it('take no answer once it is too late, and say why', () => {
    const late = askedOf({ canAnswer: false, state: 'withdrawn' });
    const card = proposalForInviteeCard({ proposal: late, typed: {}, problems: [], ...keys });
    expect(inputsOf(card)).toEqual([]);
    expect(textOf(card)).toContain('This question was withdrawn.');
    const over = invitationForInviteeCard({
      ...{ invitation: invitedTo({ state: 'cancelled' }), typed: {}, problems: [], ...keys },
    });
    expect(inputsOf(over)).toEqual([]);
    expect(textOf(over)).toContain('This meeting is cancelled.');
  });
});
