import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type HelpView, helpCard } from '../../../cards/help.card.ts';
import { historyCard } from '../../../cards/history.card.ts';
import { messageCard } from '../../../cards/message.card.ts';
import { myRequestsCard } from '../../../cards/my-requests.card.ts';
import { type RequestForRequesterView, requestForRequesterCard } from '../../../cards/request-for-requester.card.ts';
import { withdrawConfirmCard } from '../../../cards/withdraw-confirm.card.ts';
import manifest from '../../../manifest/manifest.template.json' with { type: 'json' };
import { isRequestSubject } from '../../../services/mailbox/subject.ts';
import { type RequestView, requestStates } from '../../../services/mbe-requests/model.ts';
import { meetingStates } from '../../../services/meetings/model.ts';
import { brokenCardRules, buttonsOf, inputsOf, textOf, unfilledExpressions } from '../../support/card-rules.ts';
import { nastyText } from '../../support/nasty-text.ts';
import {
  listItem,
  samplePolicy as policy,
  samplePress as press,
  sampleDraftId,
} from '../../support/requester-views.ts';
import { approvedRequest, SAMPLE_NOW, sampleRequest } from '../../support/team-views.ts';

const everyWay = { mailbox: 'dsr.team@example.org', inAnyChat: true };
const asha = { id: sampleDraftId, name: 'Asha Example' };
const asked = { question: 'Which school?', by: asha, at: SAMPLE_NOW, answer: null, answeredAt: null };
const meeting = {
  ...{ state: 'booked' as const, ended: false, place: null, joinUrl: 'https://teams.example.org/join' },
  ...{ startsAt: new Date('2027-01-19T10:00:00Z'), endsAt: new Date('2027-01-19T11:00:00Z') },
};
const declined: Partial<RequestView> = {
  state: 'declined',
  decision: {
    by: asha,
    at: SAMPLE_NOW,
    reason: 'hold-an-mdt-first',
    note: 'Ask school *first*.',
    purposeCategory: null,
  },
};

function cardOf(request: Partial<RequestView> = {}, more: Partial<RequestForRequesterView> = {}) {
  return requestForRequesterCard({ request: sampleRequest(request), meeting: null, policy, press, ...more });
}
const verbsOf = (card: ReturnType<typeof cardOf>) => buttonsOf(card).map((button) => button.verb);

/** A request in any state whose every free text is nasty, and too long as well. */
const anyRequest = fc.record({
  state: fc.constantFrom(...requestStates),
  // The service keeps no blank text.
  text: nastyText.filter((text) => text.trim() !== ''),
  rows: fc.integer({ min: 0, max: 40 }),
});
function filledWith({ state, text, rows }: { state: RequestView['state']; text: string; rows: number }): RequestView {
  const by = { id: sampleDraftId, name: text };
  const list = <T>(row: T) => Array.from({ length: rows }, () => row);
  return sampleRequest({
    ...{ state, personName: text, purpose: text, whyNoMdt: text, endNote: text, place: text },
    urgentBecause: ['words-of-danger'],
    organisations: list({ id: sampleDraftId, name: text, agreementInForce: true }),
    furtherPeople: list({ name: text, email: text }),
    individual: { answer: 'invite', detail: text },
    carer: { answer: 'do-not-invite', detail: text },
    basis: { basis: 'best-interest', detail: text, day: '2027-01-04' },
    decision: { by, at: SAMPLE_NOW, reason: text, note: text, purposeCategory: null },
    corrections: list({ field: 'furtherPeople', before: text, after: text, by }),
    information: [...list({ ...asked, question: text, by, answer: text }), { ...asked, question: text, by }],
  });
}

describe('a requester’s card', () => {
  it('keeps every rule of a card in every state, whatever stands in the request', () => {
    fc.assert(
      fc.property(anyRequest, nastyText, fc.constantFrom(...meetingStates), (request, typed, state) => {
        const card = requestForRequesterCard({
          ...{ request: filledWith(request), meeting: { ...meeting, state, place: typed }, policy, press },
          ...{ answer: { typed, problem: 'too-long' }, notice: { tone: 'warning', text: 'Changed meanwhile.' } },
        });
        expect(brokenCardRules(card)).toEqual([]);
      }),
      { numRuns: 100, endOnFailure: true },
    );
  });

  it('leaves no expression of its template unfilled in any state', () => {
    for (const state of requestStates) expect(unfilledExpressions(cardOf({ state, information: [asked] }))).toEqual([]);
  });

  it('shows what somebody typed as they typed it: no Markdown becomes bold type or a link', () => {
    const text = textOf(cardOf({ personName: '**Jamie** [x](https://example.org)' }));
    expect(text).toContain('\\*\\*Jamie\\*\\* \\[x\\]\\(https://example.org\\)');
  });

  it('shows reference and state alone where others may read along', () => {
    const { fallbackText, speak } = cardOf();
    expect(fallbackText).toBe('MBE-2027-0042: Sent to the DSR team');
    expect(speak).toBe(fallbackText);
  });

  it.each([
    ['submitted', ['open-withdraw', 'show-history', 'show-my-requests']],
    ['information-requested', ['answer-information', 'open-withdraw', 'show-history', 'show-my-requests']],
    ['approved', ['show-history', 'show-my-requests']],
    ['declined', ['copy-request', 'show-history', 'show-my-requests']],
    ['withdrawn', ['start-request', 'show-history', 'show-my-requests']],
    ['closed', ['start-request', 'show-history', 'show-my-requests']],
    ['cancelled', ['start-request', 'show-history', 'show-my-requests']],
  ] as const)('offers what can be done when it is %s, and nothing else', (state, verbs) => {
    expect(verbsOf(cardOf({ state, information: [asked] }))).toEqual(verbs);
  });

  it('shows the question that waits for an answer, with a field for it', () => {
    const card = cardOf({ state: 'information-requested', information: [asked] });
    expect(textOf(card)).toContain('Asha Example asks\nWhich school?');
    expect(inputsOf(card).map((input) => input.id)).toEqual(['answer']);
  });

  it('puts an answer that was not taken back into its field, with the error above it', () => {
    const answer = { typed: 'A very long answer', problem: 'too-long' } as const;
    const card = cardOf({ state: 'information-requested', information: [asked] }, { answer });
    expect(inputsOf(card)[0]?.value).toBe('A very long answer');
    expect(textOf(card)).toContain('Error: Shorten your answer');
  });

  it('shows questions that were answered, with their answers', () => {
    const information = [{ ...asked, answer: 'Hilltop Academy', answeredAt: SAMPLE_NOW }];
    expect(textOf(cardOf({ information }))).toContain('Which school?\nHilltop Academy');
  });

  it('tells why it was declined, in the policy’s words and the team’s own', () => {
    const text = textOf(cardOf(declined));
    expect(text).toContain('Hold a multi-disciplinary team \\(MDT\\) meeting first');
    expect(text).toContain('Ask school \\*first\\*.');
    expect(text).toContain('Decided by Asha Example');
  });

  it('shows what the team corrected', () => {
    const corrections = [{ field: 'lengthMinutes', before: '60', after: '90', by: asha }];
    expect(textOf(cardOf({ corrections }))).toContain('Length: 1 hour 30 minutes \\(was: 1 hour\\)');
  });

  it('shows when a booked meeting is, and a link to join that is a secure web address', () => {
    const card = requestForRequesterCard({ request: approvedRequest(), meeting, policy, press });
    expect(textOf(card)).toContain('Tuesday 19 January 2027, 10am to 11am');
    expect(JSON.stringify(card)).toContain('"url":"https://teams.example.org/join"');
    const unsafe = { ...meeting, joinUrl: 'javascript:alert(1)' };
    expect(
      JSON.stringify(requestForRequesterCard({ request: approvedRequest(), meeting: unsafe, policy, press })),
    ).not.toContain('javascript:');
  });

  it('shows no time of a meeting that is not booked', () => {
    const cancelled = { ...meeting, state: 'cancelled' as const };
    expect(textOf(cardOf({ state: 'approved' }, { meeting: cancelled }))).not.toContain('19 January');
  });

  it('repeats what to do in an emergency while an urgent request is open', () => {
    expect(textOf(cardOf({ urgentBecause: ['needed-by-soon'] }))).toContain('call 999');
    expect(textOf(cardOf({ urgentBecause: ['needed-by-soon'], state: 'closed' }))).not.toContain('call 999');
    expect(textOf(cardOf())).not.toContain('call 999');
  });
});

describe('the other cards of a requester', () => {
  it('keep every rule of a card, whatever stands in them', () => {
    fc.assert(
      fc.property(anyRequest, nastyText, fc.integer({ min: -1, max: 99 }), (one, text, page) => {
        const request = filledWith(one);
        const line = {
          ...{ at: SAMPLE_NOW, by: { id: sampleDraftId, name: text }, what: 'decline-mbe-request', from: null },
          ...{ to: null, reason: text, note: text, startsAt: SAMPLE_NOW, handedTo: text, sent: null },
        };
        const lines = Array.from({ length: one.rows * 3 }, () => line);
        const items = requestStates.map((state) =>
          listItem({ state, personName: text, reference: state === 'draft' ? null : 'MBE-2027-0042' }),
        );
        const cards = [
          historyCard({ history: { request, lines }, policy, page }),
          myRequestsCard({ items, page: 2, pages: 3, total: 24, now: SAMPLE_NOW }),
          withdrawConfirmCard({ request, note: text, press }),
          messageCard({
            heading: 'A heading',
            text: ['a', text || 'b'].filter((each) => each.trim() !== ''),
            buttons: [],
          }),
        ];
        for (const card of cards) expect(brokenCardRules(card)).toEqual([]);
      }),
      { numRuns: 60, endOnFailure: true },
    );
  });

  it('leave no expression of a template unfilled', () => {
    const history = { request: sampleRequest(), lines: [] };
    const cards = [
      historyCard({ history, policy, page: 1 }),
      myRequestsCard({ items: [listItem()], page: 1, pages: 1, total: 1, now: SAMPLE_NOW }),
      withdrawConfirmCard({ request: sampleRequest(), press }),
      messageCard({ heading: 'A heading', text: [], buttons: [] }),
      helpCard({ reason: 'asked', where: 'personal', isDsrTeam: true, policy, ways: everyWay }),
    ];
    expect(cards.flatMap(unfilledExpressions)).toEqual([]);
  });

  it('list drafts to continue or delete, and withdraw only what is undecided', () => {
    const verbs = requestStates.map((state) => {
      const items = [listItem({ state, reference: state === 'draft' ? null : 'MBE-2027-0042' })];
      return verbsOf(myRequestsCard({ items, page: 1, pages: 1, total: 1, now: SAMPLE_NOW })).slice(0, -1);
    });
    expect(verbs).toEqual([
      ['open-draft', 'discard-draft'],
      ['show-request', 'open-withdraw'],
      ['show-request', 'open-withdraw'],
      ...Array.from({ length: 5 }, () => ['show-request']),
    ]);
  });

  it('say when a meeting is once it is booked, and until then when it is needed', () => {
    const said = (bookedFor: Date | null) => {
      const items = [listItem({ state: 'approved', neededBy: '2027-01-29', bookedFor })];
      return textOf(myRequestsCard({ items, page: 1, pages: 1, total: 1, now: SAMPLE_NOW }));
    };
    expect(said(null)).toMatch(/✓ Approved\n.*Needed by Fri 29 Jan 2027/s);
    const booked = said(new Date('2027-01-19T10:00:00Z'));
    expect(booked).toContain('✓ Approved, meeting booked');
    expect(booked).toContain('Meeting on Tue 19 Jan 2027, 10am');
    expect(booked).not.toContain('Needed by');
  });

  it('turn pages only where there are some', () => {
    const titles = (page: number, pages: number) =>
      buttonsOf(myRequestsCard({ items: [], page, pages, total: 20, now: SAMPLE_NOW })).map((button) => button.title);
    expect(titles(1, 1)).toEqual(['Request a meeting']);
    expect(titles(1, 3)).toEqual(['Request a meeting', 'Older']);
    expect(titles(2, 3)).toEqual(['Request a meeting', 'Newer', 'Older']);
  });

  it('show the whole of a long history, page by page', () => {
    const lines = Array.from({ length: 30 }, (_, index) => ({
      ...{ at: SAMPLE_NOW, by: asha, what: 'record-basis', from: null, to: null, reason: null, note: `Note ${index}.` },
      ...{ startsAt: null, handedTo: null, sent: null },
    }));
    const pages = [1, 2, 3].map((page) =>
      textOf(historyCard({ history: { request: sampleRequest(), lines }, policy, page })),
    );
    for (const { note } of lines) expect(pages.filter((text) => text.includes(note))).toHaveLength(1);
  });
});

describe('the help card', () => {
  const said = (view: Partial<HelpView>) =>
    textOf(helpCard({ reason: 'asked', where: 'personal', isDsrTeam: false, policy, ways: everyWay, ...view }));

  it('says that one can write to the shared mailbox, with a subject by which the mailbox knows a request', () => {
    expect(said({})).toContain('write to dsr.team@example.org');
    const [, subject = ''] = /with the subject “(.+?)”/.exec(said({})) ?? [];
    expect(isRequestSubject(subject)).toBe(true);
  });

  it('names the message action as the app package does', () => {
    const title = manifest.composeExtensions[0]?.commands[0]?.title;
    expect(said({})).toContain(`“${title}” beside the message box, or in the menu of a message`);
  });

  it.each(['personal', 'channel'] as const)('promises in a %s nothing that this service does not have', (where) => {
    const words = said({ where, ways: { mailbox: null, inAnyChat: false } });
    expect(words).not.toMatch(/mailbox|email to|subject|any chat|menu of a message/);
    expect(said({ where, ways: { mailbox: null, inAnyChat: true } })).not.toContain('subject');
    expect(said({ where, ways: { ...everyWay, inAnyChat: false } })).not.toContain('any chat');
  });

  it('says nothing that can wait where words of danger were typed', () => {
    expect(said({ reason: 'danger' })).not.toMatch(/subject|any chat/);
  });

  it('begins with what to do in an emergency, above all where words of danger were typed', () => {
    for (const reason of ['asked', 'not-understood', 'danger'] as const) {
      const lines = textOf(helpCard({ reason, where: 'personal', isDsrTeam: false, policy, ways: everyWay })).split(
        '\n',
      );
      expect(lines[0]).toContain('not an emergency service');
      expect(lines[1]).toContain('call 999');
    }
  });

  const own = ['start-request', 'start-referral', 'show-my-requests', 'show-my-referrals'];
  const team = ['show-queue', 'show-team-todos', 'show-register'];
  it.each([
    ['personal', false, own],
    ['personal', true, [...own, ...team]],
    ['channel', true, team],
  ] as const)('offers in a %s (of the DSR team: %s) only what can be done there', (where, isDsrTeam, verbs) => {
    expect(verbsOf(helpCard({ reason: 'asked', where, isDsrTeam, policy, ways: everyWay }))).toEqual(verbs);
  });
});
