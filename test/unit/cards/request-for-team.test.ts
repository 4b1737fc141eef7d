import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AdaptiveCard } from '../../../cards/adaptive-card.ts';
import { cardBytes } from '../../../cards/card-size.ts';
import { requestForTeamCard } from '../../../cards/request-for-team.card.ts';
import { type RequestView, requestStates } from '../../../services/mbe-requests/model.ts';
import { type MeetingView, meetingStates } from '../../../services/meetings/model.ts';
import { loadPolicy } from '../../../services/policies/load-policy.ts';
import { brokenCardRules, buttonsOf, elementsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { seededIds } from '../../support/deps.ts';
import { nastyText } from '../../support/nasty-text.ts';
import {
  approvedRequest,
  bookedMeeting,
  SAMPLE_NOW,
  sampleIds,
  sampleMeeting,
  sampleRequest,
} from '../../support/team-views.ts';

const policy = loadPolicy();

function team(request: RequestView, meeting: MeetingView | null = null): AdaptiveCard {
  return requestForTeamCard({ request, meeting, policy, now: SAMPLE_NOW, newId: seededIds('team card') });
}

const titles = (card: AdaptiveCard) =>
  (card.actions ?? []).map(({ title, mode }) => (mode === 'secondary' ? `(${title})` : String(title)));

/** What the services let through: long, nasty, but never blank. */
const text = nastyText.map((typed) => typed.trim().slice(0, 4000).trim() || 'x');
const name = text.map((typed) => typed.slice(0, 120).trim());
const few = <T>(entry: fc.Arbitrary<T>) => fc.array(entry, { maxLength: 40 });
const person = fc.record({ id: fc.constant('somebody'), name });
const day = fc.constantFrom('2027-01-04', '2027-01-12', '2027-01-16', '2027-03-01');
const when = fc.constant(new Date('2027-01-11T10:00:00Z'));

const anyRequest: fc.Arbitrary<RequestView> = fc
  .record({
    state: fc.constantFrom(...requestStates.filter((state) => state !== 'draft')),
    urgentBecause: fc.subarray(['needed-by-soon', 'words-of-danger'] as const),
    personName: name,
    purpose: text,
    whyNoMdt: text,
    organisations: few(fc.record({ id: fc.uuid(), name, agreementInForce: fc.boolean() })),
    furtherPeople: few(fc.record({ name, email: name })),
    individual: fc.record({ answer: fc.constantFrom('invite', 'do-not-invite'), detail: text }),
    basis: fc.record({
      basis: fc.constantFrom('consents', 'best-interest', 'not-yet'),
      detail: fc.option(text),
      day: fc.option(day),
    }),
    neededBy: fc.option(day),
    place: fc.option(name),
    owner: fc.option(person),
    overdue: fc.boolean(),
    waitingFor: fc.constantFrom('owner', 'anybody-in-the-team', 'requester', 'invitees', 'chair', 'nobody'),
    endNote: fc.option(text),
    corrections: few(fc.record({ field: fc.constant('furtherPeople'), before: text, after: text, by: person })),
    information: few(
      fc.record({ question: text, by: person, at: when, answer: fc.option(text), answeredAt: fc.option(when) }),
    ),
    maybeSame: few(
      fc.record({
        requestId: fc.uuid(),
        reference: fc.constant('MBE-2027-0001'),
        state: fc.constant('submitted'),
        personName: name,
        linked: fc.boolean(),
        because: fc.subarray(['nhs-number', 'name'] as const),
      }),
    ),
  })
  .map((parts) => sampleRequest(parts as Partial<RequestView>));

const anyMeeting: fc.Arbitrary<MeetingView> = fc
  .record({
    state: fc.constantFrom(...meetingStates),
    ended: fc.boolean(),
    place: fc.option(name),
    joinUrl: fc.option(fc.oneof(fc.webUrl(), name)),
    endNote: fc.option(text),
    sharing: fc.constantFrom(
      { may: true, because: 'consent' },
      { may: true, because: 'clinical-lead' },
      { may: false, because: 'not-yet' },
      { may: false, because: 'decision-ended' },
    ),
    invitees: few(name.map((typed) => ({ ...sampleMeeting().invitees[0], name: typed }))),
  })
  .map((parts) => bookedMeeting(parts as Partial<MeetingView>));

describe('a request as the DSR team sees it', () => {
  it('keeps every rule of a card in every state, whatever was typed', () => {
    fc.assert(
      fc.property(anyRequest, fc.option(anyMeeting), (request, meeting) => {
        expect(brokenCardRules(team(request, meeting))).toEqual([]);
      }),
      { numRuns: 100 },
    );
  });

  it('leaves no expression of its template standing, and takes none that somebody typed for one', () => {
    expect(unfilledExpressions(team(approvedRequest(), bookedMeeting()))).toEqual([]);
    const typed = `$${'{personName}'}`;
    expect(textOf(team(sampleRequest({ purpose: typed })))).toContain(typed);
  });

  it('says in a notification the reference and the state, nothing about the person', () => {
    expect(team(sampleRequest()).fallbackText).toBe('MBE-2027-0042: To decide');
  });

  it('shows what is to be decided in words: urgent, overdue, who we wait for and how much time is left', () => {
    const shown = textOf(
      team(sampleRequest({ urgentBecause: ['needed-by-soon'], overdue: true, neededBy: '2027-01-14' })),
    );
    expect(shown).toContain('! Urgent: needed within two working days');
    expect(shown).toContain('! Overdue: not decided in time');
    expect(shown).toContain('anybody in the DSR team: nobody owns it yet');
    expect(shown).toContain('Thu 14 Jan 2027: 2 working days left');
  });

  it('marks who will be told the time and the reference only', () => {
    const shown = textOf(team(sampleRequest()));
    expect(shown).toContain('! **Hilltop Academy**: no sharing agreement, so told the time and reference only');
    expect(shown).toContain('✓ Moorland County Council social care');
  });

  it('says that nothing leaves the team until it is known whether the person agrees', () => {
    const basis = { basis: 'not-yet', detail: 'Too upset', day: null } as const;
    expect(textOf(team(sampleRequest({ basis })))).toContain('Nothing about the person leaves the team until');
    expect(textOf(team(sampleRequest()))).not.toContain('Nothing about the person leaves');
  });

  it('shows a text of four pages cut, says how much is missing, and offers all of it', () => {
    const card = team(sampleRequest({ purpose: 'word '.repeat(800).trim() }));
    expect(textOf(card)).toMatch(/… \(3,\d\d\d more characters: Show all\)/);
    expect(buttonsOf(card).map((button) => button.verb)).toContain('show-request-text');
    expect(buttonsOf(team(sampleRequest())).map((button) => button.verb)).not.toContain('show-request-text');
  });

  it('names the first of many who are invited, and offers all of them', () => {
    const invitees = Array.from({ length: 8 }, () => bookedMeeting().invitees).flat();
    const card = team(approvedRequest(), bookedMeeting({ invitees }));
    expect(textOf(card)).toMatch(/… and \d+ more: Show all/);
    expect(buttonsOf(card).map((button) => button.verb)).toContain('show-request-text');
  });

  it('stays far below what Teams takes with an ordinary request', () => {
    expect(cardBytes(team(approvedRequest(), bookedMeeting()))).toBeLessThan(16 * 1024);
  });

  it('folds away what was asked for once there is a meeting, and opens it on a press', () => {
    const details = (card: AdaptiveCard) => elementsOf(card).find((element) => element.id === 'details');
    expect(details(team(sampleRequest()))?.isVisible).toBe(true);
    const booked = team(approvedRequest(), bookedMeeting());
    expect(details(booked)?.isVisible).toBe(false);
    expect(elementsOf(booked).some((element) => element.type === 'Action.ToggleVisibility')).toBe(true);
  });

  it('makes a link only of an https address, whatever the calendar sent', () => {
    const shown = (joinUrl: string) => textOf(team(approvedRequest(), bookedMeeting({ joinUrl })));
    expect(shown('https://teams.example.org/a_(b)')).toContain('[join link](https://teams.example.org/a_%28b%29)');
    expect(shown('javascript:alert(1)')).not.toContain('join link');
  });
});

describe('the buttons of a request’s card', () => {
  const ended = { ended: true };
  const draft = { id: 'outcome', version: 2, state: 'draft' } as const;
  const owner = { id: 'anna', name: 'Anna Example' };

  it.each([
    ['submitted', team(sampleRequest()), ['Approve', 'Ask for information', 'Decline', 'Take']],
    ['submitted and owned', team(sampleRequest({ owner })), ['Approve', 'Ask for information', 'Decline']],
    ['information requested', team(sampleRequest({ state: 'information-requested', owner })), ['Approve', 'Decline']],
    ['declined', team(sampleRequest({ state: 'declined' })), []],
    ['withdrawn', team(sampleRequest({ state: 'withdrawn' })), []],
    ['being arranged', team(approvedRequest(), sampleMeeting()), ['Choose a time']],
    ['booked', team(approvedRequest(), bookedMeeting()), ['Reschedule']],
    ['ended', team(approvedRequest(), bookedMeeting(ended)), ['Record the outcome']],
    [
      'outcome begun',
      team(approvedRequest(), bookedMeeting({ state: 'took-place', ...ended })),
      ['Go on with the outcome', 'See summaries'],
    ],
    [
      'closed',
      team(approvedRequest({ state: 'closed' }), bookedMeeting({ state: 'outcome-recorded', ...ended })),
      ['See summaries', 'Correct the outcome'],
    ],
    [
      'closed, correction begun',
      team(approvedRequest({ state: 'closed' }), bookedMeeting({ state: 'outcome-recorded', outcome: draft })),
      ['Go on with the correction', 'See summaries'],
    ],
  ])('offer what can be done when it is %s', (_state, card, expected) => {
    expect(titles(card).filter((title) => !title.startsWith('('))).toEqual(expected);
    expect(titles(card)).toContain('(Show history)');
  });

  it('bring sharing without consent, and recording the basis to the front, while invitations are held', () => {
    const held = team(approvedRequest(), sampleMeeting({ sharing: { may: false, because: 'not-yet' } }));
    expect(titles(held)).toContain('Record whether they agree');
    expect(titles(held)).toContain('(Share without consent (clinical lead))');
    expect(titles(team(approvedRequest(), sampleMeeting()))).toContain('(Record whether they agree)');
  });

  it('carry a key of their own for each press, so that two people’s presses are never taken for one', () => {
    const other = { reference: 'MBE-2027-0039', state: 'submitted', personName: 'Jamie', because: ['name'] } as const;
    const maybeSame = [sampleIds.other, sampleIds.person].map((requestId) => ({
      ...other,
      because: [...other.because],
      requestId,
      linked: false,
    }));
    const presses = buttonsOf(team(sampleRequest({ maybeSame }))).flatMap(({ data }) => {
      const { press } = data as { press?: string };
      return press === undefined ? [] : [press];
    });
    expect(presses).toHaveLength(3);
    expect(new Set(presses).size).toBe(3);
  });

  it('offer to link another request until it is linked', () => {
    const other = {
      requestId: sampleIds.other,
      reference: 'MBE-2027-0039',
      state: 'submitted',
      personName: 'Jamie',
      because: ['name'],
    } as const;
    const card = (linked: boolean) => team(sampleRequest({ maybeSame: [{ ...other, because: ['name'], linked }] }));
    expect(buttonsOf(card(false)).map((button) => button.verb)).toContain('link-same-person');
    expect(buttonsOf(card(true)).map((button) => button.verb)).not.toContain('link-same-person');
    expect(textOf(card(true))).toContain('✓ Linked: the same person');
  });
});
